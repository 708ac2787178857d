import type { HostPrerequisite, ServiceUsers } from '../model/deployment.ts';
import type { Message } from '../model/message.ts';
import type { PlannedStep } from '../model/plan.ts';
import type { Step, StepId } from '../model/step.ts';
import { argumentTexts } from './arguments.ts';
import { hostFilesRead } from './host-files.ts';
import { hostRuntimes } from './host-runtimes.ts';
import { machineOf } from './evidence.ts';
import { imageHandoversOf } from './image-handover.ts';
import { repositoryName } from './own-repository.ts';
import { baseName, isKnownAbsolute, isWithin, resolvedFrom } from './paths.ts';
import { say } from './say.ts';
import type { Situation } from './situation.ts';
import { unitNeedsOf } from './unit-programs.ts';
import { valueText } from './value-text.ts';

// Programs that every Linux host has; the rest must be there before a hook calls it.
const everywhere =
  /^(\[|alias|awk|bash|cat|cd|chgrp|chmod|chown|cp|cut|date|dirname|basename|echo|env|eval|exec|exit|export|false|find|gzip|gunzip|grep|head|hostname|id|install|kill|killall|ln|ls|mkdir|mktemp|mv|nohup|pgrep|pkill|printf|ps|pwd|read|readlink|realpath|rm|rmdir|sed|service|set|sh|sleep|sort|source|stat|su|sudo|systemctl|tail|tar|tee|test|touch|tr|true|umask|uniq|wait|wc|xargs|crontab|journalctl|ssh|scp|fuser|daemon-reload|runuser|setfacl|mount|umount)$/;

/** What the hosts must already have: for the machine image, preflight checks and the runbook. */
export function prerequisitesOf(
  steps: readonly PlannedStep[],
  users: ServiceUsers,
  situation: Situation,
): readonly HostPrerequisite[] {
  if (situation.platform.name !== 'ec2') return [];
  const found = new Map<string, HostPrerequisite & { steps: StepId[] }>();
  const add = (
    kind: HostPrerequisite['kind'],
    name: string,
    because: Message,
    step: StepId | null,
  ): void => {
    const key = `${kind} ${name}`;
    const entry = found.get(key) ?? { kind, name, because, steps: [] };
    found.set(key, entry);
    if (step !== null && !entry.steps.includes(step)) entry.steps.push(step);
  };
  add('agent', 'codedeploy-agent', say('plan/needs-agent'), null);
  const everyone = [
    ...(users.login === null || users.login === 'root' ? [] : [users.login]),
    ...users.others,
  ];
  for (const user of everyone) add('user', user, say('plan/needs-user'), null);
  for (const planned of steps) addOfStep(planned, situation, add);
  addOfUnits(steps, everyone, situation, add);
  for (const { folder, step } of activated(steps, situation)) {
    add('directory', folder, say('plan/needs-venv'), step);
    // These are the environment's own.
    for (const name of ['pip', 'pip3', 'python', 'python3']) found.delete(`command ${name}`);
  }
  for (const { runtime, steps: own } of hostRuntimes(steps, situation))
    for (const { classified } of own)
      add(
        'runtime',
        `${runtime.name} ${runtime.version}`,
        say('plan/needs-runtime'),
        classified.step.id,
      );
  // Hooks pull images with the role of the instance.
  for (const { steps: own } of imageHandoversOf(situation))
    own.forEach((step) => add('command', 'aws', say('plan/needs-command'), step));
  return [...found.values()].sort((one, other) => (order(one) < order(other) ? -1 : 1));
}

function order({ kind, name }: HostPrerequisite): string {
  return `${kind} ${name}`;
}

/** `source venv/bin/activate` on a host, of an environment that no release brings. */
function activated(
  steps: readonly PlannedStep[],
  situation: Situation,
): readonly { readonly folder: string; readonly step: StepId }[] {
  return steps.flatMap(({ classified: { step } }) => {
    if (!/^(source|\.)$/.test(step.name ?? '') || !step.reached) return [];
    if (machineOf(step, situation) !== 'host' || step.place.kind === 'container') return [];
    const [path = ''] = argumentTexts(step);
    const folder = /^(.+)\/bin\/activate$/.exec(
      resolvedFrom(step.cwd === null ? null : valueText(step.cwd), path),
    )?.[1];
    return folder !== undefined && isKnownAbsolute(folder) ? [{ folder, step: step.id }] : [];
  });
}

type Add = (
  kind: HostPrerequisite['kind'],
  name: string,
  because: Message,
  step: StepId | null,
) => void;

/** Units that the release brings, where nothing else says what they run or as whom. */
function addOfUnits(
  steps: readonly PlannedStep[],
  known: readonly string[],
  situation: Situation,
  add: Add,
): void {
  for (const { unit, programs, user, step } of unitNeedsOf(steps, situation)) {
    const wanted = programs.filter(
      (program) => !everywhere.test(baseName(program)) && !isBrought(program, situation.files),
    );
    for (const program of wanted)
      add('command', program, say('plan/needs-of-unit', { unit }), step);
    if (user !== null && user !== 'root' && !known.includes(user))
      add('user', user, say('plan/needs-user-of-unit', { unit }), step);
  }
}

function addOfStep({ classified, destination }: PlannedStep, situation: Situation, add: Add): void {
  const { files } = situation;
  const { step, kind } = classified;
  if (destination === null || destination.startsWith('hook/'))
    for (const path of hostFilesRead(classified, situation))
      add('file', path, say('plan/needs-file'), step.id);
  const name = step.name ?? '';
  if (destination === 'image') {
    for (const thing of installedThings(name, argumentTexts(step)))
      add('package', thing, say('plan/needs-package'), step.id);
    return;
  }
  if (destination?.startsWith('hook/') !== true || step.place.kind === 'container') return;
  if (kind === 'source-checkout' && name === 'git') addRepository(step, situation, add);
  const unit = unitOf(name, argumentTexts(step));
  if (unit !== null && kind !== 'provision') add('unit', unit, say('plan/needs-unit'), step.id);
  else if (/^[\w.+-]+$/.test(name)) addCommand(classified.step, files, add);
}

function addRepository(step: Step, situation: Situation, add: Add): void {
  const place = repositoryName(step, situation);
  if (place !== null) add('repository', place, say('plan/needs-repository'), step.id);
}

/** A program by its path where the script calls it so: another one of its name would not do. */
function addCommand({ name, words, cwd, id }: Step, files: Situation['files'], add: Add): void {
  const called = words[0] === undefined ? '' : valueText(words[0].value);
  const path = called.includes('/')
    ? resolvedFrom(cwd === null ? null : valueText(cwd), called)
    : null;
  const environment = /^(.*\/(?:\.?venv|\.?virtualenv|env))\/bin\/[^/]+$/.exec(path ?? '')?.[1];
  if (environment !== undefined && isKnownAbsolute(environment))
    add('directory', environment, say('plan/needs-venv'), id);
  else if (isKnownAbsolute(path)) {
    // What the release brings is there with it.
    if (isBrought(path, files)) return;
    if (!/^\/(usr\/)?s?bin\//.test(path) || !everywhere.test(name ?? ''))
      add('command', path, say('plan/needs-command'), id);
  } else if (!everywhere.test(name ?? ''))
    add('command', name ?? '', say('plan/needs-command'), id);
}

function isBrought(path: string, files: Situation['files']): boolean {
  return files.some(({ destination }) => destination !== null && isWithin(path, destination));
}

/** The service that a service manager is told about. */
export function unitOf(name: string, words: readonly string[]): string | null {
  const [first, second] = words;
  const unit = name === 'systemctl' ? second : name === 'service' ? first : undefined;
  return unit !== undefined && /^[\w@.:-]+$/.test(unit) ? unit : null;
}

function installedThings(name: string, words: readonly string[]): readonly string[] {
  if (!/^(apt|apt-get|yum|dnf|apk|zypper|pacman|snap)$/.test(name) || words[0] !== 'install')
    return [];
  return words.slice(1).filter((word) => /^[\w.+:@-]+$/.test(word));
}
