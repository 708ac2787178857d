import { fileSource, parseSource } from '../../syntax/parse-source.ts';
import type { Diagnostic } from '../../model/diagnostic.ts';
import { diagnose } from '../diagnose.ts';
import type { ShellText } from './shell-text.ts';

/** What bash would not accept, by our own parser, so that nothing needs to be installed for it. */
export function syntaxProblems(shell: ShellText): readonly Diagnostic[] {
  const { file, text, lineOf, role } = shell;
  const at = (offset: number) => lineOf(text.slice(0, offset).split('\n').length);
  if (role !== 'command' && text.startsWith('\uFEFF'))
    return [diagnose('check/byte-order-mark', file, 1)];
  const crlf = text.indexOf('\r\n');
  if (crlf >= 0) return [diagnose('check/crlf', file, at(crlf))];
  return parseSource(fileSource(file, text)).errors.map(({ code, message, offset }) =>
    code === 'syntax/parse-error'
      ? diagnose('check/shell', file, at(offset), { message })
      : diagnose('syntax/unterminated-heredoc', file, at(offset), { message }),
  );
}
