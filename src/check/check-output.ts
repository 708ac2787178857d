import type { Diagnostic } from '../model/diagnostic.ts';
import type { Checker } from '../model/host.ts';
import { checkApplication } from './check-application.ts';
import type { CheckedApplication, CheckedFile } from './checked-file.ts';
import { diagnose } from './diagnose.ts';
import { applicationsOf, isOutput } from './layout.ts';
import { linkProblems } from './markdown/links.ts';
import { assignedNames } from './shell/assigned-names.ts';
import { runShellcheck } from './shell/run-shellcheck.ts';
import { fileText, isShell } from './shell/shell-text.ts';
import { syntaxProblems } from './shell/syntax-problems.ts';
import { checkTerraform } from './terraform/check-terraform.ts';

/**
 * All that is wrong with output files, whether they were made just now or edited since: sorted by
 * file, line and code. Nothing is read or run but the checkers that are handed in.
 */
export function checkOutput(
  files: readonly CheckedFile[],
  checker: Checker,
  applications: readonly CheckedApplication[] = [],
): readonly Diagnostic[] {
  const output = files.filter(isOutput);
  const byPath = new Map(output.map((file) => [file.path, file]));
  const checked = applicationsOf(output).map((application) => {
    const known = applications.find(({ name }) => name === application.name);
    return checkApplication(application, known ?? nothingKnown);
  });
  const shell = [...output.filter(isShell).map(fileText), ...checked.flatMap((one) => one.shell)];
  const grammar = shell.filter(({ role }) => role !== 'buildspec').flatMap(syntaxProblems);
  const broken = new Set(
    grammar.filter(({ code }) => code === 'check/shell').map(({ file }) => file),
  );
  const unsettled = output.flatMap(conflictMarks);
  const torn = new Set(unsettled.map(({ file }) => file));
  const found = [
    ...checked.flatMap(({ diagnostics }) => diagnostics),
    ...grammar,
    ...runShellcheck(
      // ShellCheck would only say again, and less well, what our parser has said.
      shell.filter(
        ({ role, file }) => role !== 'command' && (role === 'buildspec' || !broken.has(file)),
      ),
      checker,
      assignedBeside(output),
    ),
    ...checkTerraform(
      output.filter(({ path }) => path.endsWith('.tf')),
      checker,
    ),
    ...output
      .filter(({ path }) => path.endsWith('.md'))
      .flatMap((file) => linkProblems(file, byPath)),
  ];
  // A file with both sides in it is neither of them: all else that is wrong in it comes of that.
  return [...unsettled, ...found.filter(({ file }) => !torn.has(file))].sort(byPlace);
}

const nothingKnown = { repository: new Set<string>(), logins: new Set<string>() };

/** Names that the shell files of the same application set: a hook sources some of them. */
function assignedBeside(files: readonly CheckedFile[]): (file: string) => ReadonlySet<string> {
  const known = new Map<string, ReadonlySet<string>>();
  return (file) => {
    const application = /^apps\/[^/]+\//.exec(file)?.[0] ?? '';
    const names =
      known.get(application) ??
      new Set(
        files
          .filter((one) => one.path.startsWith(application) && isShell(one))
          .flatMap(({ text }) => [...assignedNames(text)]),
      );
    known.set(application, names);
    return names;
  };
}

/** What a merge leaves where two edits met. */
function conflictMarks({ path, text }: CheckedFile): readonly Diagnostic[] {
  const line = text.split('\n').findIndex((one) => /^(<{7}|>{7})( |$)/.test(one));
  return line < 0 ? [] : [diagnose('check/conflict-marks', path, line + 1)];
}

function byPlace(left: Diagnostic, right: Diagnostic): number {
  return (
    compare(left.file ?? '', right.file ?? '') ||
    (left.line ?? 0) - (right.line ?? 0) ||
    compare(left.code, right.code) ||
    compare(JSON.stringify(left.params), JSON.stringify(right.params))
  );
}

function compare(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}
