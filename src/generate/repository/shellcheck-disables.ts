import type { Line } from '../slice/tree.ts';

/** Why the author's text stays as it is, by ShellCheck's code. */
const reasons: Readonly<Record<string, string>> = {
  SC1090: 'a file of its own',
  SC1091: 'a file of its own',
  SC2002: 'cat in front of a pipe',
  SC2003: 'expr',
  SC2004: '$ in arithmetic',
  SC2005: 'echo around a command',
  SC2009: 'ps and grep',
  SC2010: 'ls and grep',
  SC2011: 'ls and xargs',
  SC2012: 'a list from ls',
  SC2013: 'a loop over words',
  SC2015: '&& and || in one list',
  SC2016: 'single quotes',
  SC2034: 'a counter that nobody reads',
  SC2035: 'a pattern that begins with *',
  SC2038: 'find and xargs',
  SC2044: 'a loop over find',
  SC2045: 'a loop over ls',
  SC2046: 'output that may be several words',
  SC2086: 'a value that may be several words',
  SC2153: 'a name like another',
  SC2126: 'grep and wc',
  SC2162: 'read as it was',
  SC2166: '-a and -o in a test',
  SC2219: 'let',
};

/** The lines with a directive above them where ShellCheck would object to the author's own text. */
export function withDisables(lines: readonly Line[], codes: readonly string[]): readonly Line[] {
  if (codes.length === 0) return lines;
  const why = [...new Set(codes.map((code) => reasons[code] ?? code))].join(', ');
  return [
    {
      text: `# shellcheck disable=${codes.join(',')} # the script's own: ${why}`,
      verbatim: false,
      steps: [],
    },
    ...lines,
  ];
}
