/** Findings about words: expansions without quotes, quotes around too much or too little. */
import type { Command, SyntaxNode, Word, WordPart } from '../../syntax/nodes.ts';
import type { Around, Lint } from './lint.ts';
import { nameOf, wordsOf } from './lint.ts';

/** Variables that bash fills with one word. Source: ShellCheck, variablesWithoutSpaces. */
const oneWord =
  /^(BASHPID|BASH_ARGC|BASH_LINENO|BASH_SUBSHELL|EUID|LINENO|OPTIND|PPID|RANDOM|SECONDS|SHELLOPTS|SHLVL|UID|COLUMNS|HISTFILESIZE|HISTSIZE|LINES)$/;

/** Names of commands: `x=test` looks like a forgotten `$( )`. Source: ShellCheck, commonCommands. */
export const commandNames =
  /^(admin|alias|ar|asa|at|awk|basename|batch|bc|bg|break|c99|cal|cat|cd|cflow|chgrp|chmod|chown|cksum|cmp|colon|comm|command|compress|continue|cp|crontab|csplit|ctags|cut|cxref|date|dd|delta|df|diff|dirname|dot|du|echo|ed|env|eval|ex|exec|exit|expand|export|expr|fc|fg|file|find|fold|fort77|fuser|gencat|get|getconf|getopts|grep|hash|head|iconv|ipcrm|ipcs|jobs|join|kill|lex|link|ln|locale|localedef|logger|logname|lp|ls|m4|mailx|make|man|mesg|mkdir|mkfifo|more|mv|newgrp|nice|nl|nm|nohup|od|paste|patch|pathchk|pax|pr|printf|prs|ps|pwd|read|readonly|renice|return|rm|rmdel|rmdir|sact|sccs|sed|set|sh|shift|sleep|sort|split|strings|strip|stty|tabs|tail|talk|tee|test|time|times|touch|tput|tr|trap|tsort|tty|type|ulimit|umask|unalias|uname|uncompress|unexpand|unget|uniq|unlink|unset|uucp|uudecode|uuencode|uustat|uux|val|vi|wait|wc|what|who|write|xargs|yacc|zcat)$/;

/** Words of a command that are split and match file names where they stand unquoted. */
function splitWords(node: SyntaxNode): readonly Word[] {
  if (node.type !== 'Command') return [];
  return [
    ...(node.name === undefined ? [] : [node.name]),
    ...wordsOf(node),
    ...node.redirects.flatMap((one) =>
      one.type === 'Redirect' && one.target !== undefined ? [one.target] : [],
    ),
  ];
}

function isWholeName(node: SyntaxNode, part: WordPart): boolean {
  return node.type === 'Command' && node.name?.text === part.text;
}

function bare(node: SyntaxNode): readonly WordPart[] {
  return splitWords(node).flatMap(({ parts = [] }) => parts);
}

function maySplit(part: WordPart, { names }: Around): boolean {
  const name = variableOf(part);
  if (name === null || oneWord.test(name) || names.plain.has(name)) return false;
  if (part.type === 'ParameterExpansion') {
    if (part.prefix === '#' || /^:?\+$/.test(part.operation?.operator ?? '')) return false;
    if (part.index !== undefined && /^[@*]$/.test(part.index.text)) return part.index.text === '*';
  }
  return !/^[?#!$@]$/.test(name);
}

function variableOf(part: WordPart): string | null {
  if (part.type === 'SimpleExpansion') return part.text.slice(1);
  return part.type === 'ParameterExpansion' ? part.parameter : null;
}

/** `$( … )` beside other characters of a word, or as a word of its own. */
function isSubstitution(part: WordPart): boolean {
  return part.type === 'CommandExpansion';
}

/** All arguments at once, or all elements of an array: `$@`, `${a[@]}`. */
function takesAll(part: WordPart, sign: '@' | '*'): boolean {
  if (part.type === 'SimpleExpansion') return part.text === `$${sign}`;
  if (part.type !== 'ParameterExpansion' || part.prefix === '#') return false;
  return part.parameter === sign || part.index?.text === sign;
}

/** Commands whose text in single quotes another program expands. Source: ShellCheck, SC2016. */
const expandsItself =
  /^(trap|sh|bash|ksh|zsh|ssh|eval|xprop|alias|sudo|doas|docker|podman|oc|dpkg-query|jq|rename|rg|unset|.*awk|perl.*)$/;

function isOddlyQuoted(node: SyntaxNode, { command }: Around): boolean {
  if (node.type !== 'SingleQuoted') return false;
  const text = node.text.slice(1, -1);
  if (!/\$[{(0-9a-zA-Z_]|`[^`]+`/.test(text)) return false;
  const name = command === null ? '' : closestName(command);
  if (name === 'sed') return !/\$[{dpsaic]($|[^a-zA-Z])/.test(text);
  return !expandsItself.test(name);
}

function closestName(command: Command): string {
  const name = nameOf(command);
  if (name === '')
    return command.prefix.some(
      (item) => item.type === 'Assignment' && /^(PS[1-4]|PROMPT_COMMAND)$/.test(item.name),
    )
      ? 'eval'
      : '';
  if (name !== 'find') return name;
  const words = wordsOf(command);
  const at = words.findIndex(({ value }) => /^-(exec|execdir|ok|okdir)$/.test(value));
  return at < 0 ? name : (words[at + 1]?.value ?? name);
}

/** Three parts in a row of a word: what stands between two quoted ones. */
function between(
  node: SyntaxNode,
  holds: (middle: WordPart, ends: readonly WordPart[]) => boolean,
): boolean {
  if (node.type !== 'Word') return false;
  const { parts = [] } = node;
  return parts.some((part, at) => {
    const before = parts[at - 1];
    const after = parts[at + 1];
    return (
      before?.type === 'DoubleQuoted' &&
      after?.type === 'DoubleQuoted' &&
      holds(part, [before, after])
    );
  });
}

function quotesOne(part: WordPart): boolean {
  return (
    part.type === 'DoubleQuoted' &&
    part.parts.length === 1 &&
    /Expansion$/.test(part.parts[0]?.type ?? '')
  );
}

function assigned(node: SyntaxNode, holds: (value: Word, name: string) => boolean): boolean {
  return node.type === 'Assignment' && node.value.type === 'Word' && holds(node.value, node.name);
}

function elements(node: SyntaxNode): readonly WordPart[] {
  return node.type === 'ArrayValue' ? node.elements.flatMap(({ parts = [] }) => parts) : [];
}

function isUnread({ text }: Word): boolean {
  return /^["']~\//.test(text);
}

export const wordLints: readonly Lint[] = [
  {
    code: 'SC2004',
    why: '$ in arithmetic',
    holds: (node, { names }) =>
      (((node.type === 'ArithmeticExpansion' && !node.text.startsWith('$[')) ||
        node.type === 'ArithmeticCommand') &&
        /(^|[^#])\$(\{\w+\}|[A-Za-z_]\w*)/.test(
          node.type === 'ArithmeticCommand' ? node.body : node.text,
        )) ||
      (node.type === 'ParameterExpansion' &&
        names.arrays.has(node.parameter) &&
        /^"?\$\w+"?$/.test(node.index?.text ?? '')),
  },
  {
    code: 'SC2006',
    why: 'backquotes',
    holds: (node) => node.type === 'CommandExpansion' && node.text.startsWith('`'),
  },
  {
    code: 'SC2007',
    why: '$[ ]',
    holds: (node) => node.type === 'ArithmeticExpansion' && node.text.startsWith('$['),
  },
  { code: 'SC2016', why: 'single quotes', holds: isOddlyQuoted },
  {
    code: 'SC2027',
    why: 'quotes that end before a variable',
    holds: (node) =>
      between(node, ({ type }) => /^(Simple|Parameter|Command)Expansion$/.test(type)),
  },
  {
    code: 'SC2046',
    why: 'output that may be several words',
    holds: (node) =>
      bare(node).some(
        (part) =>
          isSubstitution(part) &&
          !isWholeName(node, part) &&
          !/^(\$\(|`)\s*(seq|pgrep)\b/.test(part.text),
      ),
  },
  {
    code: 'SC2048',
    why: 'arguments without quotes',
    holds: (node) => bare(node).some((part) => takesAll(part, '*')),
  },
  {
    code: 'SC2068',
    why: 'arguments without quotes',
    holds: (node) =>
      [
        ...bare(node),
        ...(node.type === 'For' ? (node.wordlist ?? []).flatMap(({ parts = [] }) => parts) : []),
      ].some((part) => takesAll(part, '@')),
  },
  {
    code: 'SC2086',
    why: 'a value that may be several words',
    holds: (node, around) => bare(node).some((part) => maySplit(part, around)),
  },
  {
    code: 'SC2088',
    why: 'a tilde in quotes',
    holds: (node) => assigned(node, isUnread) || splitWords(node).some(isUnread),
  },
  {
    code: 'SC2102',
    why: 'brackets as they are',
    holds: (node) =>
      splitWords(node).some(({ text }) => /^[^'"]*\[:?[^\]'"]*\]/.test(text) && hasTwice(text)),
  },
  {
    code: 'SC2116',
    why: 'echo in a substitution',
    holds: (node) => node.type === 'CommandExpansion' && isEchoOnly(node.text),
  },
  {
    code: 'SC2124',
    why: 'all arguments in one value',
    holds: (node) => assigned(node, ({ text }) => /^"?\$(@|\{@\}|\{\w+\[@\]\})"?$/.test(text)),
  },
  {
    code: 'SC2128',
    why: 'the first element of an array',
    holds: (node, { names }) =>
      (node.type === 'SimpleExpansion' && isArray(node.text.slice(1), names.arrays)) ||
      (node.type === 'ParameterExpansion' &&
        node.index === undefined &&
        node.prefix === undefined &&
        isArray(node.parameter, names.arrays)),
  },
  {
    code: 'SC2140',
    why: 'quotes inside quotes',
    holds: (node) =>
      between(
        node,
        (middle, ends) =>
          middle.type === 'Literal' && !(ends.every(quotesOne) || /^[=:/]$/.test(middle.text)),
      ),
  },
  {
    code: 'SC2145',
    why: 'all arguments in one text',
    holds: (node) =>
      node.type === 'DoubleQuoted' &&
      node.parts.length > 1 &&
      node.parts.some((part) => takesAll(part, '@')),
  },
  {
    code: 'SC2206',
    why: 'an array of words',
    holds: (node) =>
      elements(node).some((part) => variableOf(part) !== null && !takesAll(part, '@')),
  },
  {
    code: 'SC2207',
    why: 'an array of words',
    holds: (node) => elements(node).some(isSubstitution),
  },
  {
    code: 'SC2209',
    why: 'a value that is named like a command',
    holds: (node) => assigned(node, ({ text }) => commandNames.test(text)),
  },
  {
    code: 'SC2269',
    why: 'a value that stays as it is',
    holds: (node, { command }) =>
      nameOf(command) === '' &&
      assigned(node, ({ text }, name) =>
        [`$${name}`, `\${${name}}`].includes(text.replace(/^"|"$/g, '')),
      ),
  },
  {
    code: 'SC2295',
    why: 'a pattern in a variable',
    holds: (node) =>
      node.type === 'ParameterExpansion' &&
      node.operation?.type === 'Remove' &&
      (node.operation.operand.parts ?? []).some((part) => variableOf(part) !== null),
  },
];

function isArray(name: string, arrays: ReadonlySet<string>): boolean {
  return arrays.has(name) || name === 'BASH_SOURCE' || name === 'FUNCNAME';
}

function hasTwice(text: string): boolean {
  const inside = /\[([^\]]*)\]/.exec(text)?.[1] ?? '';
  return new Set(inside).size < inside.length;
}

function isEchoOnly(text: string): boolean {
  return /^(\$\(|`)\s*echo\s+(?!-)[^|;&<>()`]*(\)|`)$/.test(text) && isShort(text);
}

/** One argument: several would be joined by blanks. */
function isShort(text: string): boolean {
  return /^(\$\(|`)\s*echo\s+("[^"]*"|'[^']*'|[^\s"']+)\s*(\)|`)$/.test(text);
}
