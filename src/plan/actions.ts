import { namedPurposeOf } from '../trace/named-purpose.ts';
import type { NamedPurpose } from '../trace/named-purpose.ts';

/**
 * What a run of the script is for, as far as a delivery pipeline is concerned. `part`: another action does
 * all of it; `other`: it could deploy, and is not the one that does.
 */
export type ActionRole = 'deploy' | 'rollback' | 'part' | 'other' | 'operation';

const rollbackAction = /^(rollback|roll-back|revert|restore|undo|previous)(-.*)?$/i;
// What operators do between deployments; a pipeline has no place for it.
const operationAction =
  /^(restart|reload|start|stop|status|logs?|ssh|shell|down|clean|cleanup|purge|prune|backup|dump|destroy|uninstall|teardown|undeploy|remove|delete|kill|reset|ps|exec|console|stats|tail|bash|help|usage|version|test|health|check|list|info|monitor)(-(?!.*(deploy|release|publish|update|push)).*)?$/i;

/** `build-docs`, `generate-docs`: what people read is not what hosts run. */
const documentation = /(^|-)(docs?|documentation|storybook)$/i;

/** `verify-deploy`, `setup-deploy`: what is done about a deployment; null for what is none of these. */
export function namedRoleOf(action: string): NamedPurpose | null {
  return namedPurposeOf(action.split('-'));
}

/** The role of an action by its name alone. */
export function roleOfName(action: string): 'deploy' | 'rollback' | 'operation' {
  if (rollbackAction.test(action)) return 'rollback';
  const named = namedRoleOf(action);
  const isOperation =
    named === 'look' ||
    named === 'remove' ||
    operationAction.test(action) ||
    documentation.test(action);
  return isOperation ? 'operation' : 'deploy';
}
