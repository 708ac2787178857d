import type { LifecycleEvent } from '../../model/kind.ts';
import type { OutputFile } from '../../model/output-file.ts';
import type { Plan } from '../../model/plan.ts';
import type { GenerateContext } from '../generator.ts';
import type { Piece } from '../slice/print.ts';
import { plain } from '../slice/print.ts';
import type { Slice } from '../slice/slice.ts';
import { isKnownAbsolute, isWithin } from '../../plan/paths.ts';
import { quoteShell } from '../quote-shell.ts';
import { applicationRoot } from '../slice/own-folder-edits.ts';
import { awaitedFiles } from './awaited-files.ts';
import { codeOf, paragraphsOf } from './code.ts';
import { outsideNames, withCodes } from '../lint/with-codes.ts';
import { emptyNames } from './empty-names.ts';
import { environmentNames } from './environment-files.ts';
import { asksForOld, stretchesOf, whereOld } from './first-deployment.ts';
import { byHostGroup } from './host-group-cases.ts';
import { oldLink } from './old-link.ts';
import { hostAssignments, namesOfGroups } from './provisions.ts';
import { pullImages } from './images.ts';
import { placedEntries, placements } from './placements.ts';
import type { PlacementContext } from './placements.ts';
import { withLeftRunning } from './left-running.ts';
import { withManualNotes } from './manual-notes.ts';
import { freePrograms, programSteps } from './running-programs.ts';
import { secretFiles } from './secret-files.ts';
import { standsInLeftCheckout } from './slices.ts';
import type { Slices } from './slices.ts';
import { tolerantStop } from './tolerant-stop.ts';
import { withDirectories } from './working-directory.ts';

/** `AfterInstall` → `deploy/after-install.sh`. */
export function hookPath(event: LifecycleEvent): string {
  return `deploy/${event.replace(/(?<!^)([A-Z])/g, '-$1').toLowerCase()}.sh`;
}

/** One script per lifecycle event that has something to do. */
export function hookFiles(
  plan: Plan,
  slices: Slices,
  context: GenerateContext,
): readonly OutputFile[] {
  return [...slices.hooks].map(([event, slice]) => hookFile(event, slice, plan, slices, context));
}

function hookFile(
  event: LifecycleEvent,
  slice: Slice,
  plan: Plan,
  slices: Slices,
  context: GenerateContext,
): OutputFile {
  const assignments = hostAssignments(slice, plan);
  const beside = assignments.join('\n');
  const all = withCodes([...slice.functions, ...placedPieces(event, slice, plan)], {
    beside,
    isWhole: true,
  });
  const functions = all.slice(0, slice.functions.length);
  const pieces = all.slice(slice.functions.length);
  const stopsAgain = event === 'BeforeInstall' && slices.hooks.has('ApplicationStop');
  const fromLibrary = new Set([...environmentNames(plan, slices), ...slices.buildNames]);
  const outside = outsideNames(all, beside).filter((name) => fromLibrary.has(name));
  const stop = stopsAgain ? slices.hooks.get('ApplicationStop') : undefined;
  const isMadeAbove = event === 'BeforeInstall' && !asksForOld(slice.pieces, plan);
  const folders = newFolders(isMadeAbove ? pieces : [], stop, plan);
  const left = event === 'BeforeInstall' ? leftFolders(slices, plan) : [];
  const { folder, onlyIn } = beforeStop([...new Set([...folders, ...left])], slice);
  const code = [
    stopsAgain ? '' : folder,
    beside,
    emptyNames(all, beside, { plan, given: new Set([...fromLibrary, ...namesOfGroups(plan)]) }),
    ...(event === 'AfterInstall' ? broughtBeside(slice, plan, slices, context) : []),
    functions
      .map((piece) => codeOf([{ note: context.notes.ofSpans([piece.span]), pieces: [piece] }]))
      .join('\n\n'),
    codeOf(
      paragraphsOf(
        withManualNotes(withLeftRunning(pieces, plan), plan, context.notes),
        plan,
        context.notes,
      ),
    ),
    event === 'BeforeInstall' ? oldLink(plan) : '',
    event === 'BeforeInstall' ? freePrograms(plan, slice) : '',
  ].filter((part) => part !== '');
  const from = servedSteps(event, slice, stop, plan, slices);
  const rendered = context.render('repo/hook.sh.hbs', {
    event,
    application: plan.application,
    script: context.notes.of(from),
    stopsAgain,
    folder: stopsAgain ? folder : '',
    onlyIn,
    outside: outside.join(', '),
    code: code.join('\n\n'),
  });
  return { ...rendered, path: hookPath(event), executable: true, from };
}

/** The steps that the hook stands for; those of the stop that it repeats, where it has none of its own. */
function servedSteps(
  event: LifecycleEvent,
  slice: Slice,
  stop: Slice | undefined,
  plan: Plan,
  { bundle }: Slices,
): OutputFile['from'] {
  const placed =
    event === 'AfterInstall' ? placedEntries(bundle).flatMap(({ steps }) => steps) : [];
  const own = [...stepsOf(slice), ...placed];
  if (own.length > 0) return own;
  return stop === undefined ? switchesOf(plan) : stepsOf(stop);
}

/** What the release needs on the host and the appspec can't bring. */
function broughtBeside(
  slice: Slice,
  plan: Plan,
  slices: Slices,
  context: GenerateContext,
): readonly string[] {
  return [
    placements(slices.bundle, placementOf(plan, slice, context)),
    pullImages(plan, slice.users.runAs, context.notes),
    awaitedFiles(plan, context.notes),
    secretFiles(plan, slice.users.runAs, context.notes),
  ];
}

function placementOf(plan: Plan, slice: Slice, { notes }: GenerateContext): PlacementContext {
  const { login } = plan.deployment.users;
  const isRoot = (slice.users.runAs ?? 'root') === 'root';
  return {
    environments: plan.deployment.environments.map(({ name }) => name),
    owner: isRoot && login !== 'root' ? login : null,
    notes,
  };
}

/** What the hook does, each step in its folder and on the hosts that it belongs to. */
function placedPieces(event: LifecycleEvent, slice: Slice, plan: Plan): readonly Piece[] {
  const told = toldOfRoot(codeFor(event, slice), slice, plan);
  const placed = (pieces: readonly Piece[]) =>
    byHostGroup(withDirectories(pieces, 'host', plan, { login: slice.users.login }), plan);
  if (event !== 'BeforeInstall' || !asksForOld(told, plan)) return placed(told);
  return stretchesOf(told, plan).flatMap(({ pieces, wants }) => {
    const own = placed(pieces);
    // Made after the question whether it is there.
    return wants === null ? [...withNewFolder(own, plan), ...own] : [whereOld(own, wants)];
  });
}

function withNewFolder(own: readonly Piece[], plan: Plan): readonly Piece[] {
  const folders = newFolders(own, undefined, plan);
  const [first] = own;
  return first === undefined || folders.length === 0
    ? []
    : [
        {
          ...first,
          comments: [newHost],
          lines: [plain(`mkdir -p ${folders.join(' ')}`)],
          steps: [],
          cwd: null,
          hostGroups: [],
        },
      ];
}

function codeFor(event: LifecycleEvent, { pieces, functions }: Slice): readonly Piece[] {
  return event === 'ApplicationStop'
    ? withoutLastPause(pieces).map((piece) => tolerantStop(piece, functions))
    : pieces;
}

/**
 * `systemctl stop shop; sleep 5` waits for nothing where the stop comes back when it is done: a pause is of use
 * behind a signal only. Source: systemctl(1), "--no-block".
 */
function withoutLastPause(pieces: readonly Piece[]): readonly Piece[] {
  const last = pieces.at(-1);
  const text = pieces.flatMap(({ lines }) => lines.map((line) => line.text)).join('\n');
  const isPause = last?.lines.every((line) => /^sleep \S+$/.test(line.text)) === true;
  const isSignal = /kill|--no-block|shutdown|\bstop\.sh|forever|initctl/.test(text);
  return isPause && !isSignal ? withoutLastPause(pieces.slice(0, -1)) : pieces;
}

/** A hook without commands of its own takes the old link away, or a program that runs. */
function switchesOf(plan: Plan): OutputFile['from'] {
  return plan.deployment.release?.steps ?? programSteps(plan);
}

function stepsOf({ pieces, functions }: Slice): OutputFile['from'] {
  return [...new Set([...pieces, ...functions].flatMap(({ steps }) => steps))];
}

/** Hooks go to the folder of the old checkout, which nothing fills any more. */
function leftFolders({ hooks }: Slices, plan: Plan): readonly string[] {
  const { leftCheckout } = plan.deployment;
  const stands = [...hooks.values()].some((one) => standsInLeftCheckout(one, plan));
  return leftCheckout !== undefined && stands ? [quoteShell(leftCheckout)] : [];
}

/** On a new host the folders of the application come only after this hook. */
function newFolders(own: readonly Piece[], stop: Slice | undefined, plan: Plan): readonly string[] {
  const { installed, files } = plan.deployment;
  const pieces = [...(stop ? withDirectories(stop.pieces, 'host', plan) : []), ...own];
  const lines = pieces.flatMap((piece) => piece.lines);
  const whole =
    installed === null || !pieces.some(({ moves }) => moves)
      ? undefined
      : [`"$${applicationRoot}"`, quoteShell(installed.folder)].find((folder) =>
          lines.some(({ text }) => text.includes(folder.replace(/"$/, ''))),
        );
  const brought = files.flatMap(({ destination }) => destination ?? []);
  const folders = pieces.flatMap(({ cwd }) =>
    isKnownAbsolute(cwd) && brought.some((folder) => isWithin(cwd, folder)) ? [cwd] : [],
  );
  return whole === undefined ? [...new Set(folders)].map(quoteShell) : [whole];
}

const newHost = '# A new host has no such folder before its first deployment.';

/**
 * What stands before the stop of a first deployment: the folder, made, or the question whether it is there.
 * Whoever logs in makes no folder below /srv or /opt, and without one there is nothing to stop.
 */
function beforeStop(
  wanted: readonly string[],
  slice: Slice,
): { readonly folder: string; readonly onlyIn: string } {
  if (wanted.length === 0) return { folder: '', onlyIn: '' };
  return slice.users.runAs !== null && stepsOf(slice).length === 0
    ? { folder: '', onlyIn: wanted.map((one) => `[ ! -d ${one} ] || `).join('') }
    : { folder: `${newHost}\nmkdir -p ${wanted.join(' ')}`, onlyIn: '' };
}

/** What each user has of his own: processes of pm2, crontabs, units, versions of a language. */
const perUser =
  /^\s*(pm2|nohup|setsid|java|php\d*(\.\d+)? (bin\/|app\/)?(console|artisan)|crontab|forever|nvm|rvm|systemctl --user|docker compose|docker-compose|npm (i|install|ci))\b|(^|[\s="])~\//m;

/** The hook runs as root where nobody knows who logged in: that is said where it matters. */
function toldOfRoot(pieces: readonly Piece[], slice: Slice, plan: Plan): readonly Piece[] {
  if (plan.deployment.users.login !== null || slice.users.runAs !== null) return pieces;
  const first = pieces.findIndex(({ lines }) => lines.some(({ text }) => perUser.test(text)));
  return pieces.map((piece, at) =>
    at === first
      ? {
          ...piece,
          comments: [
            ...piece.comments,
            '# As root: the script does not say who logged in. Set `runas` in the appspec where that was another user.',
          ],
        }
      : piece,
  );
}
