import type { planMessages } from '../messages/plan.ts';
import type { Message, Params } from '../model/message.ts';

export type PlanCode = keyof typeof planMessages;

/** A sentence of the plan's own table. */
export function say(code: PlanCode, params: Params = {}): Message {
  return { code, params };
}
