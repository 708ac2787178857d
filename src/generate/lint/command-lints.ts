/** Findings about one command, by its name and its words. */
import type { Command, Word } from '../../syntax/nodes.ts';
import type { Around, Lint } from './lint.ts';
import { isLiteral, nameOf, onlyExpansion, wordsOf } from './lint.ts';

type OfCommand = (
  command: Command,
  words: readonly Word[],
  name: string,
  around: Around,
) => boolean;

function ofCommand(code: string, why: string, names: RegExp, holds: OfCommand = () => true): Lint {
  return {
    code,
    why,
    holds: (node, around) => {
      if (node.type !== 'Command') return false;
      const name = nameOf(node);
      return names.test(name) && holds(node, wordsOf(node), name, around);
    },
  };
}

/** ShellCheck would follow it: a plain path, or one below a folder in a variable. */
function isFollowed(file: Word): boolean {
  return isLiteral(file)
    ? !file.text.startsWith('~')
    : /^"?\$(\w+|\{\w+\})"?(\/[^$`~]*)"?$/.test(file.text);
}

function has(words: readonly Word[], pattern: RegExp): boolean {
  return words.some(({ text }) => pattern.test(text));
}

function isEcho(words: readonly Word[]): boolean {
  const [only, ...rest] = words;
  return only !== undefined && rest.length === 0 && /^"?(\$\((?!\()|`)/.test(only.text)
    ? onlyExpansion(only) !== null
    : false;
}

export const commandLints: readonly Lint[] = [
  ofCommand('SC1090', 'a file whose name a variable holds', /^(source|\.)$/, (_, [file]) =>
    file === undefined ? false : !isFollowed(file),
  ),
  ofCommand('SC1091', 'a file of its own', /^(source|\.)$/, (_, [file]) =>
    file === undefined ? false : isFollowed(file),
  ),
  ofCommand('SC1010', 'do as a word', /./, (_, words) => has(words, /^(do|done|then|fi)$/)),
  ofCommand(
    'SC2003',
    'expr',
    /^expr$/,
    (_, words) => !has(words, /^(':'|:|match|length|substr|index)$/),
  ),
  ofCommand('SC2005', 'echo around a command', /^echo$/, (_, words) => isEcho(words)),
  ofCommand(
    'SC2018',
    'tr with letters',
    /^tr$/,
    (_, words) => has(words, /^['"]?\[?a-z\]?['"]?$/) && !has(words, /^['"]?\[/),
  ),
  ofCommand('SC2019', 'tr with letters', /^tr$/, (_, words) => has(words, /^['"]?A-Z['"]?$/)),
  ofCommand('SC2021', 'tr with brackets', /^tr$/, (_, words) =>
    has(words, /^['"]?\[[^:].*\]['"]?$/),
  ),
  ofCommand('SC2024', 'a redirection beside sudo', /^sudo$/, ({ redirects }) =>
    redirects.some(
      (one) =>
        one.type === 'Redirect' &&
        /^(>|>>|<|&>)$/.test(one.operator) &&
        one.target !== undefined &&
        !/^\/dev\/(null|tty|std\w+)$/.test(one.target.value),
    ),
  ),
  ofCommand(
    'SC2028',
    'a backslash in echo',
    /^echo$/,
    (_, words) => !has(words, /^-\w*[eE]/) && has(words, /(^|[^\\])\\[abefnrtv]/),
  ),
  ofCommand('SC2029', 'values of this side of an ssh', /^ssh$/, (_, words) => {
    const host = words.findIndex(({ text }) => !text.startsWith('-'));
    return words
      .slice(host + 1)
      .some(({ parts = [] }) =>
        parts.some(
          (part) =>
            part.type === 'DoubleQuoted' &&
            part.parts.some((inner) => /Expansion$/.test(inner.type)),
        ),
      );
  }),
  ofCommand(
    'SC2035',
    'a pattern that begins with *',
    /^(?!(echo|printf|find|expr|\[|test|case)$)/,
    (_, words) => has(words, /^[*?](?!$)|^\*$/) && !has(words, /^--$/),
  ),
  ofCommand('SC2059', 'a format that is put together', /^printf$/, (_, words) => {
    const format = words[0]?.value === '-v' ? words[2] : words.find(({ value }) => value !== '--');
    return format !== undefined && hasVariable(format);
  }),
  ofCommand('SC2064', 'a trap that is filled in early', /^trap$/, (_, [action]) =>
    action === undefined
      ? false
      : (action.parts ?? []).some(({ type }) => type === 'DoubleQuoted') && hasVariable(action),
  ),
  ofCommand(
    'SC2115',
    'a folder that must be set',
    /^rm$/,
    (_, words) =>
      has(words, /^-\w*[rR]|^--recursive$/) &&
      words.some(({ text }) =>
        /^"?\$(\w+|\{\w+\})"?\/"?(\*|bin|boot|dev|etc|home|lib|media|mnt|opt|run|tmp|usr|var)?"?$/.test(
          text,
        ),
      ),
  ),
  ofCommand('SC2121', 'set with an assignment', /^set$/, (_, words) => has(words, /^\w+=/)),
  ofCommand(
    'SC2155',
    'a failure that export hides',
    /^(export|local|declare|typeset|readonly)$/,
    ({ args }) => args.some((item) => item.type === 'Assignment' && runs(item.text)),
  ),
  ofCommand('SC2162', 'read as it was', /^read$/, (_, words) => !has(words, /^-\w*r/)),
  ofCommand('SC2163', 'export of a name in a variable', /^export$/, (_, words) =>
    has(words, /^"?\$\w/),
  ),
  ofCommand(
    'SC2174',
    'mkdir -p with a mode',
    /^mkdir$/,
    (_, words) => has(words, /^-\w*p/) && has(words, /^(-\w*m|--mode)/),
  ),
  ofCommand('SC2196', 'egrep', /^egrep$/),
  ofCommand('SC2197', 'fgrep', /^fgrep$/),
  ofCommand('SC2219', 'let', /^let$/),
  ofCommand('SC2215', 'a line that begins with an option', /^-/),
  ofCommand('SC2223', 'a default without quotes', /^:$/, (_, words) => has(words, /^\$\{\w+:?=/)),
  ofCommand('SC2283', 'blanks around =', /./, (_, words) => words[0]?.text === '='),
];

function hasVariable({ parts = [] }: Word): boolean {
  return parts.some((part) =>
    part.type === 'DoubleQuoted'
      ? part.parts.some(({ type }) => /Expansion$/.test(type))
      : /^(Simple|Parameter|Command)Expansion$/.test(part.type),
  );
}

/** A command in `$( … )` or backquotes, outside of single quotes. */
function runs(text: string): boolean {
  return /\$\((?!\()|`/.test(text.replace(/'[^']*'/g, ''));
}
