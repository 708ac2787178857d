import type { PermissionEntry } from '../../model/deployment.ts';
import { lifecycleEvents } from '../../model/kind.ts';
import type { OutputFile } from '../../model/output-file.ts';
import type { Plan } from '../../model/plan.ts';
import type { StepId } from '../../model/step.ts';
import { hasRevision } from '../../plan/revision.ts';
import { baseName, isWithin, parentOf } from '../../plan/paths.ts';
import type { GenerateContext } from '../generator.ts';
import { hookTimeout } from './hook-timeout.ts';
import { hookPath } from './hooks.ts';
import { rememberPath, remembersHost } from './remember.ts';
import type { Slices } from './slices.ts';

/**
 * `appspec.yml`; only applications that live on hosts have one, and only where something of the scripts goes
 * there by itself: what a person must do first stands in the runbook.
 */
export function appspecFile(
  plan: Plan,
  slices: Slices,
  context: GenerateContext,
): readonly OutputFile[] {
  const { bundle, hooks } = slices;
  if (plan.platform.name !== 'ec2' || !hasRevision(plan)) return [];
  const entries = bundle.entries.filter(
    ({ mapping }) => mapping.isPlaced !== true && mapping.byEnvironment === null,
  );
  const files = entries.map(({ source, destination, steps, mapping }) => ({
    source,
    destination,
    steps,
    note: context.notes.of(steps),
    deletes: mapping.deletes,
    isAssumed: mapping.isAssumed === true,
    condition: conditionOf(mapping.steps, plan, context),
  }));
  const permissions = permissionsOf(
    plan,
    entries.map(({ destination }) => destination),
    context,
  );
  const events = lifecycleEvents.flatMap((event) => {
    const slice = hooks.get(event);
    const own =
      slice === undefined
        ? []
        : [
            {
              location: hookPath(event),
              timeout: hookTimeout(event),
              runAs: slice.users.runAs ?? '',
            },
          ];
    const isFirst = event === 'BeforeInstall' && remembersHost(plan, slices);
    const scripts = isFirst ? [{ location: rememberPath, timeout: 60, runAs: '' }, ...own] : own;
    return scripts.length === 0 ? [] : [{ event, scripts }];
  });
  const rendered = context.render('repo/appspec.yml.hbs', {
    application: plan.application,
    files,
    permissions,
    events,
  });
  const from = [
    ...new Set([
      ...files.flatMap(({ steps }) => steps),
      ...plan.deployment.permissions.flatMap(({ steps }) => steps),
    ]),
  ];
  return [{ ...rendered, path: 'appspec.yml', executable: false, from }];
}

/**
 * Where the conditions stand that each of the copies hung on (`[ -f extra.yml ] && scp …`): an appspec has
 * none. Empty where one of them hung on nothing that the build could still ask.
 */
function conditionOf(steps: readonly StepId[], plan: Plan, { notes }: GenerateContext): string {
  const asked = plan.steps
    .filter(({ classified }) => steps.includes(classified.step.id))
    .map(({ guards }) =>
      guards.flatMap(({ guard, home }) =>
        home === 'same-place' && /^\s*(!\s*)?(\[|test\s)/.test(guard.text) ? [guard.span] : [],
      ),
    );
  return asked.every((spans) => spans.length > 0) ? notes.ofSpans(asked.flat()) : '';
}

interface PermissionView {
  readonly object: string;
  readonly pattern: string;
  readonly except: readonly string[];
  readonly owner: string;
  readonly group: string;
  readonly mode: string;
  readonly type: readonly string[];
  readonly steps: readonly string[];
  readonly note: string;
}

/** Files arrive as root's; they belonged to the user who copied them. */
function permissionsOf(
  plan: Plan,
  destinations: readonly string[],
  context: GenerateContext,
): readonly PermissionView[] {
  const { permissions, users } = plan.deployment;
  const own = permissions.map((entry) => viewOf(entry, permissions, destinations, context));
  const { login } = users;
  const ownerOf = (folder: string): string | null => fetcherOf(folder, plan) ?? login;
  const rest = [...new Set(destinations)].filter(
    (folder) => !permissions.some(({ object, recursive }) => recursive && isWithin(folder, object)),
  );
  const outermost = rest.filter(
    (folder) => !rest.some((other) => folder !== other && folder.startsWith(`${other}/`)),
  );
  return [
    ...own.map((view) => (view.owner === '' ? { ...view, owner: withoutRoot(login) } : view)),
    ...outermost
      .filter((folder) => isOwned(folder))
      .filter((folder) => withoutRoot(ownerOf(folder)) !== '')
      .map((object) => ({
        object,
        pattern: '**',
        except: permissions.flatMap((one) =>
          parentOf(one.object) === object ? [baseName(one.object)] : [],
        ),
        owner: withoutRoot(ownerOf(object)),
        group: '',
        mode: '',
        type: [],
        steps: [],
        note:
          users.isAssumed === true && fetcherOf(object, plan) === null
            ? `taken to belong to ${login ?? ''}, in whose home the script works; answer login_user in pipewright.yaml where that is wrong`
            : `what the script put there belonged to ${ownerOf(object) ?? ''}`,
      })),
  ].flatMap((view) => withFolder(view, destinations));
}

/**
 * Not what lies in folders of the system; but in one that everybody shares, only its owner may remove a file
 * again. Source: chmod(1), "restricted deletion flag or sticky bit".
 */
function isOwned(folder: string): boolean {
  const isDeep = folder.split('/').length > 2 && !/^\/(etc|usr|lib)\//.test(folder);
  return isDeep || folder === '/tmp';
}

/** CodeDeploy's files are root's anyway. */
function withoutRoot(user: string | null): string {
  return user === 'root' ? '' : (user ?? '');
}

/** `sudo -u app git pull`: what it fetched belongs to that user, whoever logged in. */
function fetcherOf(folder: string, { steps, deployment }: Plan): string | null {
  const own = deployment.files.filter(({ destination }) => destination === folder);
  const from = own.flatMap((file) => file.steps);
  const taken = own.flatMap((file) => (file.isTaken === true ? file.steps : []));
  const users = steps.flatMap(({ classified: { kind, step } }) =>
    (kind === 'source-checkout' && from.includes(step.id)) || taken.includes(step.id)
      ? [step.runAs?.kind === 'literal' ? step.runAs.text : null]
      : [],
  );
  const [first = null] = users;
  return users.every((user) => user === first) ? first : null;
}

/**
 * The folder itself, where CodeDeploy makes it: an entry speaks of what lies in its object, never of the
 * object. One that is there already keeps what it has.
 */
function withFolder(
  view: PermissionView,
  destinations: readonly string[],
): readonly PermissionView[] {
  const { object, pattern } = view;
  const parent = parentOf(object);
  const isOwn = pattern === '**' && destinations.includes(object);
  // A home is made with its user.
  if (!isOwn || parent === '/' || parent === '/home') return [view];
  const folder = { ...view, object: parent, pattern: baseName(object), except: [], note: '' };
  return [view, { ...folder, type: ['directory'] }];
}

function viewOf(
  entry: PermissionEntry,
  all: readonly PermissionEntry[],
  destinations: readonly string[],
  context: GenerateContext,
): PermissionView {
  const { object, recursive, owner, group, mode, steps } = entry;
  const isFolder = recursive || destinations.includes(object);
  const cut = object.lastIndexOf('/');
  const nested = all.filter((other) => other !== entry && other.object.startsWith(`${object}/`));
  const around = all.find(
    (other) => other !== entry && other.recursive && parentOf(object) === other.object,
  );
  return {
    object: isFolder ? object : object.slice(0, cut) || '/',
    pattern: isFolder ? '**' : object.slice(cut + 1),
    except: isFolder ? nested.map((other) => other.object.slice(object.length + 1)) : [],
    owner: owner ?? around?.owner ?? '',
    group: group ?? around?.group ?? '',
    mode: (mode ?? around?.mode)?.padStart(4, '0') ?? '',
    type: [],
    steps,
    note: context.notes.of(steps),
  };
}
