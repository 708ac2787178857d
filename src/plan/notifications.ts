import type { PlannedNotification } from '../model/deployment.ts';
import type { PlannedStep } from '../model/plan.ts';
import type { Step } from '../model/step.ts';
import { textOfStep } from './step-text.ts';
import type { Situation } from './situation.ts';
import { isFailureOf } from './failure-branch.ts';
import { endsInFailure } from './giving-up.ts';

/** Who is told what: one entry per channel, targets and events of its steps joined. */
export function notificationsOf(
  steps: readonly PlannedStep[],
  situation: Situation,
): readonly PlannedNotification[] {
  const byChannel = new Map<string, PlannedNotification>();
  for (const { destination, classified } of steps) {
    if (destination !== 'notification') continue;
    const one = notificationOf(classified.step, situation);
    const known = byChannel.get(one.channel);
    byChannel.set(one.channel, known === undefined ? one : joined(known, one));
  }
  return [...byChannel.values()];
}

function notificationOf(step: Step, situation: Situation): PlannedNotification {
  const text = textOfStep(step);
  const channel = channelOf(text, step.name);
  return {
    channel,
    targets: channel === 'email' ? addressesIn(text) : channelsIn(text),
    variable: variableOf(step),
    events: [eventOf(step, situation)],
    steps: [step.id],
  };
}

function channelOf(text: string, name: string | null): PlannedNotification['channel'] {
  if (/^(mail|mailx|mutt|sendmail|ssmtp|msmtp|swaks|sendemail|s-nail)$/.test(name ?? ''))
    return 'email';
  if (/slack|mattermost|rocket/i.test(text)) return 'slack';
  if (/office\.com|teams/i.test(text)) return 'teams';
  return addressesIn(text).length > 0 && !/https?:/.test(text) ? 'email' : 'other';
}

function addressesIn(text: string): readonly string[] {
  return [...new Set(text.match(/[\w.+-]+@[\w-]+(\.[\w-]+)+/g) ?? [])].sort();
}

function channelsIn(text: string): readonly string[] {
  const named = [...text.matchAll(/channel\\?["']?\s*[:=]\s*\\?["']?(#[\w-]+)/gi)].map(
    (match) => match[1] ?? '',
  );
  return [...new Set(named)].sort();
}

function variableOf(step: Step): string | null {
  for (const { value } of step.words) {
    if (value.kind === 'variable' && /hook|url|token/i.test(value.name)) return value.name;
  }
  return null;
}

function eventOf(step: Step, situation: Situation): 'started' | 'succeeded' | 'failed' {
  const isOfFailure = step.guards.some(
    (guard) => guard.source === 'trap' || isFailureOf(guard, situation),
  );
  if (isOfFailure || endsInFailure(step, situation)) return 'failed';
  return situation.positions.get(step.id) === 'before' ? 'started' : 'succeeded';
}

function joined(one: PlannedNotification, other: PlannedNotification): PlannedNotification {
  return {
    channel: one.channel,
    targets: [...new Set([...one.targets, ...other.targets])].sort(),
    variable: one.variable ?? other.variable,
    events: [...new Set([...one.events, ...other.events])].sort(),
    steps: [...one.steps, ...other.steps],
  };
}
