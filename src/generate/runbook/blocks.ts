import type { StepId } from '../../model/step.ts';

/** The parts that a runbook is made of; the template lays each kind out. */
export type Block =
  | { readonly kind: 'text'; readonly text: string; readonly steps: readonly StepId[] }
  | { readonly kind: 'code'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly Item[] }
  | { readonly kind: 'ladder'; readonly rungs: readonly Rung[] }
  | {
      readonly kind: 'table';
      readonly head: readonly string[];
      readonly rows: readonly {
        readonly cells: readonly string[];
        readonly steps: readonly StepId[];
      }[];
    };

export interface Item {
  readonly text: string;
  readonly steps: readonly StepId[];
}

/** One way of several, the first that is open being the one to take. */
export interface Rung {
  readonly number: number;
  readonly text: string;
  readonly code: string;
}

export interface Section {
  readonly title: string;
  readonly blocks: readonly Block[];
}

export function text(sentence: string, steps: readonly StepId[] = []): Block {
  return { kind: 'text', text: sentence, steps };
}

/** One command a line. */
export function code(...lines: readonly string[]): Block {
  return { kind: 'code', text: lines.join('\n') };
}

export function list(items: readonly Item[]): Block {
  return { kind: 'list', items };
}

/** Any text as code inside a Markdown line: the fence is longer than any run of backticks inside. */
export function codeSpan(source: string): string {
  const line = source.replace(/\s+/g, ' ').trim();
  const longest = Math.max(0, ...(line.match(/`+/g) ?? []).map((run) => run.length));
  const fence = '`'.repeat(longest + 1);
  const space = /^`|`$/.test(line) ? ' ' : '';
  return `${fence}${space}${line}${space}${fence}`;
}
