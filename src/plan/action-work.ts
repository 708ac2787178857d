import type { ClassifiedStep } from '../model/classified.ts';
import type { StepKind } from '../model/kind.ts';
import { entryFileOf, isEffectful } from './evidence.ts';
import { siteKey } from './menu-twins.ts';
import { valueText } from './value-text.ts';

/** What one action does. */
export interface Work {
  readonly name: string;
  readonly sites: ReadonlySet<string>;
  readonly kinds: ReadonlySet<StepKind>;
  readonly effects: readonly ClassifiedStep[];
  /** The scripts that a person starts for it. */
  readonly files: ReadonlySet<string>;
  /** Actions that it starts the script again for: `$0 build && $0 push`. */
  readonly asks: readonly string[];
}

/** What the steps of the action do. */
export function workOf(name: string, steps: readonly ClassifiedStep[]): Work {
  const own = steps.filter(({ step }) => step.reached && step.actions.includes(name));
  const effects = own.filter(isEffectful);
  return {
    name,
    sites: new Set(effects.map(({ step }) => siteKey(step))),
    kinds: new Set(effects.map(({ kind }) => kind)),
    effects,
    files: new Set(own.map(({ step }) => entryFileOf(step))),
    asks: own.flatMap((one) => askedAction(one) ?? []),
  };
}

/** The script calls itself with another word. */
function askedAction({ kind, step }: ClassifiedStep): string | null {
  const [command, ...rest] = step.words;
  if (kind !== 'control' || command === undefined) return null;
  const own = step.span.file.split('/').at(-1);
  const called = valueText(command.value).split('/').at(-1);
  const target = /^(bash|sh)$/.test(called ?? '') ? rest.shift() : command;
  const isSelf = target !== undefined && valueText(target.value).split('/').at(-1) === own;
  const [asked] = rest;
  return isSelf && asked !== undefined ? valueText(asked.value) : null;
}

/** Steps of one of these kinds are among it. */
export function does({ kinds }: Work, ...some: readonly StepKind[]): boolean {
  return some.some((kind) => kinds.has(kind));
}
