import { planDestinationMessages } from './plan-destinations.ts';
import { planEnvironmentMessages } from './plan-environments.ts';
import { planManualMessages } from './plan-manual.ts';
import { planRefusalMessages } from './plan-refusals.ts';
import { planReplacedMessages } from './plan-replaced.ts';

/** Sentences of the plan: why a step goes where it goes, what a person must do, and the figures. */
export const planMessages = {
  ...planDestinationMessages,
  ...planReplacedMessages,
  ...planManualMessages,
  ...planRefusalMessages,
  ...planEnvironmentMessages,
};
