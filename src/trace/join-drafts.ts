import { createHash } from 'node:crypto';

import type { Lore } from '../model/lore.ts';
import type { Span } from '../model/source.ts';
import type { Place, Step, StepVariant } from '../model/step.ts';
import type { Value, Word } from '../model/value.ts';
import { keyOf, oneOf, textOf } from '../shell/value.ts';
import { plainWords } from './command-line.ts';
import type { Draft } from './draft.ts';

/** The steps that one run of a script met. */
export interface Run {
  readonly environment: string;
  readonly action: string;
  readonly drafts: readonly Draft[];
}

/** The text of a command without the secrets in it, given where it stands. */
export type HideSecrets = (text: string, span: Span) => string;

/**
 * Joins what all runs met on the identity of the steps: a step that several iterations, environments
 * or actions reach is one step, its values a choice where they differ.
 */
export function joinDrafts(runs: readonly Run[], lore: Lore, hide: HideSecrets): readonly Step[] {
  const joined = new Map<string, Joined>();
  for (const run of runs) {
    let furthest = 0;
    for (const draft of withinRun(run.drafts)) {
      const known = joined.get(draft.key);
      const variant = variantOf(run, draft);
      const rank = rankOf(draft, known, furthest) ?? joined.size + 1;
      if (draft.reached) furthest = Math.max(furthest, rank);
      joined.set(draft.key, {
        draft: known === undefined ? draft : mergeDrafts(known.draft, draft),
        runs: [...(known?.runs ?? []), ...(draft.reached ? [run] : [])],
        variants: [...(known?.variants ?? []), variant],
        rank,
      });
    }
  }
  return named(
    [...joined.values()].sort(
      (left, right) =>
        Number(right.draft.reached) - Number(left.draft.reached) || left.rank - right.rank,
    ),
    lore,
    hide,
  );
}

// A step that moves stands behind another one and in front of whatever follows that.
const behind = 2 ** -20;

/**
 * Where the step stands among all; null for the end. A run that passes it by meets it before what leads to
 * it in another run, inside functions that only that one calls: the run that comes to it has the say.
 */
function rankOf(draft: Draft, known: Joined | undefined, furthest: number): number | null {
  if (known === undefined) return null;
  const isFirstReached = draft.reached && !known.draft.reached;
  return isFirstReached && known.rank < furthest ? furthest + behind : known.rank;
}

/** Whether a run does something, or does it on known hosts, that none of the others does. */
export function tellsMore(run: Run, others: readonly Run[]): boolean {
  const known = new Map<string, Set<string>>();
  for (const draft of others.flatMap(({ drafts }) => drafts)) {
    if (!draft.reached) continue;
    const hosts = known.get(draft.key) ?? new Set<string>();
    for (const host of draft.place.hosts) hosts.add(keyOf(host));
    known.set(draft.key, hosts);
  }
  return run.drafts.some((draft) => {
    if (!draft.reached || draft.isPlumbing || draft.followed) return false;
    const hosts = known.get(draft.key);
    if (hosts === undefined) return true;
    const own = draft.place.hosts;
    return own.every((host) => textOf(host)) && own.some((host) => !hosts.has(keyOf(host)));
  });
}

interface Joined {
  readonly draft: Draft;
  readonly runs: readonly Run[];
  readonly variants: readonly StepVariant[];
  readonly rank: number;
}

/** Iterations of a loop fall together first. */
function withinRun(drafts: readonly Draft[]): readonly Draft[] {
  const byKey = new Map<string, Draft>();
  for (const draft of drafts) {
    const known = byKey.get(draft.key);
    byKey.set(draft.key, known === undefined ? draft : mergeDrafts(known, draft));
  }
  return [...byKey.values()];
}

function mergeDrafts(left: Draft, right: Draft): Draft {
  if (left.reached !== right.reached) return left.reached ? left : right;
  return {
    ...left,
    // What one choice never comes to because it ends before, another choice may.
    unreachedBecause:
      left.unreachedBecause === 'after-exit' ? right.unreachedBecause : left.unreachedBecause,
    covers: [
      ...left.covers,
      ...right.covers.filter((span) => !left.covers.some((known) => sameSpan(known, span))),
    ],
    words: mergeWords(left.words, right.words),
    place: mergePlaces(left.place, right.place),
    cwd:
      left.cwd === null || right.cwd === null
        ? (left.cwd ?? right.cwd)
        : oneOf([left.cwd, right.cwd]),
    runAs:
      left.runAs === null || right.runAs === null ? left.runAs : oneOf([left.runAs, right.runAs]),
    guards: left.guards.length <= right.guards.length ? left.guards : right.guards,
    redirections: left.redirections.map((redirection, index) => {
      const other = right.redirections[index]?.target;
      return redirection.target === null || other == null
        ? redirection
        : { ...redirection, target: oneOf([redirection.target, other]) };
    }),
    assignments: left.assignments.map((item, index) => {
      const other = right.assignments[index];
      return other?.name === item.name
        ? { name: item.name, value: oneOf([item.value, other.value]) }
        : item;
    }),
    unresolved: left.unresolved ?? right.unresolved,
    followed: left.followed || right.followed,
    isPlumbing: left.isPlumbing && right.isPlumbing,
  };
}

function sameSpan(
  left: { file: string; start: number; end: number },
  right: { file: string; start: number; end: number },
): boolean {
  return left.file === right.file && left.start === right.start && left.end === right.end;
}

function mergeWords(left: readonly Word[], right: readonly Word[]): readonly Word[] {
  if (left.length !== right.length) return left.length >= right.length ? left : right;
  return left.map((word, index) => {
    const other = right[index] as Word;
    return {
      ...word,
      value: oneOf([word.value, other.value]),
      glob: word.glob || other.glob,
      many: word.many || other.many,
    };
  });
}

function mergePlaces(left: Place, right: Place): Place {
  if (left.kind !== right.kind) return left;
  return {
    ...left,
    hosts: unionOf(left.hosts, right.hosts),
    user: mergeValues(left.user, right.user),
    port: mergeValues(left.port, right.port),
    container: mergeValues(left.container, right.container),
    on: left.on === null || right.on === null ? left.on : mergePlaces(left.on, right.on),
  };
}

function mergeValues(left: Value | null, right: Value | null): Value | null {
  return left === null || right === null ? (left ?? right) : oneOf([left, right]);
}

function unionOf(left: readonly Value[], right: readonly Value[]): readonly Value[] {
  const known = new Set(left.map(keyOf));
  return [...left, ...right.filter((value) => !known.has(keyOf(value)))];
}

function variantOf(run: Run, draft: Draft): StepVariant {
  const hosts =
    draft.place.kind === 'container' ? (draft.place.on?.hosts ?? []) : draft.place.hosts;
  return {
    environment: run.environment,
    action: run.action,
    hosts,
    cwd: draft.cwd,
    runAs: draft.runAs,
    words: draft.words,
  };
}

/**
 * Gives steps their ids: they hold as long as file, calls and command stay, whatever moves around them.
 * A hash of a command in which only the password is unknown would let anybody try passwords against it.
 */
function named(all: readonly Joined[], lore: Lore, hide: HideSecrets): readonly Step[] {
  const ordinals = new Map<string, number>();
  return all.map(({ draft, runs, variants }) => {
    const { key: _key, isPlumbing: _isPlumbing, behind, ...rest } = draft;
    const chain = draft.calledFrom.map(({ span, callee }) => `${span.file}>${callee}`);
    const text = hide(draft.text, draft.span).replace(/\s+/g, ' ').trim();
    const name = draft.name === null ? null : hide(draft.name, draft.span);
    const base = JSON.stringify([draft.span.file, chain, draft.form, text, name]);
    const ordinal = ordinals.get(base) ?? 0;
    ordinals.set(base, ordinal + 1);
    const reachedVariants = variants.filter((variant) =>
      runs.some((run) => run.environment === variant.environment && run.action === variant.action),
    );
    const environments = distinct(runs.map(({ environment }) => environment));
    const actions = distinct(runs.map(({ action }) => action));
    return {
      ...rest,
      ...(behind === undefined ? {} : { behind: stepsBehind(behind, runs, lore, hide) }),
      plain: plainWords(draft.words, lore),
      id: createHash('sha256').update(`${base}#${ordinal}`).digest('hex').slice(0, 12),
      environments,
      actions,
      variants: differ(reachedVariants) ? reachedVariants : [],
    };
  });
}

/** What stands behind a step is reached in the same runs as the step itself. */
function stepsBehind(
  drafts: readonly Draft[],
  runs: readonly Run[],
  lore: Lore,
  hide: HideSecrets,
): readonly Step[] {
  const all = runs.length === 0 ? [{ environment: '', action: '' }] : runs;
  return joinDrafts(
    all.map(({ environment, action }) => ({ environment, action, drafts })),
    lore,
    hide,
  );
}

function distinct(names: readonly string[]): readonly string[] {
  return [...new Set(names)];
}

function differ(variants: readonly StepVariant[]): boolean {
  if (variants.length < 2) return false;
  const keys = variants.map(({ hosts, cwd, runAs, words }) =>
    JSON.stringify([hosts, cwd, runAs, words.map(({ value }) => value)]),
  );
  return new Set(keys).size > 1;
}
