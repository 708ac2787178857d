import type { Plan } from '../../model/plan.ts';

const emptiness = String.raw`(?:-[nz]\s+)"?\$\{?NAME\}?"?`;
const comparison = String.raw`"?\$\{?NAME\}?"?\s*(?:==?|!=|=~)`;
const fallback = String.raw`\$\{NAME:?[-+=][^}]*\}`;

/** A command that shows words to people, and sends them nowhere else. */
const shown =
  /^\s*(?:(?:function\s+)?\w+\s*\(\)\s*\{\s*)?(?:echo|printf)\b(?:(?!\$\(|[`|]|&&|>(?!&2)).)*$/;

/**
 * Whether the scripts get along without a variable: they only ask whether it is set, compare it, show
 * it, or have a value of their own for want of it. Source: bash manual, 3.5.3 and 6.4.
 */
export function isOptional(name: string, { trace }: Plan): boolean {
  const pattern = (form: string): RegExp => new RegExp(form.replaceAll('NAME', name), 'g');
  const texts = [...trace.sources.values()].map(({ text }) => text);
  const count = (form: string): number =>
    texts.reduce((sum, text) => sum + [...text.matchAll(pattern(form))].length, 0);
  const reads = count(String.raw`\$\{?NAME\b`);
  const read = pattern(String.raw`\$\{?NAME\b`);
  const inWords = texts
    .flatMap((text) => text.split('\n'))
    .filter((line) => shown.test(line))
    .reduce((sum, line) => sum + [...line.matchAll(read)].length, 0);
  const asked = count([emptiness, comparison, fallback].join('|'));
  return reads > 0 && asked + inWords >= reads;
}
