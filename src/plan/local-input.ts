/** Files of the deploying machine that commands on hosts read: `ssh host crontab - < crontab.txt`. */
import type { ClassifiedStep } from '../model/classified.ts';
import type { PlannedStep } from '../model/plan.ts';
import type { Step, StepId } from '../model/step.ts';
import { textOf } from '../shell/value.ts';
import type { Trace } from '../model/trace.ts';
import type { Decision } from './decision.ts';
import { manual } from './decision.ts';
import { isPiped, pipedInputOf } from './piped-input.ts';
import { isFileOfSource } from './source-file.ts';

/** Programs that take their standard input where a text of several commands is sent. */
const readers =
  /^(tee|cat|tar|mysql|mariadb|psql|sqlite3|mongo(sh)?|redis-cli|docker|podman|gunzip|zcat|gzip|bash|sh|xargs|crontab|dd|patch|php|python3?|perl|ruby|node|chpasswd|sponge|install|cpio|base64|openssl|kubectl|jq|sed|awk|grep|cut|tr|sort)$/;

export function takesInput(name: string | null): boolean {
  return readers.test(name ?? '');
}

/** A file of the source that a hook reads from the bundle. */
export interface LocalInput {
  readonly path: string;
  readonly step: StepId;
}

/** The files that the bundle must hold for the hooks. */
export function localInputsOf(steps: readonly PlannedStep[], trace: Trace): readonly LocalInput[] {
  return steps.flatMap(({ classified: { step }, destination, disposition }) => {
    if (disposition !== 'converted' || destination?.startsWith('hook/') !== true) return [];
    const path = inputPath(step);
    const paths = path === null ? (pipedInputOf(step, trace)?.files ?? []) : [path];
    return paths.map((one) => ({ path: one, step: step.id }));
  });
}

/** A file that is no file of the source can't come with the bundle. */
export function withLocalInput(
  { step }: ClassifiedStep,
  decision: Decision,
  trace: Trace,
): Decision {
  const isOnHost = decision.disposition === 'converted' && decision.destination.startsWith('hook/');
  const isOutOfReach =
    (readsLocalFile(step) && inputPath(step) === null) ||
    (isPiped(step) && pipedInputOf(step, trace) === null);
  return isOnHost && isOutOfReach ? manual(decision.destination, 'plan/local-input') : decision;
}

/** The redirection stands at the ssh: the deploying machine opens the file. */
function readsLocalFile({ name, stdin, place, redirections }: Step): boolean {
  const machine = place.kind === 'container' ? place.on : place;
  return (
    takesInput(name) &&
    stdin.kind === 'file' &&
    machine?.kind === 'remote' &&
    !redirections.some(({ operator }) => operator === '<') &&
    textOf(stdin.path) !== '/dev/null'
  );
}

function inputPath(step: Step): string | null {
  if (!readsLocalFile(step) || step.stdin.kind !== 'file') return null;
  const path = textOf(step.stdin.path)?.replace(/^\.\//, '') ?? '/';
  return isFileOfSource(path) ? path : null;
}
