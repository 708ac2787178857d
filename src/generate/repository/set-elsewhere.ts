/** Names that the code here reads and another script of the checkout sets. */
import type { Plan } from '../../model/plan.ts';
import type { Span } from '../../model/source.ts';
import { namesSecret } from '../../plan/secret-names.ts';
import { textsOf } from '../../shell/value.ts';
import { createMarginNotes } from '../margin-notes.ts';
import { quoteShell } from '../quote-shell.ts';
import type { Block } from './build-blocks.ts';

/** The one text that scripts set a name to, and where. */
interface Setting {
  readonly text: string;
  readonly span: Span;
}

/**
 * What whoever ran the script had set before, by a script that was sourced or run first: a text that is
 * the same wherever the name is set. Null for secrets, and for all else that only a run could tell.
 */
export function settingElsewhere(name: string, plan: Plan): Setting | null {
  if (namesSecret(name, plan.trace) || plan.secrets.some((secret) => secret.name === name))
    return null;
  const uses = plan.trace.assignments.filter((use) => use.name === name);
  const [first] = uses;
  const texts = new Set(
    uses.flatMap(({ value }): readonly (string | undefined)[] => textsOf(value) ?? [undefined]),
  );
  const [text, ...others] = [...texts].filter((one) => one !== '');
  if (text === undefined || first === undefined || others.length > 0) return null;
  return isPrintable(text) ? { text, span: first.span } : null;
}

/** Escapes of a terminal are written as escapes; other control characters have no place in a list of commands. */
function isPrintable(text: string): boolean {
  return !/[\u0000-\u001a\u001c-\u001f\u007f]/.test(text);
}

/** The setting, where it comes from above it. */
export function settingBlock(name: string, { text, span }: Setting, plan: Plan): Block {
  const note = createMarginNotes(plan).ofSpans([span]);
  return {
    comments: note === '' ? [] : [`# ${note}`],
    line: `export ${name}=${quoted(text)}`,
    text: '',
    steps: [],
    spans: [span],
  };
}

function quoted(text: string): string {
  if (!text.includes('\u001b')) return quoteShell(text);
  return `$'${text.replace(/[\\']/g, '\\$&').replaceAll('\u001b', '\\e')}'`;
}
