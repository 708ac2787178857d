/** What hooks read of the clone that stood on the host, and that the bundle took the place of. */
import type { Plan, PlannedStep } from '../../model/plan.ts';
import type { Span } from '../../model/source.ts';
import type { Step } from '../../model/step.ts';
import type { Word } from '../../model/value.ts';
import { argumentTexts } from '../../plan/arguments.ts';
import { checkoutFolder } from '../../plan/checkout.ts';
import { isWithin } from '../../plan/paths.ts';
import { sourcePathOf } from '../../plan/source-path.ts';
import { checkoutsOnHosts, isBeforeCheckout, worksOnCheckout } from '../../plan/working-copy.ts';
import { valueText } from '../../plan/value-text.ts';
import type { SyntaxNode } from '../../syntax/nodes.ts';
import { spanInFile } from '../../syntax/origin.ts';
import type { At, Cutting } from './cutting.ts';
import { machineOf } from './room.ts';

/** What hooks call the commit of the revision that theirs follows. */
export const commitBefore = 'COMMIT_BEFORE';

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
    (worksOnCheckout(first.classified.step, checkoutsOf(index.plan)) ||
      looksAtInstalled(first.classified.step, index.plan))
  );
}

const looks =
  /^(status|log|show|diff|branch|rev-parse|describe|remote|config|symbolic-ref|rev-list|tag|reflog|shortlog)$/;

/** Nobody checks out there any more, and the folder that the bundle fills is no clone either. */
function looksAtInstalled(step: Step, plan: Plan): boolean {
  if (step.name !== 'git' || !looks.test(argumentTexts(step)[0] ?? '')) return false;
  const folder = checkoutFolder(step) ?? '.';
  const isOther = plan.steps.some(
    ({ classified, disposition }) =>
      disposition === 'converted' &&
      classified.kind === 'source-checkout' &&
      isWithin(folder, checkoutFolder(classified.step) ?? '/'),
  );
  return !isOther && sourcePathOf(folder, step, plan.deployment) !== null;
}

/** A question of the script's own machine is no step of its own: it is asked where its statement stands. */
function askedAround(text: string, span: Span, { index }: Cutting): PlannedStep | null {
  const [, command] =
    /^(?:\$\(|`)\s*(git(?: [\w.@^~:/=%"'-]+)+)(?:\s*2>\s*\/dev\/null)?\s*[)`]$/.exec(text) ?? [];
  if (command === undefined) return null;
  const around = index.plan.steps.find(({ classified: { step } }) => {
    const own = index.placeOf(step);
    return own.file === span.file && own.start <= span.start && span.end <= own.end;
  });
  if (around === undefined) return null;
  const words = command.split(' ').map((word): Word => ({
    value: { kind: 'literal', text: word },
    span,
    glob: false,
    many: false,
  }));
  const plain = words.slice(1).filter(({ value }) => !valueText(value).startsWith('-'));
  const step: Step = { ...around.classified.step, name: 'git', words, plain, span };
  return { ...around, disposition: null, classified: { ...around.classified, step } };
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
  const first =
    asked.find(({ classified }) => classified.step.name === 'git') ??
    askedAround(source.text.slice(node.pos, node.end), span, cutting);
  if (first === null || !looksAtCheckout([first], cutting)) return null;
  const { step } = first.classified;
  if (
    !/^(rev-parse|describe|log|show|branch|symbolic-ref|rev-list|tag)$/.test(
      argumentTexts(step)[0] ?? '',
    )
  )
    return null;
  if (isBeforeCheckout(step, checkoutsOf(index.plan))) {
    // The library finds it in the bundle of the revision before, whose build wrote its own there.
    const commit = index.nameAnswer('git rev-parse HEAD');
    return { text: `\${${commitBefore}}`, reads: commit === null ? [] : [commit] };
  }
  const command = source.text
    .slice(node.pos, node.end)
    .replace(/^(\$\(|`)|[)`]$/g, '')
    .replace(/^\s*cd\s+\S+\s*&&\s*/, '')
    .replace(/\bgit\s+-C\s+\S+/, 'git');
  const name = index.nameAnswer(command.trim());
  return name === null ? null : { text: `\${${name}}`, reads: [name] };
}
