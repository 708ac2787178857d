import type { Span } from '../../model/source.ts';
import type { Trace, TracedScript } from '../../model/trace.ts';
import type { Subject } from '../subject.ts';
import { hasEffect, placeOf } from './check.ts';
import type { Check, CheckInput } from './check.ts';

/** A script with several effects that goes on after a failure of any of them. */
export const noErrexit: Check = {
  id: 'safety/no-errexit',
  level: 'warning',
  find: (input) =>
    input.trace.scripts
      .filter(({ role, parsed }) => role !== 'sourced' && parsed)
      .flatMap((script) => {
        const own = commandsOf(script, input);
        const effects = input.subjects.filter(
          (subject) => subject.step.span.file === script.file && hasEffect(subject),
        );
        const careless = effects.filter(({ step }) => step.failure === 'ignored');
        const [first] = own;
        if (first === undefined || effects.length < 2 || careless.length === 0) return [];
        if (own.some(setsErrexit) || startsWithErrexit(input.trace, script.file)) return [];
        return [placeOf(first)];
      }),
};

/** The commands of one file that run where it runs, in its own order. */
function commandsOf({ file }: TracedScript, { subjects }: CheckInput): readonly Subject[] {
  return subjects
    .filter(
      ({ step }) =>
        step.span.file === file && step.form === 'command' && step.place.kind === 'local',
    )
    .sort((a, b) => a.step.span.start - b.step.span.start);
}

function setsErrexit({ step, command }: Subject): boolean {
  if (step.name !== 'set') return false;
  return command.options.some(
    ({ name, value }) =>
      name === '-e' || (name === '-o' && value?.kind === 'literal' && value.text === 'errexit'),
  );
}

function startsWithErrexit(trace: Trace, file: string): boolean {
  return /^#!.*\s-[a-z]*e/.test(trace.sources.get(file)?.text ?? '');
}

/** Several commands sent to a host, where only the last one's failure comes back. */
export const remoteErrorsIgnored: Check = {
  id: 'ssh/remote-errors-ignored',
  level: 'warning',
  find: ({ subjects }) =>
    groupedBy(subjects.filter(isRemoteEffect), ({ step }) => step.place.through).flatMap(
      ([span, sent]) => {
        const unnoticed = sent.slice(0, -1).filter(({ step }) => step.failure === 'ignored');
        const [first] = unnoticed.filter(({ step }) => step.statusUsed === 'ignored');
        return first === undefined ? [] : [{ span, step: first.step.id }];
      },
    ),
};

function isRemoteEffect(subject: Subject): boolean {
  return subject.step.place.kind === 'remote' && hasEffect(subject);
}

/** A loop that changes one target after the other: it may stop in the middle. */
export const halfDeployed: Check = {
  id: 'hosts/half-deployed',
  level: 'note',
  find: ({ subjects }) =>
    groupedBy(subjects.filter(changesTarget), ({ step }) => step.loop?.span ?? null).map(
      ([span, [first]]) => ({ span, step: first?.step.id ?? null }),
    ),
};

const targetKinds = [
  'cloud-cli',
  'restart-service',
  'start-service',
  'stop-service',
  'db-migrate',
  'symlink-switch',
  'transfer',
];

function changesTarget(subject: Subject): boolean {
  const { loop, failure } = subject.step;
  if (loop === null || loop.kind === 'until' || loop.kind === 'carrier') return false;
  if (failure === 'ignored' && !loop.overHosts) return false;
  return (
    subject.step.reached &&
    !goesBack(subject) &&
    targetKinds.includes(subject.kind ?? '') &&
    (loop.overHosts || subject.kind === 'cloud-cli')
  );
}

/** What goes back is no deployment that stops half way. */
function goesBack({ step: { guards, actions } }: Subject): boolean {
  const isUndone = actions.length > 0 && actions.every((action) => undoing.test(action));
  return isUndone || guards.some(({ source }) => source === 'trap');
}

const undoing = /^(rollback|roll-back|revert|restore|undo|previous)$/i;

/** Groups by a place in the source, in the order of the first of each. */
function groupedBy(
  subjects: readonly Subject[],
  spanOf: (subject: Subject) => Span | null,
): readonly (readonly [Span, readonly Subject[]])[] {
  const groups = new Map<string, { readonly span: Span; readonly subjects: Subject[] }>();
  for (const subject of subjects) {
    const span = spanOf(subject);
    if (span === null) continue;
    const key = `${span.file}\0${span.start}\0${span.end}`;
    const group = groups.get(key) ?? { span, subjects: [] };
    group.subjects.push(subject);
    groups.set(key, group);
  }
  return [...groups.values()].map((group) => [group.span, group.subjects] as const);
}
