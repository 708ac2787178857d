import { readFileSync } from 'node:fs';

import { expect, test } from '@jest/globals';

import type { Step } from '../../src/model/step.ts';
import { traceScripts } from './applications.ts';
import { renderStep } from './render-step.ts';

/**
 * Scripts with what each of their steps is: where, in which folder, as whom, and what its failure does.
 * Cases are parted by `====`; `--- name` begins another file of the application, `>>>` the steps.
 */
const cases = ['remote', 'batch', 'language', 'choices'].flatMap((name) =>
  readFileSync(`test/trace/${name}-cases.txt`, 'utf8').trimEnd().split('\n====\n'),
);

const quiet = new Set(['cd', 'echo', 'set', '[', 'pushd', 'popd', 'read', 'true', ':']);

function shown(step: Step): string {
  const marks = [
    step.failure,
    ...(step.stream === null ? [] : ['stream']),
    ...(step.background ? ['background'] : []),
    ...(step.environments.join() === 'prod' || !step.reached ? [] : [step.environments.join()]),
    ...(step.actions.join() === 'deploy' || !step.reached ? [] : [step.actions.join()]),
  ];
  return `${renderStep(step)} | ${marks.join(', ')}`.replaceAll('\n', '⏎');
}

/** The files of a case, the script to start first. */
function filesOf(text: string): Readonly<Record<string, string>> {
  const [script = '', ...more] = text.split(/\n--- (\S+)\n/);
  const files: Record<string, string> = { 'deploy.sh': script };
  for (let index = 0; index < more.length; index += 2)
    files[more[index] ?? ''] = more[index + 1] ?? '';
  return files;
}

function isScript([file, text]: [string, string]): boolean {
  return file.endsWith('.sh') || text.startsWith('#!');
}

test.each(cases)('%s', (text) => {
  const [input = '', expected = ''] = text.split(/\n>>>\n?/);
  const files = Object.entries(filesOf(input));
  const trace = traceScripts(
    Object.fromEntries(files.filter(isScript)),
    Object.fromEntries(files.filter((entry) => !isScript(entry))),
  );
  const steps = trace.steps.filter(
    (step) => step.form === 'command' && !quiet.has(step.name ?? ''),
  );
  expect(steps.map(shown).join('\n')).toBe(expected.trimEnd());
});
