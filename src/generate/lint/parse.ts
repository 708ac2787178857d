import type { ParsedScript } from '../../syntax/nodes.ts';
import { fileSource, parseSource } from '../../syntax/parse-source.ts';

/** The tree of a piece of output; its offsets are the text's own. */
export function parse(text: string): ParsedScript {
  return parseSource(fileSource('', text)).script;
}
