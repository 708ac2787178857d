import { walk } from '../../syntax/nodes.ts';
import { fileSource, parseSource } from '../../syntax/parse-source.ts';

/** Names of variables that a script sets somewhere. */
export function assignedNames(text: string): ReadonlySet<string> {
  const names = new Set<string>();
  walk(parseSource(fileSource('', text)).script, (node) => {
    if (node.type === 'Assignment') names.add(node.name);
    if (node.type === 'Command' && node.name?.value === 'read')
      for (const word of node.args) if (word.type === 'Word') names.add(word.value);
    return undefined;
  });
  return names;
}
