import { walk } from './nodes.ts';
import type { For, While } from './nodes.ts';

/** The loop goes through what a caller handed over: `for a in "$@"`, `while getopts …`, `while [ $# -gt 0 ]`. */
export function readsArguments(node: For | While): boolean {
  if (node.type === 'For')
    return (
      node.wordlist === undefined || node.wordlist.some(({ text }) => /^"?\$[@*]"?$/.test(text))
    );
  let reads = false;
  walk(node.clause, (inner) => {
    if (inner.type === 'Command' && inner.name?.value === 'getopts') reads = true;
    if (inner.type === 'SimpleExpansion' && /^\$[#1]$/.test(inner.text)) reads = true;
    if (inner.type === 'ParameterExpansion' && /^[#1]$/.test(inner.parameter)) reads = true;
    return undefined;
  });
  return reads;
}
