import type { Diagnostic } from '../../model/diagnostic.ts';
import { diagnose } from '../diagnose.ts';
import { textAt, recordAt } from '../reading.ts';
import { bashOnly } from '../shell/bash-only.ts';
import { hasSequence, hiddenByPipe, stopsOnFailure } from '../shell/error-model.ts';
import type { Buildspec } from './buildspec.ts';

/**
 * Commands whose failures would be lost, and bash given to dash. A block of several lines is one
 * command for CodeBuild, which looks at its status alone.
 * Source: https://docs.aws.amazon.com/codebuild/latest/userguide/build-spec-ref.html
 */
export function commandProblems({ document, commands }: Buildspec): readonly Diagnostic[] {
  const shell = textAt(recordAt(document.data, 'env'), 'shell');
  const forBash = commands.flatMap(({ parsed, lineOf }) => {
    const what = shell === 'bash' ? null : bashOnly(parsed.script);
    return what === null ? [] : [{ what, line: lineOf(1) }];
  });
  const unstopped = commands.filter(
    ({ parsed: { script } }) => hasSequence(script) && !stopsOnFailure(script),
  );
  const hidden = commands.flatMap(({ parsed: { script }, text, lineOf }) => {
    const offset = hiddenByPipe(script, text);
    return offset === null ? [] : [lineOf(text.slice(0, offset).split('\n').length)];
  });
  return [
    // Once is enough: one line under env cures all of them.
    ...forBash
      .slice(0, 1)
      .map(({ what, line }) => diagnose('check/shell-not-bash', document.file, line, { what })),
    ...unstopped.map(({ lineOf }) => diagnose('check/no-errexit', document.file, lineOf(1))),
    ...hidden.map((line) => diagnose('check/no-pipefail', document.file, line)),
  ];
}
