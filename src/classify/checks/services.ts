import { showValue } from '../pattern.ts';
import type { Subject } from '../subject.ts';
import { hasEffect, placeOf } from './check.ts';
import type { Check } from './check.ts';

/** A service that stays down when a command between its stop and its start fails. */
export const stopWithoutHandling: Check = {
  id: 'service/stop-without-handling',
  level: 'warning',
  find: ({ subjects }) =>
    subjects
      .filter((subject) => subject.kind === 'stop-service' && subject.step.reached)
      .filter((stop) => {
        const start = subjects.findIndex(
          (other) => other.index > stop.index && isStart(other) && isOnSameMachine(other, stop),
        );
        const between = start < 0 ? [] : subjects.slice(stop.index + 1, start);
        if (between.some((other) => endsAfter(stop, other))) return false;
        return between.some((other) => mayFail(other) && other.kind !== 'stop-service');
      })
      .map((subject) => placeOf(subject)),
};

function isStart({ kind, step }: Subject): boolean {
  return step.reached && (kind === 'start-service' || kind === 'restart-service');
}

function isOnSameMachine(a: Subject, b: Subject): boolean {
  return a.step.place.kind === b.step.place.kind;
}

/** The script always ends between the two: it was stopped for good. */
function endsAfter(stop: Subject, { step: { name, guards } }: Subject): boolean {
  const isGuarded = ({ text, negated }: Subject['step']['guards'][number]): boolean =>
    stop.step.guards.some((one) => one.text === text && one.negated === negated);
  return name === 'exit' && guards.every(isGuarded);
}

function mayFail(subject: Subject): boolean {
  return hasEffect(subject) && subject.step.failure !== 'handled';
}

/** A service that is started, and nobody asks afterwards whether it works. */
export const noHealthCheck: Check = {
  id: 'service/no-health-check',
  level: 'warning',
  find: ({ subjects }) => {
    const starts = subjects.filter((subject) => isStart(subject) && subject.on === 'host');
    const last = starts.findLast((subject) => !isFrontReload(subject)) ?? starts.at(-1);
    if (last === undefined) return [];
    const asked = subjects.some(
      ({ kind, index, step }) => kind === 'health-check' && index > last.index && step.reached,
    );
    return asked ? [] : [placeOf(last)];
  },
};

/** A reload of the server in front moves the traffic, and starts nothing of ours. */
function isFrontReload({ names, step }: Subject): boolean {
  const words = step.words.map(({ value }) => showValue(value));
  return (
    [...names, ...words].some((word) => frontServers.test(word)) &&
    words.some((word) => /^(reload|graceful|reopen)$/.test(word))
  );
}

const frontServers =
  /^(nginx|apache2?|apachectl|apache2ctl|httpd|haproxy|caddy|openresty|lighttpd)(\.service)?$/;
