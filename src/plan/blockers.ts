import type { Blocker, PlannedStep } from '../model/plan.ts';
import { argumentTexts } from './arguments.ts';
import { showsDataOnHost } from './data-on-host.ts';
import { machineOf } from './evidence.ts';
import { isKnownAbsolute, isWithin } from './paths.ts';
import { say } from './say.ts';
import type { Situation } from './situation.ts';
import { textOfStep } from './step-text.ts';
import { valueText } from './value-text.ts';

/** What keeps an application on one set of hosts. */
interface Sign {
  readonly name:
    | 'uploads'
    | 'sqlite'
    | 'cron'
    | 'workers'
    | 'host-config'
    | 'sessions'
    | 'single-host-order'
    | 'pid-file'
    | 'in-place'
    | 'manual-start';
  readonly blocks: (planned: PlannedStep, situation: Situation) => boolean;
}

const onHost = ({ destination }: PlannedStep): boolean => destination?.startsWith('hook/') === true;
const workerName =
  /(^|[-_.:/\s])(celery|sidekiq|resque|workers?|queue|horizon|rq|delayed_job|beat|scheduler|consumer)([-_.:\s\d]|$)/i;

const signs: readonly Sign[] = [
  {
    name: 'uploads',
    blocks: ({ classified }, situation) => showsDataOnHost(classified, situation),
  },
  {
    name: 'sqlite',
    blocks: ({ classified }) =>
      classified.step.reached &&
      /\.sqlite3?\b|\bsqlite3?\b|\.db\b(?!\.)/i.test(textOfStep(classified.step)) &&
      classified.kind !== 'log',
  },
  {
    name: 'cron',
    blocks: ({ classified }) => classified.kind === 'cron' && classified.step.reached,
  },
  {
    name: 'workers',
    blocks: (step) =>
      (onHost(step) && (handlesWorker(step) || asksToFinish(step))) || composesWorker(step),
  },
  { name: 'host-config', blocks: editsHostConfiguration },
  {
    name: 'sessions',
    blocks: (step) => onHost(step) && keepsSessions.test(textOfStep(step.classified.step)),
  },
  { name: 'single-host-order', blocks: waitsBetweenHosts },
  {
    name: 'pid-file',
    blocks: (step) =>
      onHost(step) &&
      step.classified.kind === 'stop-service' &&
      /\.pid\b/.test(`${step.classified.step.text} ${textOfStep(step.classified.step)}`),
  },
  {
    name: 'manual-start',
    blocks: (step) =>
      onHost(step) && step.classified.kind === 'start-service' && startsByHand(step),
  },
  {
    name: 'in-place',
    blocks: ({ classified, disposition }) =>
      classified.kind === 'source-checkout' &&
      disposition === 'replaced' &&
      (classified.step.place.kind === 'remote' || isBoundToFolder(classified.step.text)),
  },
];

// A folder of sessions, or a server that keeps them in its own memory and hands them to its peers.
const keepsSessions = /\/sessions([/\s|'"]|$)|(^|[/\s])(kc\.sh|keycloak|infinispan|hazelcast)/;

function handlesWorker({ classified }: PlannedStep): boolean {
  return (
    /^(stop|start|restart)-service$/.test(classified.kind) &&
    workerName.test(textOfStep(classified.step))
  );
}

/** A daemon is asked by a file to finish its work: it has work that outlives a release. */
function asksToFinish({ classified: { step } }: PlannedStep): boolean {
  return (
    step.name === 'touch' &&
    argumentTexts(step).some((path) => /\/(stop|drain|pause|quiesce|shutdown)$/i.test(path))
  );
}

/** A variable holds the command that handles a worker, to be sent to a host later. */
function composesWorker({ classified: { step } }: PlannedStep): boolean {
  return (
    step.reached &&
    step.form === 'assignment' &&
    step.assignments.some(({ value }) => {
      const text = valueText(value);
      return /\b(systemctl|supervisorctl|service|pm2)\b/.test(text) && workerName.test(text);
    })
  );
}

const longPause = 60;

/**
 * A minute or more passes between one host and the next: longer than a process takes to start, and so
 * about what the hosts are to each other.
 */
function waitsBetweenHosts(
  { classified: { step } }: PlannedStep,
  { classification }: Situation,
): boolean {
  const [pause] = argumentTexts(step);
  const seconds = /^(\d+)([sm]?)$/.exec(pause ?? '');
  if (step.name !== 'sleep' || !step.reached || step.loop === null || seconds === null)
    return false;
  const { file, start } = step.loop.span;
  const goesOverHosts = classification.steps.some(
    ({ step: { loop } }) =>
      loop?.overHosts === true && loop.span.file === file && loop.span.start === start,
  );
  if (!goesOverHosts) return false;
  return Number(seconds[1]) * (seconds[2] === 'm' ? 60 : 1) >= longPause;
}

function isBoundToFolder(text: string): boolean {
  return /\bstash\b/.test(text);
}

// A new instance gets its unit from its image, a process that a script started by hand it never gets.
function startsByHand({ classified }: PlannedStep): boolean {
  const { step } = classified;
  return (
    step.background ||
    step.wrappers.some(({ name }) => name === 'nohup' || name === 'setsid') ||
    /^(screen|tmux)$/.test(step.name ?? '')
  );
}

/** Edits of files outside the application's own folders: a fresh host would have to get them too. */
function editsHostConfiguration(planned: PlannedStep, situation: Situation): boolean {
  if (planned.destination === null || planned.classified.kind !== 'config-write') return false;
  if (machineOf(planned.classified.step, situation) !== 'host') return false;
  const { step } = planned.classified;
  const inPlace = /^(sed|perl|crontab|visudo|sysctl|update-alternatives|a2ensite|a2enmod)$/.test(
    step.name ?? '',
  );
  const folders = situation.files.flatMap(({ destination }) =>
    destination === null ? [] : [destination],
  );
  const paths = argumentTexts(step).filter(isKnownAbsolute);
  const outside = paths.some(
    (path) => /^\/etc\//.test(path) && !folders.some((folder) => isWithin(path, folder)),
  );
  return inPlace && outside;
}

/** Blockers to blue/green, each with its remedy and the steps that show it. */
export function blockersOf(
  steps: readonly PlannedStep[],
  situation: Situation,
): readonly Blocker[] {
  if (situation.platform.name !== 'ec2') return [];
  return signs.flatMap(({ name, blocks }) => {
    const found = steps.filter((step) => blocks(step, situation));
    const [first] = found;
    if (first === undefined) return [];
    return [
      {
        code: name,
        message: say(`plan/blocker-${name}`, { count: found.length }),
        remedy: say(`plan/remedy-${name}`),
        steps: found.map(({ classified }) => classified.step.id),
      },
    ];
  });
}
