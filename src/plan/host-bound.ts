import type { ClassifiedStep } from '../model/classified.ts';

// A virtual environment holds absolute paths, and packages of the system belong to the machine.
// Source: https://docs.python.org/3/library/venv.html ("not to be moved or copied").
const boundToHost = /^(pip\d*(\.\d+)?|python\d*(\.\d+)?|virtualenv|conda|cpan|cpanm|gem|luarocks)$/;

/** What the command installs works only on the machine that it ran on. */
export function isBoundToHost({ step }: ClassifiedStep): boolean {
  return boundToHost.test(step.name ?? '');
}
