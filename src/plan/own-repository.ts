/**
 * Which working copy is the application's own, where a script keeps several: the bundle takes the place
 * of that one only, and whatever would take another one's place would install the wrong code there.
 */
import type { Step } from '../model/step.ts';
import { argumentTexts, commandHead } from './arguments.ts';
import { checkoutFolder, checkoutRepository } from './checkout.ts';
import type { Evidence, Machine } from './evidence.ts';
import { machineOf } from './evidence.ts';
import { gatheredFolders } from './gathered-copies.ts';
import { baseName, isKnownAbsolute, isWithin, normalPath, resolvedFrom } from './paths.ts';
import { transferEndsOf } from './transfer-ends.ts';
import { assumedText } from './value-text.ts';

/** A folder with a clone in it; both may be unknown. */
interface WorkingCopy {
  readonly folder: string | null;
  readonly url: string | null;
  readonly steps: readonly Step[];
}

/** The step brings, or works on, another repository than the application's own. */
export function isOfOtherRepository(step: Step, evidence: Evidence): boolean {
  const others = otherCopies(evidence, machineOf(step, evidence));
  return others.some(
    ({ folder, steps }) =>
      steps.includes(step) ||
      (folder !== null && baseName(folder) !== '.' && isWithin(folderOfStep(step) ?? '', folder)),
  );
}

/** What to call the repository that a step works on: its address, else its folder. */
export function repositoryName(step: Step, evidence: Evidence): string | null {
  const copies = copiesOn(machineOf(step, evidence), evidence);
  const own = copies.find(({ steps }) => steps.includes(step))?.steps ?? [step];
  return own.map(checkoutRepository).find((url) => url !== null) ?? checkoutFolder(step);
}

/** It works on a part of a folder that another checkout of the same repository fills. */
export function isPartOfCopy(step: Step, evidence: Evidence): boolean {
  const folder = checkoutFolder(step);
  const copy = copiesOn(machineOf(step, evidence), evidence).find(({ steps }) =>
    steps.includes(step),
  );
  return (
    copy?.steps.some((other) => {
      const outer = checkoutFolder(other) ?? '.';
      return folder !== null && outer !== folder && holdsFolder(outer, folder);
    }) === true
  );
}

/** The folder that a step works in; of a checkout, the one that it fills. */
function folderOfStep(step: Step): string | null {
  return step.name === 'git' ? checkoutFolder(step) : cwdOf(step);
}

const found = new WeakMap<Evidence['classification'], Map<Machine, readonly WorkingCopy[]>>();

function otherCopies(evidence: Evidence, machine: Machine): readonly WorkingCopy[] {
  const known = found.get(evidence.classification) ?? new Map<Machine, readonly WorkingCopy[]>();
  found.set(evidence.classification, known);
  const others = known.get(machine) ?? othersAmong(copiesOn(machine, evidence), machine, evidence);
  known.set(machine, others);
  return others;
}

function othersAmong(
  copies: readonly WorkingCopy[],
  machine: Machine,
  evidence: Evidence,
): readonly WorkingCopy[] {
  const candidates =
    machine === 'host' && sendsWholeSource(copies, evidence)
      ? []
      : copies.filter((copy) => !isTool(copy, evidence));
  const weights = candidates.map((copy) => weightOf(copy, machine, evidence));
  const own = candidates[weights.indexOf(Math.max(...weights))];
  const gathered = machine === 'host' ? gatheredFolders(copies, evidence) : new Map();
  return copies.filter(
    (copy) =>
      copy !== own &&
      (own === undefined || !isSame(copy, own)) &&
      !gathered.has(normalPath(copy.folder ?? '.')),
  );
}

/** Where in the source the tree of a clone on a host lies: `.` but for a host with several, which the source gathers. */
export function sourceOfCopy(step: Step, evidence: Evidence): string {
  const gathered = gatheredFolders(copiesOn('host', evidence), evidence);
  return gathered.get(normalPath(checkoutFolder(step) ?? '.')) ?? '.';
}

/** Working copies in the order in which the script first names them. */
function copiesOn(machine: Machine, evidence: Evidence): readonly WorkingCopy[] {
  const copies: WorkingCopy[] = [];
  for (const { kind, step } of evidence.classification.steps) {
    if (kind !== 'source-checkout' || step.name !== 'git' || !step.reached) continue;
    if (step.place.kind === 'container' || machineOf(step, evidence) !== machine) continue;
    if (!/^(clone|pull|fetch|checkout|switch|reset|merge)$/.test(argumentTexts(step)[0] ?? ''))
      continue;
    const folder = checkoutFolder(step);
    const url = urlOf(step) ?? remoteOf(folder, evidence);
    const one: WorkingCopy = { folder, url, steps: [step] };
    const at = copies.findIndex((copy) => isSame(copy, one));
    const same = copies[at];
    if (same === undefined) copies.push(one);
    else copies[at] = { ...same, url: same.url ?? one.url, steps: [...same.steps, step] };
  }
  return copies;
}

/** The address, as the script writes it; `git pull origin main` names none. */
function urlOf(step: Step): string | null {
  const [sub = '', url = ''] = step.plain.map(({ value }) => assumedText(value));
  if (sub !== 'clone' && !/^(\w+:\/\/|[\w.-]+@[\w.-]+:)/.test(url)) return null;
  return /^(clone|pull|fetch)$/.test(sub) && url !== '' ? address(url) : null;
}

/** `git remote add origin URL` in a repository that the script has begun by itself. */
function remoteOf(folder: string | null, { classification }: Evidence): string | null {
  for (const { step } of classification.steps) {
    if (step.name !== 'git' || checkoutFolder(step) !== folder) continue;
    const [sub, verb = '', , url] = step.plain.map(({ value }) => assumedText(value));
    if (sub === 'remote' && /^(add|set-url)$/.test(verb) && url !== undefined) return address(url);
  }
  return null;
}

function address(url: string): string {
  return url
    .replace(/^\w+:\/\/([^/@]*@)?|^[\w.-]+@/, '')
    .replace(/\.git\/?$|\/$/, '')
    .replace(':', '/')
    .toLowerCase();
}

/**
 * The same address, the same folder, or folders of one name: a script that deploys one application to
 * two hosts or environments keeps it under its name there. Of two that no run meets both, each is the one.
 */
function isSame(one: WorkingCopy, other: WorkingCopy): boolean {
  if (one.url !== null && other.url !== null) {
    if (one.url === other.url) return true;
    if (!/[$?|]/.test(one.url + other.url)) return false;
  }
  const [first, second] = [one.folder ?? '.', other.folder ?? '.'];
  if (holdsFolder(first, second) || holdsFolder(second, first))
    return first === second || !bringsItself(one) || !bringsItself(other);
  return (
    baseName(first) === baseName(second) ||
    isHereAndThere(one, other) ||
    one.steps.every((step) => other.steps.every((next) => excludes(step, next)))
  );
}

/**
 * One script says "here" where another one of the checkout names the folder: it lies in one place. A
 * script that works on both means two. A clone may be of anything.
 */
function isHereAndThere(one: WorkingCopy, other: WorkingCopy): boolean {
  const isHere = (folder: string | null) => holdsFolder('.', folder ?? '/');
  const there = isHere(one.folder) ? other : one;
  if (isHere(one.folder) === isHere(other.folder) || !isKnownAbsolute(there.folder)) return false;
  const all = [...one.steps, ...other.steps];
  const filesHere = new Set(
    all.filter((step) => isHere(checkoutFolder(step))).map(({ span }) => span.file),
  );
  return (
    (one.url === null || other.url === null) &&
    !there.steps.some((step) => argumentTexts(step)[0] === 'clone') &&
    !all.some((step) => !isHere(checkoutFolder(step)) && filesHere.has(step.span.file))
  );
}

function holdsFolder(outer: string, folder: string): boolean {
  return outer === '.' ? !/^(\/|~|\.\.)/.test(folder) : isWithin(folder, outer);
}

/** `git pull` in a folder of another clone means a clone of its own; `git checkout` does not. */
function bringsItself({ steps }: WorkingCopy): boolean {
  return steps.some((step) => /^(clone|pull)$/.test(argumentTexts(step)[0] ?? ''));
}

/** They belong to different environments, or to different branches of one condition. */
function excludes(one: Step, other: Step): boolean {
  const apart =
    one.environments.length > 0 &&
    other.environments.length > 0 &&
    !one.environments.some((name) => other.environments.includes(name));
  return (
    apart ||
    one.guards.some((guard) =>
      other.guards.some(
        ({ span, negated }) =>
          span.file === guard.span.file &&
          span.start === guard.span.start &&
          negated !== guard.negated,
      ),
    )
  );
}

// What people install by a clone, and the folders of a home where programs keep themselves.
const tools =
  /(^|\/)(nvm|rbenv|ruby-build|pyenv|nodenv|asdf|oh-my-zsh|acme\.sh|certbot|letsencrypt|fzf)$/;

function isTool({ folder, url }: WorkingCopy, { application }: Evidence): boolean {
  const name = baseName(url ?? folder ?? '');
  if (name === application.name.toLowerCase()) return false;
  return tools.test(url ?? '') || /^\.\w/.test(baseName(folder ?? ''));
}

/** The whole source is sent from here to another folder: what the host pulls is something else. */
function sendsWholeSource(copies: readonly WorkingCopy[], evidence: Evidence): boolean {
  return evidence.classification.steps.some((classified) => {
    const { step, kind } = classified;
    if (kind !== 'transfer' || !step.reached || machineOf(step, evidence) !== 'build') return false;
    const ends = transferEndsOf(classified);
    return (
      ends?.to.remote === true &&
      ends.from.some(({ path, remote }) => !remote && normalPath(path) === '.') &&
      isKnownAbsolute(ends.to.path) &&
      copies.every(
        ({ folder }) =>
          isKnownAbsolute(folder) &&
          !isWithin(folder, ends.to.path) &&
          !isWithin(ends.to.path, folder),
      )
    );
  });
}

const started = /^(start-service|restart-service|stop-service)$/;
const made = /^(build|install-deps|db-migrate|test|container-build|cache-clear|maintenance-mode)$/;

/** What the script does with the folder tells whether it is what the script deploys. */
function weightOf(copy: WorkingCopy, machine: Machine, evidence: Evidence): number {
  const { application, config, classification } = evidence;
  const address = copy.url ?? '';
  const told = config.repository?.toLowerCase().replace(/\.git$/, '') ?? '';
  if (told !== '' && (address === told || address.endsWith(`/${told}`))) return Infinity;
  let weight = isNamedLike(application.name, copy) ? 100 : 0;
  for (const { kind, step } of classification.steps) {
    if (!step.reached || step.name === 'git' || machineOf(step, evidence) !== machine) continue;
    if (!touches(step, copy)) continue;
    weight += started.test(kind) || startsContainers(step) ? 6 : made.test(kind) ? 4 : 1;
  }
  return weight;
}

function isNamedLike(name: string, { url, folder }: WorkingCopy): boolean {
  const own = name.toLowerCase();
  return baseName(url ?? '') === own || baseName(folder ?? '').toLowerCase() === own;
}

function startsContainers(step: Step): boolean {
  return step.name === 'docker-compose' || commandHead(step, 2) === 'docker compose';
}

/** It works in the folder, or a word of it names something there. */
function touches(step: Step, { folder }: WorkingCopy): boolean {
  const cwd = cwdOf(step);
  if (folder === null) return cwd === null;
  if (cwd !== null && isWithin(cwd, folder)) return true;
  return step.words.some(({ value }) => isWithin(resolvedFrom(cwd, assumedText(value)), folder));
}

function cwdOf({ cwd }: Step): string | null {
  return cwd === null ? null : assumedText(cwd);
}
