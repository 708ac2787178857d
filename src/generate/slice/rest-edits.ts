import type { SourceText } from '../../model/source.ts';
import type { Command } from '../../syntax/nodes.ts';
import type { Edit } from './source-lines.ts';

/** `tool … "$@"`: what else the caller of the script said is nothing where nobody calls it. */
export function restEdits({ args }: Command, { text }: SourceText): readonly Edit[] {
  return args.flatMap((item) => {
    if (item.type !== 'Word' || !/^("\$[@*]"|\$[@*]|"\$\{[@*]\}"|\$\{[@*]\})$/.test(item.text))
      return [];
    const space = /(?:[ \t]|\\\n)*$/.exec(text.slice(0, item.pos))?.[0].length ?? 0;
    return [{ start: item.pos - space, end: item.end, text: '' }];
  });
}
