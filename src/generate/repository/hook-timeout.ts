import type { LifecycleEvent } from '../../model/kind.ts';

/** CodeDeploy allows 3600 per lifecycle event. */
const timeouts: Readonly<Partial<Record<LifecycleEvent, number>>> = {
  ApplicationStop: 300,
  BeforeInstall: 600,
  AfterInstall: 900,
  ApplicationStart: 600,
  ValidateService: 900,
};

/** Seconds that the hook of an event may take. */
export function hookTimeout(event: LifecycleEvent): number {
  return timeouts[event] ?? 300;
}
