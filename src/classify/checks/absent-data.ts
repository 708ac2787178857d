import type { Step } from '../../model/step.ts';
import type { Value } from '../../model/value.ts';
import { textOf } from '../../shell/value.ts';
import type { Subject } from '../subject.ts';
import { placeOf } from './check.ts';
import type { Check, CheckInput, Place } from './check.ts';

/**
 * A list of hosts, or of commands, in a file that is not in the fleet: where the script goes and what
 * it does there stand in that file. Said where the script first names it.
 */
export const absentData: Check = {
  id: 'script/absent-data',
  level: 'warning',
  find: (input) => {
    const paths = new Set(input.subjects.flatMap((subject) => decidingPaths(subject, input)));
    return [...paths]
      .filter((path) => !isThere(path, input))
      .flatMap((path): readonly Place[] => {
        const first = firstNaming(path, input.subjects);
        return first === null ? [] : [placeOf(first, { path })];
      });
  },
};

/** The files that decide where a step runs or, where its command is put together, what it runs. */
function decidingPaths({ step }: Subject, { subjects }: CheckInput): readonly string[] {
  const isDynamic = step.unresolved === 'dynamic-text' || step.unresolved === 'dynamic-command';
  const words = isDynamic ? step.words.map(({ value }) => value) : [];
  const values = [...step.place.hosts, ...words].flatMap(atomsOf);
  const isRead = values.some(
    (value) => value.kind === 'unknown' && value.reason === 'file-contents',
  );
  return [
    ...values.flatMap((value) => (value.kind === 'output' ? pathsIn(value.command) : [])),
    ...(isRead ? readInLoop(step, subjects) : []),
  ];
}

function atomsOf(value: Value): readonly Value[] {
  if (value.kind === 'concat') return value.parts.flatMap(atomsOf);
  return value.kind === 'one-of' ? value.values.flatMap(atomsOf) : [value];
}

/** What `while read …; do …; done < hosts.txt` reads, around the step. */
function readInLoop({ loop }: Step, subjects: readonly Subject[]): readonly string[] {
  if (loop === null) return [];
  return subjects.flatMap(({ step: { span, stdin } }) => {
    const isInside =
      span.file === loop.span.file && loop.span.start <= span.start && span.end <= loop.span.end;
    const path = isInside && stdin.kind === 'file' ? textOf(stdin.path) : null;
    return path === null ? [] : [path];
  });
}

/** The files of plain name that a command which only reads them is given. */
function pathsIn(command: string): readonly string[] {
  if (!/^(cat|head|tail|sed|grep|egrep|awk|cut|sort|jq|yq|<)\b/.test(command.trim())) return [];
  return command
    .split(/[\s'"|<>;&()]+/)
    .filter((word) => /^[\w.][\w./-]*\.[a-z]{2,10}$/i.test(word));
}

/** In the fleet, made by the script, or none of its files: the system's own. */
function isThere(path: string, { subjects, outside: { files } }: CheckInput): boolean {
  if (/^\/(dev|proc|sys|etc|tmp)\//.test(path)) return true;
  const ending = `/${path.replace(/^(\.?\/)+/, '')}`;
  return (
    files.some((file) => `/${file}`.endsWith(ending)) ||
    subjects.some(({ step }) =>
      step.redirections.some(
        ({ operator, target }) =>
          operator.includes('>') && target !== null && textOf(target) === path,
      ),
    )
  );
}

function firstNaming(path: string, subjects: readonly Subject[]): Subject | null {
  const naming = subjects.filter(
    ({ step }) =>
      step.words.some(({ value }) => textOf(value) === path) ||
      (step.stdin.kind === 'file' && textOf(step.stdin.path) === path) ||
      [...step.place.hosts, ...step.words.map(({ value }) => value)]
        .concat(step.assignments.map(({ value }) => value))
        .flatMap(atomsOf)
        .some((value) => value.kind === 'output' && pathsIn(value.command).includes(path)),
  );
  const [first, ...rest] = naming;
  return first === undefined
    ? null
    : rest.reduce(
        (least, other) => (other.step.span.start < least.step.span.start ? other : least),
        first,
      );
}
