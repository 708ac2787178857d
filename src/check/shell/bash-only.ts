import { walk } from '../../syntax/nodes.ts';
import type { ParsedScript, SyntaxNode } from '../../syntax/nodes.ts';

const byType: Partial<Record<SyntaxNode['type'], string>> = {
  TestCommand: '[[ ]]',
  ArithmeticCommand: '(( ))',
  ArithmeticFor: 'for (( ))',
  ArrayValue: '=( )',
  ProcessSubstitution: '<( )',
  HereString: '<<<',
  AnsiCQuoted: "$'…'",
  Select: 'select',
  Coproc: 'coproc',
};

/** Something in the script that bash knows and dash does not, as people write it; null when nothing. */
export function bashOnly(script: ParsedScript): string | null {
  let found: string | null = null;
  walk(script, (node) => {
    found ??= nameOf(node);
    return found === null;
  });
  return found;
}

function nameOf(node: SyntaxNode): string | null {
  if (node.type !== 'Command') return byType[node.type] ?? null;
  const name = node.name?.value;
  const words = node.args.flatMap((word) => (word.type === 'Word' ? [word.value] : []));
  if (name === 'set' && words.includes('pipefail')) return 'set -o pipefail';
  return name === 'source' || name === 'declare' || name === 'mapfile' || name === 'shopt'
    ? name
    : null;
}
