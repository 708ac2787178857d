import type { DiagnosticCode } from '../../model/diagnostic.ts';
import type { Check, CheckInput, Place } from './check.ts';

/** Reading takes the carriage returns away; bash makes each the last character of a word. */
export const windowsLineEnds: Check = {
  id: 'script/windows-line-ends',
  level: 'warning',
  find: (input) => firstLines(input, 'fleet/crlf'),
};

/** The mark is part of the first word: `#!` is no interpreter line, and a command there is not found. */
export const byteOrderMark: Check = {
  id: 'script/byte-order-mark',
  level: 'warning',
  find: (input) => firstLines(input, 'fleet/byte-order-mark'),
};

/** The first line of every script of which reading said this. */
function firstLines({ trace, outside }: CheckInput, code: DiagnosticCode): readonly Place[] {
  return outside.diagnostics.flatMap((diagnostic): Place[] => {
    const { file } = diagnostic;
    const text = file === null ? undefined : trace.sources.get(file)?.text;
    if (diagnostic.code !== code || file === null || text === undefined) return [];
    const end = text.indexOf('\n');
    return [{ span: { file, start: 0, end: end < 0 ? text.length : end }, step: null }];
  });
}
