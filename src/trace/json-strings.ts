import type { Value } from '../model/value.ts';
import { concat, literal } from '../shell/value.ts';

/** A string of a JSON text, with the place of its characters between the quotes. */
export interface JsonString {
  readonly start: number;
  readonly end: number;
}

/** A member of an object whose value is a string, or a list of strings. */
export interface JsonMember {
  readonly key: string;
  readonly strings: readonly JsonString[];
}

const token = /"(?:\\.|[^"\\])*"|[{}[\],:]/g;

/**
 * The members of the object under a key at the top of a JSON text, in order; none when it is not
 * there. A text that is no JSON gives what can be read of it.
 */
export function membersUnder(text: string, key: string): readonly JsonMember[] {
  const members: { key: string; strings: JsonString[] }[] = [];
  const keys: string[] = [];
  let depth = 0;
  let isKey = false;
  for (const { 0: found, index } of text.matchAll(token)) {
    if (found === '{' || found === '[') {
      depth++;
      isKey = found === '{';
      keys[depth] = '';
    } else if (found === '}' || found === ']') {
      depth--;
      isKey = false;
    } else if (found === ',') isKey = depth < 3;
    else if (found === ':') isKey = false;
    else if (isKey) {
      keys[depth] = unescaped(found.slice(1, -1));
      if (depth === 2 && keys[1] === key) members.push({ key: keys[2] ?? '', strings: [] });
    } else if (keys[1] === key && (depth === 2 || depth === 3))
      members.at(-1)?.strings.push({ start: index + 1, end: index + found.length - 1 });
  }
  return members;
}

const piece = /\\u[0-9a-fA-F]{4}|\\.|[^\\]+/gs;

/** What a string says, each stretch with the place of its characters. */
export function jsonStringValue(text: string, file: string, { start, end }: JsonString): Value {
  return concat(
    [...text.slice(start, end).matchAll(piece)].map(({ 0: written, index }) =>
      literal(unescaped(written), [
        { file, start: start + index, end: start + index + written.length },
      ]),
    ),
  );
}

function unescaped(text: string): string {
  try {
    return JSON.parse(`"${text}"`) as string;
  } catch {
    return text;
  }
}
