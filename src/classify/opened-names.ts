import type { Secret } from '../model/classified.ts';
import type { SourceText } from '../model/source.ts';
import { ownerOfSecret } from './secret-owner.ts';

/**
 * Names for secrets that the script gives none: what they open and what they are. A name that the scripts
 * use for something else, or that two different secrets would have, is told apart by the label.
 */
export function withOpenedNames(
  secrets: readonly Secret[],
  files: readonly SourceText[],
): readonly Secret[] {
  const texts = new Map(files.map(({ file, text }) => [file, text]));
  const wanted = new Map<string, string>();
  for (const { label, name, span } of secrets) {
    const text = texts.get(span.file);
    if (text === undefined || wanted.has(label) || !saysNothing(name, text, span.start)) continue;
    const owner = ownerOfSecret(text, span);
    if (owner !== null) wanted.set(label, `${owner}_${what(name)}`);
  }
  const isTaken = (name: string): boolean =>
    [...texts.values()].some((text) => new RegExp(`\\b${name}\\b`).test(text));
  const names = new Map(
    [...wanted].map(([label, name]) => {
      const isShared = [...wanted].some(([other, same]) => other !== label && same === name);
      return [label, isShared || isTaken(name) ? `${name}_${label}` : name];
    }),
  );
  return secrets.map((secret) => {
    const opens = names.get(secret.label);
    const text = texts.get(secret.span.file) ?? '';
    return opens !== undefined && saysNothing(secret.name, text, secret.span.start)
      ? { ...secret, opens }
      : secret;
  });
}

const plainWord =
  /^-*(pass(word|wd|phrase)?|pwd|pswd|passwd|secret|token|(api|auth|access)?[-_]?key|cle|clef|jeton|mdp|auth|p)$/i;

/** No name, or only the word for such things; a variable of the script has the name that its author gave it. */
function saysNothing(name: string | null, text: string, at: number): boolean {
  if (name === null) return true;
  if (!plainWord.test(name)) return false;
  const before = text.slice(text.lastIndexOf('\n', at - 1) + 1, at);
  const isVariable =
    /(^|[;&|({]|\b(export|readonly|local|declare|typeset|env)\b(\s+-\w+)*)\s*\w+=["']?$/.test(
      before,
    );
  return !isVariable || /=[^=;"']*;[^;"'=]*=["']?$/.test(before);
}

function what(name: string | null): string {
  if (/token|jeton|auth/i.test(name ?? '')) return 'TOKEN';
  if (/key|cle|clef/i.test(name ?? '')) return 'KEY';
  return /secret/i.test(name ?? '') ? 'SECRET' : 'PASSWORD';
}
