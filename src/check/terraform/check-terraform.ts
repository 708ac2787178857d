import type { Diagnostic } from '../../model/diagnostic.ts';
import type { Checker } from '../../model/host.ts';
import type { CheckedFile } from '../checked-file.ts';
import { diagnose } from '../diagnose.ts';
import { imbalanceOf } from './balance.ts';

/** What `terraform fmt -check` answers for a text in order, one that it can't read, and one laid out otherwise. */
const wellFormatted = 0;
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
  const together = readable.length === 0 ? wellFormatted : formatted(textOf(readable), checker);
  return [
    ...answers.flatMap(({ file: { path, text }, wrong }) => {
      if (wrong === null) return [];
      const code = wrong.isOpen ? 'check/hcl-unclosed' : 'check/hcl-unopened';
      const line = text.slice(0, wrong.offset).split('\n').length;
      return [diagnose(code, path, line, { what: wrong.what })];
    }),
    ...problemsOfLayout(together, readable, checker),
  ];
}

/** A program takes longer to start than to read a file: one is asked for by itself when not all are well. */
function problemsOfLayout(
  together: number | null,
  files: readonly CheckedFile[],
  checker: Checker,
): readonly Diagnostic[] {
  if (together === null) return [diagnose('check/terraform-absent', null, null)];
  return together === wellFormatted ? [] : files.flatMap((file) => layoutProblems(file, checker));
}

/** Files one below the other, as blocks of one file stand. */
function textOf(files: readonly CheckedFile[]): string {
  return files.map(({ text }) => text).join('\n');
}

function layoutProblems(file: CheckedFile, checker: Checker): readonly Diagnostic[] {
  const status = formatted(file.text, checker);
  if (status === unreadable) return [diagnose('check/hcl', file.path, null)];
  return status === otherLayout ? [diagnose('check/hcl-layout', file.path, null)] : [];
}

function formatted(text: string, checker: Checker): number | null {
  return checker.run('terraform', ['fmt', '-check', '-'], text)?.status ?? null;
}
