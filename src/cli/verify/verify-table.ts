/** The result of a verification as a person reads it in a terminal. */
import { sentenceOf } from '../../messages/messages.ts';
import type { Language } from '../../model/message.ts';
import type { ScannedDiagnostic } from '../../model/scan-result.ts';
import type { VerifyResult } from '../../model/verify-result.ts';

/** What is wrong, file by file, then the verdicts and a sum of how many files were looked at. */
export function renderVerifyTable(
  { results, check }: VerifyResult,
  { language, files }: { readonly language: Language; readonly files: number },
): string {
  const count = (severity: ScannedDiagnostic['severity']) =>
    check.filter((one) => one.severity === severity).length;
  const verdicts = new Set(results.map(({ because }) => because.text));
  const sum =
    check.length === 0
      ? { code: 'cli/check-clean', params: { count: files } }
      : {
          code: 'cli/check-found',
          params: {
            count: files,
            errors: count('error'),
            warnings: count('warning'),
            notes: count('note'),
          },
        };
  const parts = check.length === 0 ? [] : [renderChecks(check, language)];
  return `${[...parts, ...verdicts, sentenceOf(sum, language)].join('\n')}\n`;
}

/** What is wrong, file by file. */
export function renderChecks(check: readonly ScannedDiagnostic[], language: Language): string {
  const say = (code: string) => sentenceOf({ code: `cli/${code}`, params: {} }, language);
  const files = [...new Set(check.map(({ file }) => file))];
  return files
    .flatMap((file) => [
      file ?? say('heading/whole-output'),
      ...check
        .filter((one) => one.file === file)
        .map(({ line, severity, code, message }) => {
          const place = line === null ? '' : String(line);
          return `  ${place.padStart(4)}  ${say(`severity/${severity}`)}: ${message.text}  [${code}]`;
        }),
      '',
    ])
    .join('\n');
}
