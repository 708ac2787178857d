/** Logs as people make them: branches that grow, and are merged. */
import fc from 'fast-check';

import { gateNames, rolloutStages } from '../../src/model/rollout.ts';
import type { Decision, RolloutStage } from '../../src/model/rollout.ts';
import { appendEntry } from '../../src/rollout/append-entry.ts';

const apps = ['api', 'crm', 'shop'] as const;

/** Any decision about one of three applications. */
export const decision: fc.Arbitrary<Decision> = fc.oneof(
  fc.record({
    type: fc.constant('advance' as const),
    app: fc.constantFrom(...apps),
    from: fc.constantFrom(...rolloutStages),
    to: fc.constantFrom(...rolloutStages),
    gates: fc.array(
      fc.record({
        gate: fc.constantFrom(...gateNames),
        outcome: fc.constantFrom('seen' as const, 'attested' as const, 'overridden' as const),
      }),
      { maxLength: 2 },
    ),
    because: fc.option(fc.string()),
  }),
  fc.record({
    type: fc.constantFrom('hold' as const, 'release' as const),
    app: fc.constantFrom(...apps),
    stage: fc.constantFrom(...rolloutStages),
    because: fc.string(),
  }),
  fc.record({
    type: fc.constant('gate' as const),
    app: fc.constantFrom(...apps),
    gate: fc.constantFrom(...gateNames),
    because: fc.string(),
  }),
);

export type Act =
  | { readonly act: 'decide'; readonly branch: number; readonly decision: Decision }
  | { readonly act: 'merge'; readonly into: number; readonly from: number };

/** What happens on three branches, in order. */
export const acts: fc.Arbitrary<readonly Act[]> = fc.array(
  fc.oneof(
    {
      weight: 4,
      arbitrary: fc.record({ act: fc.constant('decide' as const), branch: fc.nat(2), decision }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        act: fc.constant('merge' as const),
        into: fc.nat(2),
        from: fc.nat(2),
      }),
    },
  ),
  { maxLength: 25 },
);

/** The union of two files, as Git's union merge or a careful person makes it. */
export function union(ours: string, theirs: string): string {
  const lines = [...ours.split('\n'), ...theirs.split('\n')].filter((line) => line !== '');
  return lines.length === 0 ? '' : `${[...new Set(lines)].join('\n')}\n`;
}

/** The three branches after all of it. Clocks are wrong on purpose: order must not hang on them. */
export function play(all: readonly Act[]): readonly string[] {
  const branches = ['', '', ''];
  for (const [at, act] of all.entries()) {
    if (act.act === 'merge') branches[act.into] = union(branches[act.into]!, branches[act.from]!);
    else {
      const seen = {
        at: `2026-01-01T00:00:${String((at * 37) % 60).padStart(2, '0')}Z`,
        by: `p${act.branch}`,
      };
      branches[act.branch] = appendEntry(branches[act.branch]!, act.decision, seen).text;
    }
  }
  return branches;
}

/** A decision to advance, for tests that need no more. */
export function advance(app: string, from: RolloutStage, to: RolloutStage): Decision {
  return { type: 'advance', app, from, to, gates: [], because: null };
}
