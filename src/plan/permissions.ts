import type { ClassifiedStep } from '../model/classified.ts';
import type { PermissionEntry } from '../model/deployment.ts';
import { argumentTexts, hasFlag } from './arguments.ts';
import { isInContainer } from './evidence.ts';
import { isKnownAbsolute, isWithin, resolvedFrom } from './paths.ts';
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
  const [what, ...objects] = argumentTexts(step);
  const [object] = objects;
  if (what === undefined || object === undefined || objects.length !== 1 || isInContainer(step))
    return null;
  if (step.guards.length > 0) return null;
  const path = installedPath(object, step.cwd === null ? null : valueText(step.cwd), situation);
  if (path === null) return null;
  const recursive = hasFlag(step.words, '-R', '--recursive');
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
