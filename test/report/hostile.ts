import fc from 'fast-check';
import type { Result } from '../../src/model/result.ts';
import { application, result, said, sentence, step } from './builders.ts';

/** Text that means something to one of the formats, mixed with any other. */
export const hostileText: fc.Arbitrary<string> = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '</script>',
        '<b>',
        '<!--',
        '"',
        "' onload='x",
        '&amp;',
        '{{x}}',
        '=cmd|1',
        '`',
        '|',
        '\n',
        '\r\n',
        ',',
        '\u202E',
        '\u001B[2J',
        '\u0000',
        '\uD800',
        '](javascript:x)',
        '../..',
      ),
      fc.string({ unit: 'binary', maxLength: 8 }),
    ),
    { minLength: 1, maxLength: 4 },
  )
  .map((parts) => parts.join(''))
  .filter((text) => text !== '');

/** A result in which the text stands wherever a script, a file name or a rule can put one. */
export function resultWith(text: string): Result {
  const words = sentence(said(text, text));
  const file = `${text}/${text}.sh`;
  const one = {
    ...step({
      file,
      line: 1,
      command: text,
      kind: 'unknown',
      destination: null,
      disposition: 'manual',
      hosts: [text],
    }),
    notes: [words],
    guards: [{ text, negated: false, line: 1 }],
    because: words,
    reason: words,
  };
  const converted = step({
    file,
    line: 1,
    command: text,
    kind: 'build',
    destination: 'hook/AfterInstall',
    disposition: 'converted',
  });
  const app = application({
    name: text,
    steps: [one, converted],
    more: {
      root: text,
      scripts: [
        { file, role: 'entry', runsOn: 'workstation', because: [words], lines: 1, parsed: false },
      ],
      environments: [{ name: text, hostGroups: [{ name: text, hosts: [text] }] }],
      findings: [{ rule: text, level: 'error', file, line: 1, message: words }],
      secrets: [{ label: 'S1', kind: text, file, line: 1, name: text }],
      questions: [{ id: text, text, message: said(text, text), default: text, answer: null }],
      blockers: [
        {
          code: text,
          text,
          remedy: text,
          message: said(text, text),
          remedyMessage: said(text, text),
        },
      ],
    },
  });
  const diagnostic = { code: text, severity: 'error' as const, file, line: 1, message: words };
  const path = `apps/${text}/repo/x.sh`;
  return {
    ...result([]),
    scan: {
      schema: 'pipewright/scan/1',
      apps: [app],
      diagnostics: [diagnostic, { ...diagnostic, file: null }],
    },
    sources: [{ file, text }],
    outputs: [
      {
        app: text,
        path,
        text,
        executable: true,
        origins: [{ line: 1, endLine: 1, steps: [converted.id] }],
      },
    ],
    checks: [{ ...diagnostic, file: path }],
  };
}
