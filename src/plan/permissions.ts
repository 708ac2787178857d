import type { ClassifiedStep } from '../model/classified.ts';
import type { PermissionEntry } from '../model/deployment.ts';
import type { StepId } from '../model/step.ts';
import { argumentTexts, hasFlag } from './arguments.ts';
import { entryFileOf, isEffectful, isInContainer, machineOf } from './evidence.ts';
import { upload } from './upload.ts';
import { loginUserOf } from './login-user.ts';
import { isKnownAbsolute, isWithin, parentOf, resolvedFrom } from './paths.ts';
import type { Situation } from './situation.ts';
import { valueText } from './value-text.ts';

/**
 * What the appspec's `permissions` would say for a chown or chmod; null when it can't say the same:
 * symbolic modes, objects that CodeDeploy does not install, unknown paths, a step under a condition.
 * Source: https://docs.aws.amazon.com/codedeploy/latest/userguide/reference-appspec-file-structure-permissions.html
 */
export function permissionOf(
  { step }: ClassifiedStep,
  situation: Situation,
): PermissionEntry | null {
  return entriesOf(situation).get(step.id) ?? null;
}

const found = new WeakMap<Situation['files'], ReadonlyMap<StepId, PermissionEntry>>();

function entriesOf(situation: Situation): ReadonlyMap<StepId, PermissionEntry> {
  const known = found.get(situation.files) ?? findEntries(situation);
  found.set(situation.files, known);
  return known;
}

/** In the order of the script; what would meet an earlier one at the same file stays a command. */
function findEntries(situation: Situation): ReadonlyMap<StepId, PermissionEntry> {
  const entries = new Map<StepId, PermissionEntry>();
  const owned = ownedFolders(situation);
  for (const classified of situation.classification.steps) {
    if (classified.kind !== 'permission' || !isEffectful(classified)) continue;
    const entry = entryOf(classified, situation);
    if (entry === null) continue;
    const others = [...entries.values(), ...owned];
    if (others.some((other) => collide(other, entry))) continue;
    if (isWrittenByThen(classified, entry.object, situation)) continue;
    entries.set(classified.step.id, entry);
  }
  return entries;
}

/** The folders that belong to whoever logs in: the appspec says so by itself. */
function ownedFolders(
  situation: Situation,
): readonly Pick<PermissionEntry, 'object' | 'recursive'>[] {
  const { name } = loginUserOf(situation);
  if (name === null || name === 'root') return [];
  return situation.files.flatMap(({ destination }) =>
    destination === null ? [] : [{ object: destination, recursive: true }],
  );
}

/**
 * CodeDeploy refuses two entries for one object, and an entry's `except` names only what lies directly in
 * its folder. Source: aws-codedeploy-agent 1.8.1, install_instruction.rb (`set_permissions`) and
 * linux_permission_info.rb (`matches_simple_glob`).
 */
function collide(
  one: Pick<PermissionEntry, 'object' | 'recursive'>,
  other: Pick<PermissionEntry, 'object' | 'recursive'>,
): boolean {
  if (one.object === other.object) return one.recursive !== other.recursive;
  const [outer, inner] = isWithin(other.object, one.object) ? [one, other] : [other, one];
  if (!outer.recursive || !isWithin(inner.object, outer.object)) return false;
  // A later command on all of the folder would take back what the earlier one set.
  return inner.recursive || parentOf(inner.object) !== outer.object || outer === other;
}

const writing = /^(cache-clear|config-write|provision|cron|backup|symlink-switch|transfer)$/;

/**
 * A hook writes in the folder before that, as root or another user, or makes it: CodeDeploy sets
 * permissions of what it installs, when it installs it.
 */
function isWrittenByThen({ step }: ClassifiedStep, object: string, situation: Situation): boolean {
  const { steps } = situation.classification;
  const at = steps.findIndex((one) => one.step === step);
  const installed = situation.files.flatMap(({ destination }) => destination ?? []);
  return steps.slice(0, at).some((one) => {
    const { step: other, kind } = one;
    if (!isEffectful(one) || isInContainer(other) || machineOf(other, situation) !== 'host')
      return false;
    if (entryFileOf(other) !== entryFileOf(step) || upload(one, situation) !== null) return false;
    const cwd = other.cwd === null ? null : valueText(other.cwd);
    const isHere = cwd !== null && (isWithin(cwd, object) || isWithin(object, cwd));
    if (/^(pip\d*|python\d*|virtualenv|gem)$/.test(other.name ?? '') && kind === 'install-deps')
      return isHere;
    if (!writing.test(kind)) return false;
    if (kind === 'cache-clear')
      return isHere && /^(php|artisan|rails|rake|drush|python)/.test(other.name ?? '');
    const paths = [
      ...argumentTexts(other),
      ...other.redirections.flatMap(({ target }) => (target === null ? [] : [valueText(target)])),
    ].map((text) => resolvedFrom(cwd, text));
    return paths.some((path) => isWithin(path, object) && !installed.includes(path));
  });
}

function entryOf({ step }: ClassifiedStep, situation: Situation): PermissionEntry | null {
  const [what, ...objects] = argumentTexts(step);
  const [object] = objects;
  if (what === undefined || object === undefined || objects.length !== 1 || isInContainer(step))
    return null;
  if (
    step.guards.length > 0 ||
    step.wrappers.some(({ name }) => /^(find|xargs|parallel)$/.test(name))
  )
    return null;
  const path = installedPath(object, step.cwd === null ? null : valueText(step.cwd), situation);
  if (path === null) return null;
  const recursive = hasFlag(step.words, '-R', '--recursive');
  // The object itself is never changed, and what the bundle leaves out is not there to be.
  if (!recursive && situation.files.some(({ destination }) => destination === path)) return null;
  if (isLeftOut(path, situation)) return null;
  const base = { object: path, recursive, steps: [step.id] };
  switch (step.name) {
    case 'chmod':
      return /^[0-7]{3,4}$/.test(what) ? { ...base, owner: null, group: null, mode: what } : null;
    case 'chgrp':
      return isName(what) ? { ...base, owner: null, group: what, mode: null } : null;
    case 'chown': {
      const names = ownerAndGroup(what);
      return names === null ? null : { ...base, ...names, mode: null };
    }
    default:
      return null;
  }
}

function isLeftOut(path: string, { files }: Situation): boolean {
  return files.some(
    ({ destination, excludes }) =>
      destination !== null &&
      excludes.some(
        (one) =>
          !/[*?[]/.test(one) && isWithin(path, resolvedFrom(destination, one.replace(/^\//, ''))),
      ),
  );
}

/** `user`, `user:group` or `user:`, which takes the user's own group, mostly named like the user. */
function ownerAndGroup(what: string): Pick<PermissionEntry, 'owner' | 'group'> | null {
  const [owner, group] = what.split(/[:.]/);
  if (!isName(owner)) return null;
  if (group === undefined) return { owner, group: null };
  if (group === '') return { owner, group: owner };
  return isName(group) ? { owner, group } : null;
}

function isName(text: string | undefined): text is string {
  return text !== undefined && /^[a-z_][a-z0-9_-]*\$?$/i.test(text);
}

function installedPath(
  object: string,
  cwd: string | null,
  { files, release }: Situation,
): string | null {
  const whole = resolvedFrom(cwd, object);
  const inRelease = release?.directories.find((folder) => isWithin(whole, folder));
  const path =
    release !== null && inRelease !== undefined
      ? release.live + whole.slice(inRelease.length)
      : whole;
  if (!isKnownAbsolute(path)) return null;
  const destinations = files.flatMap(({ destination }) =>
    destination === null ? [] : [destination],
  );
  return destinations.some((folder) => isWithin(path, folder)) ? path : null;
}

/** All entries; two for one object are joined, because CodeDeploy refuses overlapping ones. */
export function permissionsOf(
  steps: readonly ClassifiedStep[],
  situation: Situation,
): readonly PermissionEntry[] {
  const byObject = new Map<string, PermissionEntry>();
  for (const step of steps) {
    const entry = permissionOf(step, situation);
    if (entry === null) continue;
    const known = byObject.get(entry.object);
    byObject.set(entry.object, known === undefined ? entry : joined(known, entry));
  }
  return [...byObject.values()];
}

function joined(one: PermissionEntry, other: PermissionEntry): PermissionEntry {
  return {
    object: one.object,
    owner: other.owner ?? one.owner,
    group: other.group ?? one.group,
    mode: other.mode ?? one.mode,
    recursive: one.recursive || other.recursive,
    steps: [...new Set([...one.steps, ...other.steps])],
  };
}
