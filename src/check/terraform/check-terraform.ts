import type { Diagnostic } from '../../model/diagnostic.ts';
import type { Checker } from '../../model/host.ts';
import type { CheckedFile } from '../checked-file.ts';
import { diagnose } from '../diagnose.ts';
import { imbalanceOf } from './balance.ts';

/** What `terraform fmt -check` answers for a text that it can't read, and for one laid out otherwise. */
const unreadable = 2;
const otherLayout = 3;

/**
 * Terraform files: by Terraform itself where it is installed, which needs no provider for that, else
 * for brackets and quotes alone, and that is said.
 * Source: https://developer.hashicorp.com/terraform/cli/commands/fmt
 */
export function checkTerraform(
  files: readonly CheckedFile[],
  checker: Checker,
): readonly Diagnostic[] {
  const answers = files.map((file) => ({ file, wrong: imbalanceOf(file.text) }));
  const readable = answers.flatMap(({ file, wrong }) => (wrong === null ? [file] : []));
  const [first] = readable;
  const isPresent = first === undefined || formatted(first, checker) !== null;
  return [
    ...answers.flatMap(({ file: { path, text }, wrong }) => {
      if (wrong === null) return [];
      const code = wrong.isOpen ? 'check/hcl-unclosed' : 'check/hcl-unopened';
      const line = text.slice(0, wrong.offset).split('\n').length;
      return [diagnose(code, path, line, { what: wrong.what })];
    }),
    ...(isPresent
      ? readable.flatMap((file) => layoutProblems(file, checker))
      : [diagnose('check/terraform-absent', null, null)]),
  ];
}

function layoutProblems(file: CheckedFile, checker: Checker): readonly Diagnostic[] {
  const status = formatted(file, checker);
  if (status === unreadable) return [diagnose('check/hcl', file.path, null)];
  return status === otherLayout ? [diagnose('check/hcl-layout', file.path, null)] : [];
}

function formatted({ text }: CheckedFile, checker: Checker): number | null {
  return checker.run('terraform', ['fmt', '-check', '-'], text)?.status ?? null;
}
