/** The result of a verification as a person reads it in a terminal. */
import { sentenceOf } from '../messages/messages.ts';
import type { Language } from '../model/message.ts';
import type { ScannedDiagnostic } from '../model/scan-result.ts';
import type { VerifyResult } from '../model/verify-result.ts';

/** What is wrong, file by file, then the verdicts and a sum of how many files were looked at. */
export function renderVerifyTable(
  { results, check }: VerifyResult,
  { language, files }: { readonly language: Language; readonly files: number },
): string {
  const say = (code: string, params: Record<string, string | number> = {}) =>
    sentenceOf({ code: `cli/${code}`, params }, language);
  const count = (severity: ScannedDiagnostic['severity']) =>
    check.filter((one) => one.severity === severity).length;
  const verdicts = new Set(results.map(({ because }) => because.text));
  const sum =
    check.length === 0
      ? say('check-clean', { count: files })
      : say('check-found', {
          count: files,
          errors: count('error'),
          warnings: count('warning'),
          notes: count('note'),
        });
  return [...byFile(check, say), ...verdicts, sum].join('\n').concat('\n');
}

function byFile(
  check: readonly ScannedDiagnostic[],
  say: (code: string) => string,
): readonly string[] {
  const files = [...new Set(check.map(({ file }) => file))];
  return files.flatMap((file) => [
    file ?? say('heading/whole-output'),
    ...check
      .filter((one) => one.file === file)
      .map(({ line, severity, code, message }) => {
        const place = line === null ? '' : String(line);
        return `  ${place.padStart(4)}  ${say(`severity/${severity}`)}: ${message.text}  [${code}]`;
      }),
    '',
  ]);
}
