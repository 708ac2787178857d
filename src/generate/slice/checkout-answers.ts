/** What hooks read of the clone that stood on the host, and that the bundle took the place of. */
import type { Plan, PlannedStep } from '../../model/plan.ts';
import type { Step } from '../../model/step.ts';
import { argumentTexts } from '../../plan/arguments.ts';
import { checkoutsOnHosts, isBeforeCheckout, worksOnCheckout } from '../../plan/working-copy.ts';
import type { SyntaxNode } from '../../syntax/nodes.ts';
import { spanInFile } from '../../syntax/origin.ts';
import type { At, Cutting } from './cutting.ts';
import { machineOf } from './room.ts';

type Substitution = Extract<SyntaxNode, { type: 'CommandExpansion' }>;

const known = new WeakMap<Plan, readonly Step[]>();

function checkoutsOf(plan: Plan): readonly Step[] {
  const found =
    known.get(plan) ??
    checkoutsOnHosts(
      // What a hook goes on doing is a clone of another repository, which stays one.
      plan.steps.flatMap(({ classified, disposition }) =>
        disposition === 'converted' ? [] : [classified],
      ),
      (step) => machineOf(step, plan) === 'host',
    );
  known.set(plan, found);
  return found;
}

/** A look at a clone that is not there any more: `git status`, `git log -1`. */
export function looksAtCheckout(steps: readonly PlannedStep[], { index, room }: Cutting): boolean {
  const [first] = steps;
  return (
    room.kind === 'host' &&
    first !== undefined &&
    first.disposition === null &&
    machineOf(first.classified.step, index.plan) === 'host' &&
    worksOnCheckout(first.classified.step, checkoutsOf(index.plan))
  );
}

/**
 * The variable that holds the answer of `$(git rev-parse HEAD)`: the build writes it into `deploy.env`.
 * The commit that was there before is none that the build could know. Null where nothing was asked.
 */
export function answerOfCheckout(
  node: Substitution,
  { source }: At,
  cutting: Cutting,
): { readonly text: string; readonly reads: readonly string[] } | null {
  const { index, room } = cutting;
  if (room.kind !== 'host') return null;
  const span = spanInFile(source, node.pos, node.end);
  const asked = index.plan.steps.filter(({ classified: { step } }) => index.standsIn(step, span));
  const [first] = asked.filter(({ classified }) => classified.step.name === 'git');
  if (first === undefined || !looksAtCheckout([first], cutting)) return null;
  const { step } = first.classified;
  if (
    !/^(rev-parse|describe|log|show|branch|symbolic-ref|rev-list|tag)$/.test(
      argumentTexts(step)[0] ?? '',
    )
  )
    return null;
  if (isBeforeCheckout(step, checkoutsOf(index.plan)))
    return { text: '${COMMIT_BEFORE:-}', reads: [] };
  const command = source.text
    .slice(node.pos, node.end)
    .replace(/^(\$\(|`)|[)`]$/g, '')
    .replace(/^\s*cd\s+\S+\s*&&\s*/, '')
    .replace(/\bgit\s+-C\s+\S+/, 'git');
  const name = index.nameAnswer(command.trim());
  return name === null ? null : { text: `\${${name}}`, reads: [name] };
}
