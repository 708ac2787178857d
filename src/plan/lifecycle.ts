import type { LifecycleEvent, StepKind } from '../model/kind.ts';
import type { Position } from './position.ts';

const eventOfPosition: Readonly<Record<Position, LifecycleEvent>> = {
  before: 'BeforeInstall',
  installed: 'AfterInstall',
  stopped: 'AfterInstall',
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
    // What makes room for the new version between stopping and starting (waiting for the process to
    // end, removing the old container or an unpacked archive) must not meet the new files.
    case 'cleanup':
      return position === 'stopped' ? 'BeforeInstall' : eventOfPosition[position];
    // The old state is kept before anything of it changes, whatever has been sent already.
    case 'backup':
      return isLate ? eventOfPosition[position] : 'BeforeInstall';
    case 'health-check':
      return position === 'stopped' ? 'BeforeInstall' : eventOfPosition[position];
    default:
      return eventOfPosition[position];
  }
}
