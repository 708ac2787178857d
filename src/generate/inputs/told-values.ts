/** What an assignment takes from the caller of its script. */
import { walk } from '../../syntax/nodes.ts';
import type { ParameterExpansionPart, Word, WordPart } from '../../syntax/nodes.ts';

export type ToldValue =
  | { readonly kind: 'text'; readonly text: string }
  /** `$1`, `${1:-main}`; a default that is computed has no text. */
  | {
      readonly kind: 'argument';
      readonly number: string;
      readonly hasDefault: boolean;
      readonly required: boolean;
      readonly text: string | null;
    }
  /** `$OPTARG`, `${1#*=}`: a part of the argument that a loop reads. */
  | { readonly kind: 'option-value' }
  /** `V=${V:-1.0}` */
  | { readonly kind: 'self'; readonly hasDefault: boolean; readonly text: string | null };

/** The value of `name=…` as far as a caller decides it; null where the script does. */
export function toldBy(word: Word, name: string): ToldValue | null {
  const text = textOfWord(word);
  if (text !== null) return { kind: 'text', text };
  const part = onlyPart(word);
  if (part?.type === 'SimpleExpansion')
    return byParameter(part.text.slice(1), name, withoutDefault);
  return part?.type === 'ParameterExpansion' && part.prefix === undefined
    ? byExpansion(part, name)
    : null;
}

type Default = Pick<Extract<ToldValue, { kind: 'argument' }>, 'hasDefault' | 'required' | 'text'>;

const withoutDefault: Default = { hasDefault: false, required: false, text: null };

function byExpansion(
  { parameter, operation }: ParameterExpansionPart,
  name: string,
): ToldValue | null {
  if (operation === undefined) return byParameter(parameter, name, withoutDefault);
  // `--tag=v1` without what stands before the sign.
  if (operation.type === 'Remove')
    return operation.operator.startsWith('#') && operation.operand.value.endsWith('=')
      ? { kind: 'option-value' }
      : null;
  if (operation.type !== 'Default' || operation.operator.endsWith('+')) return null;
  const required = operation.operator.endsWith('?');
  const text = required ? null : textOfWord(operation.operand);
  return byParameter(parameter, name, { hasDefault: !required, required, text });
}

function byParameter(parameter: string, name: string, held: Default): ToldValue | null {
  if (parameter === 'OPTARG') return { kind: 'option-value' };
  if (/^[1-9]$/.test(parameter)) return { kind: 'argument', number: parameter, ...held };
  return parameter === name ? { kind: 'self', hasDefault: held.hasDefault, text: held.text } : null;
}

function onlyPart({ parts }: Word): WordPart | null {
  const [part, ...rest] = parts ?? [];
  if (part === undefined || rest.length > 0) return null;
  if (part.type !== 'DoubleQuoted') return part;
  const [inner, ...others] = part.parts;
  return inner === undefined || others.length > 0 ? null : inner;
}

const expansions =
  /^(SimpleExpansion|ParameterExpansion|CommandExpansion|ArithmeticExpansion|ProcessSubstitution|BraceExpansion|Glob|ExtendedGlob)$/;

/** The text that the word always is; null where something is expanded in it. */
export function textOfWord(word: Word): string | null {
  const expanded: string[] = [];
  walk(word, ({ type }) => {
    if (expansions.test(type)) expanded.push(type);
    return undefined;
  });
  return expanded.length === 0 && !word.text.startsWith('~') ? word.value : null;
}
