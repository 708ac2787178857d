import type { AndOr, Case, If, Statement, SyntaxNode } from '../../syntax/nodes.ts';
import { fileNamesOf } from './file-names.ts';
import { parse } from './parse.ts';

/**
 * Variables that a text reads although what stands before has not surely set them: only one branch
 * does (`curl … || BAD=1`), or nothing in the text. Under `set -u` reading one ends the script.
 * A loop is taken to run at least once. Source: bash manual, 4.3.1 (`set -u`).
 */
export function unsureNames(text: string): readonly string[] {
  const reading: Reading = { text, unsure: new Set(), functions: [] };
  const sure = new Set<string>();
  readList(parse(text).commands, sure, reading);
  // A function runs when it is called: all that the text sets at its top level may be there.
  for (const body of reading.functions) readNode(body, new Set(sure), { ...reading });
  return [...reading.unsure].sort();
}

interface Reading {
  readonly text: string;
  readonly unsure: Set<string>;
  readonly functions: SyntaxNode[];
}

type Sure = Set<string>;

function readList(statements: readonly Statement[], sure: Sure, reading: Reading): void {
  for (const { command } of statements) readNode(command, sure, reading);
}

/** Notes what the node reads too early, and adds to `sure` what it surely sets. */
function readNode(node: SyntaxNode, sure: Sure, reading: Reading): void {
  switch (node.type) {
    case 'Function':
      reading.functions.push(node.body);
      return;
    case 'AndOr':
      readChain(node, sure, reading);
      return;
    case 'If':
      readIf(node, sure, reading);
      return;
    case 'Case':
      readCase(node, sure, reading);
      return;
    case 'For':
    case 'Select':
      readWords(node.wordlist ?? [], sure, reading);
      sure.add(node.name.value);
      readList(node.body.commands, sure, reading);
      return;
    case 'While':
      readList(node.clause.commands, sure, reading);
      readList(node.body.commands, sure, reading);
      return;
    case 'BraceGroup':
      readList(node.body.commands, sure, reading);
      return;
    case 'CompoundList':
      readList(node.commands, sure, reading);
      return;
    case 'Subshell':
      readList(node.body.commands, new Set(sure), reading);
      return;
    case 'Redirected':
      readNode(node.command, sure, reading);
      return;
    case 'Pipeline': {
      const [only, ...others] = node.commands;
      if (only !== undefined && others.length === 0) readNode(only, sure, reading);
      else for (const one of node.commands) readNode(one, new Set(sure), reading);
      return;
    }
    default:
      readWords([node], sure, reading);
  }
}

/** A simple command, a test or words: it reads first and sets then. */
function readWords(nodes: readonly SyntaxNode[], sure: Sure, reading: Reading): void {
  for (const { pos, end } of nodes) {
    const { demanded, writes } = fileNamesOf(reading.text.slice(pos, end));
    for (const name of demanded) if (!sure.has(name)) reading.unsure.add(name);
    for (const name of writes) sure.add(name);
  }
}

/** Of `a && b || c` the first surely runs, and one of the others: what two of them set is set. */
function readChain({ commands }: AndOr, sure: Sure, reading: Reading): void {
  const [first, ...others] = commands;
  if (first !== undefined) readNode(first, sure, reading);
  const set = others.map((one) => added(one, sure, reading));
  for (const name of set.flatMap((names) => [...names]))
    if (set.filter((names) => names.has(name)).length > 1) sure.add(name);
}

function readIf(node: If, sure: Sure, reading: Reading): void {
  readList(node.clause.commands, sure, reading);
  const bodies = [node.then, ...node.elif.map(({ then }) => then)];
  for (const { clause } of node.elif) readList(clause.commands, new Set(sure), reading);
  const all = node.else === undefined ? bodies : [...bodies, node.else];
  const branches = all.map((body) => ({ body, names: added(body, sure, reading) }));
  if (node.else !== undefined) addCommon(branches, sure, reading);
}

function readCase({ word, items }: Case, sure: Sure, reading: Reading): void {
  readWords([word], sure, reading);
  const branches = items.map(({ body }) => ({ body, names: added(body, sure, reading) }));
  const isWhole = items.some(({ pattern }) => pattern.some(({ value }) => value === '*'));
  if (isWhole) addCommon(branches, sure, reading);
}

/** What the node sets beyond what is set already. */
function added(node: SyntaxNode, sure: Sure, reading: Reading): ReadonlySet<string> {
  const own = new Set(sure);
  readNode(node, own, reading);
  return new Set([...own].filter((name) => !sure.has(name)));
}

interface Branch {
  readonly body: SyntaxNode;
  readonly names: ReadonlySet<string>;
}

/** What every branch sets that what follows can come from. */
function addCommon(branches: readonly Branch[], sure: Sure, { text }: Reading): void {
  const staying = branches.filter(
    ({ body }) => !/(^|[\s;])(exit|return)(\s+\S+)?[\s;]*$/.test(text.slice(body.pos, body.end)),
  );
  const [first, ...others] = staying.map(({ names }) => names);
  for (const name of first ?? []) if (others.every((names) => names.has(name))) sure.add(name);
}
