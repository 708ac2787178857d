import { diagnosticInfo } from '../model/diagnostic.ts';
import type { DiagnosticCode } from '../model/diagnostic.ts';
import { diagnosticMessages } from './diagnostics.ts';

const introduction = `# Diagnostics

Generated from \`src/model/diagnostic.ts\` and \`src/messages/\` by \`npm run docs\`. Codes never change
their meaning. An error of \`check/\` makes \`generate\` and \`verify\` end with 5, an input that could not
be read with 2. Names in braces stand for what is found.
`;

/** docs/diagnostics.md: every code, how grave it is and what it says, in both languages. */
export function diagnosticsPage(): string {
  const codes = (Object.keys(diagnosticInfo) as DiagnosticCode[]).sort();
  const rooms = [...new Set(codes.map((code) => code.split('/')[0] ?? ''))];
  const parts = rooms.map((room) => {
    const own = codes.filter((code) => code.startsWith(`${room}/`));
    return `## ${room}\n\n${own.map(entryOf).join('\n\n')}\n`;
  });
  return [introduction, ...parts].join('\n');
}

function entryOf(code: DiagnosticCode): string {
  const { severity, unread } = diagnosticInfo[code];
  const { en, fr } = diagnosticMessages[code];
  const grave = unread ? `${severity}, input not read` : severity;
  return `### ${code}\n\n_${grave}_\n\n- ${escaped(en)}\n- ${escaped(fr)}`;
}

/** Sentences show code and placeholders as they are. */
function escaped(text: string): string {
  return text.replace(/([*_<>[\]#|$\\])/g, '\\$1');
}
