/** The plain text filters that scripts use on known text; everything fancier stays unknown. */

/** What `name words…` makes of its input; null where this reading does not know it. */
export function filterText(name: string, words: readonly string[], input: string): string | null {
  // Any program may stand here, `constructor` too.
  const filter = Object.hasOwn(filters, name) ? filters[name] : undefined;
  return filter === undefined ? null : filter(words, input);
}

type Filter = (words: readonly string[], input: string) => string | null;

const filters: Readonly<Record<string, Filter>> = {
  cat: (words, input) => (words.length === 0 ? input : null),
  cut,
  tr: translate,
  head: (words, input) => linesKept(words, input, (lines, count) => lines.slice(0, count)),
  tail: (words, input) => linesKept(words, input, (lines, count) => lines.slice(-count)),
  sort: (words, input) =>
    words.length === 0
      ? joined(linesOf(input).sort(byBytes))
      : words.join() === '-u'
        ? joined([...new Set(linesOf(input))].sort(byBytes))
        : null,
  uniq: (words, input) =>
    words.length === 0
      ? joined(linesOf(input).filter((line, index, all) => line !== all[index - 1]))
      : null,
  rev: (words, input) =>
    words.length === 0 ? joined(linesOf(input).map((line) => [...line].reverse().join(''))) : null,
  awk,
  grep,
  sed,
  xargs: (words, input) =>
    words.length === 0 ? `${input.split(/\s+/).filter(Boolean).join(' ')}\n` : null,
};

function linesOf(text: string): string[] {
  const lines = text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  return lines;
}

function joined(lines: readonly string[]): string {
  return lines.map((line) => `${line}\n`).join('');
}

function byBytes(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

function cut(words: readonly string[], input: string): string | null {
  const text = words.join(' ');
  const delimiter = /-d ?(.)/.exec(text)?.[1] ?? '\t';
  const fields = /-f ?(\d+)(?:-(\d*))?$/.exec(text.replace(/ ?-d ?. ?/, ' ').trim());
  if (fields === null) return null;
  const from = Number(fields[1]);
  const isRange = fields[2] !== undefined;
  const to = isRange ? (fields[2] === '' ? Infinity : Number(fields[2])) : from;
  return joined(
    linesOf(input).map((line) =>
      line.includes(delimiter)
        ? line
            .split(delimiter)
            .slice(from - 1, to)
            .join(delimiter)
        : line,
    ),
  );
}

const sets: Readonly<Record<string, string>> = {
  'a-z': 'abcdefghijklmnopqrstuvwxyz',
  'A-Z': 'ABCDEFGHIJKLMNOPQRSTUVWXYZ',
  '[:lower:]': 'abcdefghijklmnopqrstuvwxyz',
  '[:upper:]': 'ABCDEFGHIJKLMNOPQRSTUVWXYZ',
  '[:space:]': ' \t\n\r\v\f',
  '[a-z]': 'abcdefghijklmnopqrstuvwxyz',
  '[A-Z]': 'ABCDEFGHIJKLMNOPQRSTUVWXYZ',
};

function translate(words: readonly string[], input: string): string | null {
  const deletes = words[0] === '-d';
  const [from, to] = (deletes ? words.slice(1) : words).map(
    (set) =>
      (Object.hasOwn(sets, set) ? sets[set] : undefined) ??
      (/[[\]-]/.test(set) && set.length > 1
        ? null
        : set.replaceAll('\\n', '\n').replaceAll('\\t', '\t').replaceAll('\\r', '\r')),
  );
  if (typeof from !== 'string') return null;
  if (deletes) return [...input].filter((char) => !from.includes(char)).join('');
  if (typeof to !== 'string' || to === '' || words.some((word) => /^-./.test(word))) return null;
  return [...input]
    .map((char) =>
      from.includes(char) ? (to[Math.min(from.indexOf(char), to.length - 1)] as string) : char,
    )
    .join('');
}

function linesKept(
  words: readonly string[],
  input: string,
  keep: (lines: string[], count: number) => string[],
): string | null {
  const text = words.join('').replace('-n', '-');
  const count = text === '' ? 10 : Number(/^-(\d+)$/.exec(text)?.[1] ?? Number.NaN);
  return Number.isNaN(count) ? null : joined(keep(linesOf(input), count));
}

/** `grep -v '^#'`, `grep '^KEY='`: anchors and plain characters only. */
function grep(words: readonly string[], input: string): string | null {
  const options = words.filter((word) => word.startsWith('-'));
  const [pattern, ...more] = words.filter((word) => !word.startsWith('-'));
  const isPlain =
    pattern !== undefined && /^\^?[\w#=:. /-]*\$?$/.test(pattern) && more.length === 0;
  if (!isPlain || options.some((option) => !/^-[vEFi]+$/.test(option))) return null;
  const flags = options.join('');
  const [subject, needle] = flags.includes('i')
    ? [input.toLowerCase(), pattern.toLowerCase()]
    : [input, pattern];
  const core = needle.replace(/^\^/, '').replace(/\$$/, '');
  const originals = linesOf(input);
  const kept = linesOf(subject).flatMap((line, index) =>
    matchesAnchored(line, needle, core) !== flags.includes('v') ? [originals[index] as string] : [],
  );
  return joined(kept);
}

function matchesAnchored(line: string, pattern: string, core: string): boolean {
  const [starts, ends] = [pattern.startsWith('^'), pattern.endsWith('$')];
  if (starts && ends) return line === core;
  if (starts) return line.startsWith(core);
  return ends ? line.endsWith(core) : line.includes(core);
}

/** `awk '{print $1}'`, `awk -F: '{print $2}'`: one field of each line. */
function awk(words: readonly string[], input: string): string | null {
  const [first = '', ...rest] = words;
  const attached = /^-F(.+)$/.exec(first)?.[1];
  const separator = attached ?? (first === '-F' ? rest[0] : undefined);
  const [program, ...more] = words.slice(
    separator === undefined ? 0 : attached === undefined ? 2 : 1,
  );
  const field = /^\{ *print +\$(\d+) *;? *\}$/.exec(program ?? '')?.[1];
  // A longer separator is a regular expression.
  if (field === undefined || more.length > 0 || (separator?.length ?? 1) > 1) return null;
  return joined(
    linesOf(input).map((line) => {
      const all =
        separator === undefined || separator === ' '
          ? line.split(/[ \t]+/).filter(Boolean)
          : line.split(separator);
      return field === '0' ? line : (all[Number(field) - 1] ?? '');
    }),
  );
}

/** `sed 's/plain/plain/g'`, `sed '/^#/d'`, and one that takes off all from a plain text on. */
function sed(words: readonly string[], input: string): string | null {
  const [script, ...more] = words;
  if (script === undefined || more.length > 0) return null;
  const deletion = /^\/(\^?[\w# ]*)\/d$/.exec(script);
  if (deletion) return grep(['-v', deletion[1] as string], input);
  const cut = /^s([/|,])([\w #;]+)\.\*\$?\1\1$/.exec(script)?.[2];
  if (cut !== undefined) return joined(linesOf(input).map((line) => line.split(cut)[0] as string));
  const substitution = /^s([/|#,])([\w .:-]+)\1([\w .:/-]*)\1(g?)$/.exec(script);
  if (substitution === null) return null;
  const [, , from = '', to = '', all] = substitution;
  if (from.includes('.')) return null;
  return joined(
    linesOf(input).map((line) =>
      all === 'g' ? line.replaceAll(from, to) : line.replace(from, to),
    ),
  );
}
