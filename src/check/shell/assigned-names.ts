import { walk } from '../../syntax/nodes.ts';
import type { Command, SyntaxNode } from '../../syntax/nodes.ts';
import { fileSource, parseSource } from '../../syntax/parse-source.ts';

/**
 * Names of variables that a script may set somewhere, in whatever way. It rather names one too many:
 * it is asked to find names that nobody sets.
 */
export function assignedNames(text: string): ReadonlySet<string> {
  const names = new Set<string>();
  walk(parseSource(fileSource('', text)).script, (node) => {
    for (const name of namesSet(node)) names.add(name);
    return undefined;
  });
  return names;
}

function namesSet(node: SyntaxNode): readonly string[] {
  switch (node.type) {
    case 'Assignment':
      return [node.name];
    case 'For':
    case 'Select':
      // A list of names is often what `export`, `printf -v` or `${!name}` go through.
      return [node.name, ...(node.wordlist ?? [])].map(({ value }) => value).filter(isName);
    case 'ParameterExpansion':
      return node.operation?.type === 'Default' ? [node.parameter] : [];
    case 'ArithmeticWord':
      return isName(node.value) ? [node.value] : [];
    case 'Command':
      return namesOfCommand(node);
    default:
      return [];
  }
}

const setters = new Set([
  'read',
  'mapfile',
  'readarray',
  'getopts',
  'printf',
  'declare',
  'typeset',
  'local',
  'export',
  'readonly',
  'let',
]);

function namesOfCommand({ name, args }: Command): readonly string[] {
  if (!setters.has(name?.value ?? '')) return [];
  return args.flatMap((word) => {
    const text = word.type === 'Word' ? (/^\w+/.exec(word.value)?.[0] ?? '') : word.name;
    return isName(text) ? [text] : [];
  });
}

function isName(text: string): boolean {
  return /^[A-Za-z_]\w*$/.test(text);
}
