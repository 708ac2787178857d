/** What a whole file does with its variables: several findings hang on more than one statement. */
import { parse } from './parse.ts';
import type { Assignment, Command, SyntaxNode, Word } from '../../syntax/nodes.ts';
import { walk } from '../../syntax/nodes.ts';
import { isLiteral, nameOf, wordsOf } from './lint.ts';

export interface FileNames {
  readonly reads: ReadonlySet<string>;
  /** Read without saying what to do when they are not set. */
  readonly demanded: ReadonlySet<string>;
  readonly writes: ReadonlySet<string>;
  readonly arrays: ReadonlySet<string>;
  /** All that is ever assigned to them is one plain word. */
  readonly plain: ReadonlySet<string>;
}

/** The variables of a text; a text that can't be read in full gives what was understood. */
export function fileNamesOf(text: string): FileNames {
  const found = {
    reads: new Set<string>(),
    demanded: new Set<string>(),
    writes: new Set<string>(),
    arrays: new Set<string>(),
    plain: new Set<string>(),
    split: new Set<string>(),
  };
  walk(parse(text), (node) => {
    noteRead(node, found);
    noteWrite(node, found);
    return undefined;
  });
  return {
    ...found,
    plain: new Set([...found.plain].filter((name) => !found.split.has(name))),
  };
}

interface Found {
  readonly reads: Set<string>;
  readonly demanded: Set<string>;
  readonly writes: Set<string>;
  readonly arrays: Set<string>;
  readonly plain: Set<string>;
  /** Assigned something that may be several words. */
  readonly split: Set<string>;
}

const identifier = /^[A-Za-z_]\w*$/;

function noteRead(node: SyntaxNode, { reads, demanded }: Found): void {
  const name = readName(node);
  if (name === null || !identifier.test(name)) return;
  reads.add(name);
  const isGuarded = node.type === 'ParameterExpansion' && node.operation?.type === 'Default';
  if (!isGuarded) demanded.add(name);
}

function readName(node: SyntaxNode): string | null {
  if (node.type === 'SimpleExpansion') return node.text.slice(1);
  if (node.type === 'ParameterExpansion') return node.parameter;
  if (node.type === 'ArithmeticWord') return /[A-Za-z_]\w*/.exec(node.value)?.[0] ?? null;
  return null;
}

function noteWrite(node: SyntaxNode, found: Found): void {
  if (node.type === 'For' || node.type === 'Select') {
    const isPlain = node.wordlist?.every(isPlainWord) === true;
    write(node.name.value, isPlain, found);
  }
  if (node.type === 'ParameterExpansion' && /^:?=$/.test(node.operation?.operator ?? ''))
    write(node.parameter, false, found);
  if (node.type === 'Command') noteCommand(node, found);
}

function write(name: string, isPlain: boolean, { writes, plain, split }: Found): void {
  writes.add(name);
  (isPlain ? plain : split).add(name);
}

function noteAssignment({ name, value, index, append }: Assignment, found: Found): void {
  const isArray = value.type === 'ArrayValue' || index !== undefined;
  if (isArray) found.arrays.add(name);
  write(name, !isArray && append !== true && isPlainWord(value), found);
}

/** One word whatever happens: plain characters, a number, an expansion that bash itself fills. */
function isPlainWord(word: Word): boolean {
  if (isLiteral(word)) return !/[\s*?[\]]/.test(word.value);
  return (word.parts ?? []).every((part) => {
    if (part.type === 'ArithmeticExpansion') return true;
    if (part.type === 'SimpleExpansion') return /^\$[?#!$]$/.test(part.text);
    return part.type === 'Literal' && !/[\s*?[\]]/.test(part.value);
  });
}

function noteCommand(node: Command, found: Found): void {
  const name = nameOf(node);
  // In front of a command an assignment ends with it.
  const assigned = [...(name === '' ? node.prefix : []), ...node.args].filter(
    (item): item is Assignment => item.type === 'Assignment',
  );
  for (const item of assigned) noteAssignment(item, found);
  if (name === 'export') for (const item of assigned) found.reads.add(item.name);
  const words = wordsOf(node);
  const names = words.map(({ value }) => value).filter((value) => identifier.test(value));
  const target = words[0]?.value === '-v' ? (words[1]?.value ?? '') : '';
  if (name === 'printf' && target !== '') write(target, false, found);
  const isArray =
    /^(mapfile|readarray)$/.test(name) || words.some(({ value }) => /^-\w*[aA]/.test(value));
  for (const one of names) noteName(one, name, isArray, found);
}

/** A variable that a builtin is given by its name. */
function noteName(variable: string, command: string, isArray: boolean, found: Found): void {
  switch (command) {
    case 'local':
    case 'declare':
    case 'typeset':
    case 'readonly':
      found.writes.add(variable);
      break;
    case 'export':
    case 'unset':
      found.reads.add(variable);
      return;
    case 'read':
    case 'getopts':
    case 'mapfile':
    case 'readarray':
      write(variable, false, found);
      break;
    default:
      return;
  }
  if (isArray) found.arrays.add(variable);
}
