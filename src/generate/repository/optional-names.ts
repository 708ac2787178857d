import type { Plan } from '../../model/plan.ts';

const emptiness = String.raw`(?:-[nz]\s+)"?\$\{?NAME\}?"?`;
const comparison = String.raw`"?\$\{?NAME\}?"?\s*(?:==?|!=|=~)`;
const fallback = String.raw`\$\{NAME:?[-+=][^}]*\}`;

/**
 * Whether the scripts get along without a variable: they only ask whether it is set, compare it, or
 * have a value of their own for want of it. Source: bash manual, 3.5.3 and 6.4.
 */
export function isOptional(name: string, { trace }: Plan): boolean {
  const pattern = (form: string): RegExp => new RegExp(form.replaceAll('NAME', name), 'g');
  const texts = [...trace.sources.values()].map(({ text }) => text);
  const count = (form: string): number =>
    texts.reduce((sum, text) => sum + [...text.matchAll(pattern(form))].length, 0);
  const reads = count(String.raw`\$\{?NAME\b`);
  return reads > 0 && count([emptiness, comparison, fallback].join('|')) >= reads;
}
