import type { Destination, Disposition } from '../model/kind.ts';
import type { Message } from '../model/message.ts';
import type { PlanCode } from './say.ts';
import { say } from './say.ts';

/** What the plan says of one step, before its conditions are looked at. */
export interface Decision {
  readonly destination: Destination;
  readonly disposition: Disposition;
  /** Why it goes there; null when the rule's own reason stands. */
  readonly because: Message | null;
  readonly reason: Message | null;
  readonly question: string | null;
}

export function converted(
  destination: Destination,
  because: PlanCode | Message | null = null,
): Decision {
  return {
    destination,
    disposition: 'converted',
    because: messageOf(because),
    reason: null,
    question: null,
  };
}

export function replaced(destination: Destination, reason: PlanCode | Message): Decision {
  return {
    destination,
    disposition: 'replaced',
    because: null,
    reason: messageOf(reason),
    question: null,
  };
}

export function dropped(reason: PlanCode | Message): Decision {
  return {
    destination: 'none',
    disposition: 'dropped',
    because: null,
    reason: messageOf(reason),
    question: null,
  };
}

export function manual(
  destination: Destination,
  reason: PlanCode | Message,
  question: string | null = null,
): Decision {
  return { destination, disposition: 'manual', because: null, reason: messageOf(reason), question };
}

function messageOf(reason: PlanCode | Message | null): Message | null {
  return typeof reason === 'string' ? say(reason) : reason;
}
