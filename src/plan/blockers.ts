import type { Blocker, PlannedStep } from '../model/plan.ts';
import { argumentTexts } from './arguments.ts';
import { isKnownAbsolute, isWithin } from './paths.ts';
import { say } from './say.ts';
import type { Situation } from './situation.ts';
import { textOfStep } from './step-text.ts';

/** What keeps an application on one set of hosts. */
interface Sign {
  readonly name:
    | 'uploads'
    | 'sqlite'
    | 'cron'
    | 'workers'
    | 'host-config'
    | 'pid-file'
    | 'in-place'
    | 'manual-start';
  readonly blocks: (planned: PlannedStep, situation: Situation) => boolean;
}

const onHost = ({ destination }: PlannedStep): boolean => destination?.startsWith('hook/') === true;
const uploadFolder =
  /(^|\/)(uploads?|wp-content\/uploads|media|storage\/app|user-?files|attachments|shared\/(public|storage|uploads))(\/|$)/;
const workerName =
  /(^|[-_.:/\s])(celery|sidekiq|resque|workers?|queue|horizon|rq|delayed_job|beat|scheduler|consumer)([-_.:\s\d]|$)/i;

const signs: readonly Sign[] = [
  {
    name: 'uploads',
    blocks: (step) =>
      step.classified.step.reached && uploadFolder.test(textOfStep(step.classified.step)),
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
      onHost(step) &&
      /^(stop|start|restart)-service$/.test(step.classified.kind) &&
      workerName.test(textOfStep(step.classified.step)),
  },
  { name: 'host-config', blocks: editsHostConfiguration },
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
  if (!onHost(planned) || planned.classified.kind !== 'config-write') return false;
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
