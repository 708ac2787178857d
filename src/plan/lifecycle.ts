import type { LifecycleEvent, StepKind } from '../model/kind.ts';
import type { Position } from './position.ts';

const eventOfPosition: Readonly<Record<Position, LifecycleEvent>> = {
  before: 'BeforeInstall',
  installed: 'AfterInstall',
  started: 'ApplicationStart',
  checked: 'ValidateService',
};

/**
 * The lifecycle event that a host step belongs in. The order of the steps of one host is kept; only
 * stopping moves forward, because CodeDeploy installs files by itself right after ApplicationStop.
 * Source: https://docs.aws.amazon.com/codedeploy/latest/userguide/reference-appspec-file-structure-hooks.html
 */
export function lifecycleEventOf(kind: StepKind, position: Position): LifecycleEvent {
  const isLate = position === 'started' || position === 'checked';
  switch (kind) {
    case 'stop-service':
      return isLate ? eventOfPosition[position] : 'ApplicationStop';
    case 'start-service':
    case 'restart-service':
      return position === 'checked' ? 'ValidateService' : 'ApplicationStart';
    case 'health-check':
      return isLate ? 'ValidateService' : eventOfPosition[position];
    default:
      return eventOfPosition[position];
  }
}
