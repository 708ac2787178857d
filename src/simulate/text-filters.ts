/** Plain uses of the text filters; anything fancier gives null, and is refused. */
export interface Filtered {
  readonly text: string;
  readonly status: number;
}

type Input = (paths: readonly string[]) => string | null;

/** What `name args…` makes of its input; null where this reading does not know it. */
export function filterText(
  name: string,
  args: readonly string[],
  input: Input,
  firstLines: (count: number) => string,
): Filtered | null {
  switch (name) {
    case 'head':
      return head(args, input, firstLines);
    case 'tail':
      return tail(args, input);
    case 'wc':
      return count(args, input);
    case 'sort':
      return sorted(args, input);
    case 'uniq':
      return whole(args, input, (lines) => lines.filter((line, at) => line !== lines[at - 1]));
    case 'tac':
      return whole(args, input, (lines) => lines.toReversed());
    case 'rev':
      return whole(args, input, (lines) => lines.map((line) => [...line].reverse().join('')));
    case 'tr':
      return translate(args, input);
    case 'cut':
      return cut(args, input);
    case 'grep':
      return grep(args, input);
    case 'sed':
      return sed(args, input);
    default:
      return null;
  }
}

function linesOf(text: string): string[] {
  const lines = text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  return lines;
}

function done(lines: readonly string[]): Filtered {
  return { text: lines.map((line) => `${line}\n`).join(''), status: 0 };
}

function whole(
  args: readonly string[],
  input: Input,
  change: (lines: string[]) => string[],
): Filtered | null {
  if (args.some((arg) => arg.startsWith('-'))) return null;
  const text = input(args);
  return text === null ? { text: '', status: 1 } : done(change(linesOf(text)));
}

function head(
  args: readonly string[],
  input: Input,
  firstLines: (count: number) => string,
): Filtered | null {
  const [, wanted] = /^-(?:n ?)?(\d+)(?: |$)/.exec(args.join(' ')) ?? [];
  if (args.length > 0 && wanted === undefined) return null;
  const size = Number(wanted ?? 10);
  const paths = args.filter((arg) => !/^-|^\d+$/.test(arg));
  if (paths.length === 0) return { text: firstLines(size), status: 0 };
  const text = input(paths);
  return text === null ? { text: '', status: 1 } : done(linesOf(text).slice(0, size));
}

function tail(args: readonly string[], input: Input): Filtered | null {
  const [, sign, wanted] = /^-(?:n ?)?(\+?)(\d+)(?: |$)/.exec(args.join(' ')) ?? [];
  if (args.length > 0 && wanted === undefined) return null;
  const size = Number(wanted ?? 10);
  const text = input(args.filter((arg) => !/^-|^\+?\d+$/.test(arg)));
  if (text === null) return { text: '', status: 1 };
  return done(sign === '+' ? linesOf(text).slice(size - 1) : linesOf(text).slice(-size));
}

function count(args: readonly string[], input: Input): Filtered | null {
  const [option = '', ...paths] = args;
  if (!/^-[lcw]$/.test(option) || paths.length > 0) return null;
  const text = input([]);
  if (text === null) return { text: '', status: 1 };
  const sizes: Readonly<Record<string, number>> = {
    '-l': text.split('\n').length - 1,
    '-c': new TextEncoder().encode(text).length,
    '-w': text.split(/\s+/).filter((word) => word !== '').length,
  };
  return { text: `${sizes[option]}\n`, status: 0 };
}

function sorted(args: readonly string[], input: Input): Filtered | null {
  const options = args
    .filter((arg) => arg.startsWith('-'))
    .join('')
    .replaceAll('-', '');
  if (!/^[rnu]*$/.test(options)) return null;
  const text = input(args.filter((arg) => !arg.startsWith('-')));
  if (text === null) return { text: '', status: 2 };
  const byBytes = (left: string, right: string) => (left < right ? -1 : left > right ? 1 : 0);
  const byNumber = (left: string, right: string) =>
    (Number.parseFloat(left) || 0) - (Number.parseFloat(right) || 0) || byBytes(left, right);
  const lines = linesOf(text).sort(options.includes('n') ? byNumber : byBytes);
  const kept = options.includes('u') ? lines.filter((line, at) => line !== lines[at - 1]) : lines;
  return done(options.includes('r') ? kept.reverse() : kept);
}

const classes: Readonly<Record<string, string>> = {
  '[:lower:]': 'a-z',
  '[:upper:]': 'A-Z',
  '[:digit:]': '0-9',
  '[:alpha:]': 'A-Za-z',
  '[:alnum:]': 'A-Za-z0-9',
  '[:space:]': ' \t\n\r\v\f',
};

function characters(set: string): string {
  const plain = set
    .replace(/\[:\w+:\]/g, (name) => classes[name] ?? name)
    .replace(
      /\\([0nt\\])/g,
      (_, letter: string) => ({ 0: '\0', n: '\n', t: '\t' })[letter] ?? letter,
    );
  return plain.replace(/(.)-(.)/gs, (_, low: string, high: string) => {
    const [from, to] = [low.charCodeAt(0), high.charCodeAt(0)];
    return Array.from({ length: Math.max(0, to - from + 1) }, (_item, at) =>
      String.fromCharCode(from + at),
    ).join('');
  });
}

function translate(args: readonly string[], input: Input): Filtered | null {
  const deletes = args[0] === '-d';
  const [from, to] = (deletes ? args.slice(1) : args).map(characters);
  if (from === undefined || (args[0] ?? '').startsWith('-') !== deletes) return null;
  const text = input([]) ?? '';
  if (deletes)
    return { text: [...text].filter((char) => !from.includes(char)).join(''), status: 0 };
  if (to === undefined || to === '') return null;
  const mapped = [...text].map((char) => {
    const at = from.indexOf(char);
    return at < 0 ? char : (to[Math.min(at, to.length - 1)] as string);
  });
  return { text: mapped.join(''), status: 0 };
}

function cut(args: readonly string[], input: Input): Filtered | null {
  const [, delimiter = '\t', fields] =
    /^(?:-d ?(.) )?-f ?(\d+(?:-\d*)?)(?: -d ?(.))?$/.exec(args.join(' ')) ?? [];
  const [, chars] = /^-c ?(\d+(?:-\d*)?)$/.exec(args.join(' ')) ?? [];
  const range = fields ?? chars;
  if (range === undefined) return null;
  const [low = '1', high] = range.split('-');
  const from = Number(low) - 1;
  const to = high === undefined ? from + 1 : high === '' ? undefined : Number(high);
  const lines = linesOf(input([]) ?? '');
  if (fields === undefined) return done(lines.map((line) => line.slice(from, to)));
  return done(
    lines.map((line) =>
      line.includes(delimiter) ? line.split(delimiter).slice(from, to).join(delimiter) : line,
    ),
  );
}

/** Basic patterns without groups, the ones that mean the same in both syntaxes. */
function patternOf(text: string, isExtended: boolean): RegExp | null {
  if (/\\[^.*^$[\]\\/]|\[\[|\[:/.test(text)) return null;
  if (!isExtended && /[+?|(){}]/.test(text)) return null;
  try {
    return new RegExp(text, 'u');
  } catch {
    return null;
  }
}

function grep(args: readonly string[], input: Input): Filtered | null {
  const options = args
    .filter((arg) => /^-./.test(arg))
    .join('')
    .replaceAll('-', '');
  if (!/^[qvcEoF]*$/.test(options)) return null;
  const [text = '', ...paths] = args.filter((arg) => !/^-./.test(arg));
  const plain = options.includes('F') ? text.replace(/[.*^$[\]\\+?|(){}]/g, '\\$&') : text;
  const pattern = options.includes('F')
    ? new RegExp(plain)
    : patternOf(plain, options.includes('E'));
  const source = pattern === null ? null : input(paths);
  if (pattern === null) return null;
  if (source === null) return { text: '', status: 2 };
  const lines = linesOf(source).filter((line) => pattern.test(line) !== options.includes('v'));
  const status = lines.length > 0 ? 0 : 1;
  if (options.includes('q')) return { text: '', status };
  if (options.includes('c')) return { text: `${lines.length}\n`, status };
  if (!options.includes('o')) return { ...done(lines), status };
  const all = new RegExp(pattern.source, 'gu');
  return {
    ...done(lines.flatMap((line) => [...line.matchAll(all)].map(([match]) => match))),
    status,
  };
}

function sed(args: readonly string[], input: Input): Filtered | null {
  const [script = '', ...paths] = args;
  const [, , from = '', to = '', flags = ''] =
    /^s([/|#,])((?:(?!\1).)*)\1((?:(?!\1).)*)\1(g?)$/.exec(script) ?? [];
  const pattern = from === '' ? null : patternOf(from, false);
  if (pattern === null || /[&\\]/.test(to)) return null;
  const text = input(paths);
  if (text === null) return { text: '', status: 2 };
  const expression = new RegExp(pattern.source, flags === 'g' ? 'gu' : 'u');
  return done(linesOf(text).map((line) => line.replace(expression, () => to)));
}
