import type { Step } from '../model/step.ts';

/** What a run of the script is for, as far as a delivery pipeline is concerned. */
export type ActionRole = 'deploy' | 'rollback' | 'operation';

const rollbackAction = /^(rollback|roll-back|revert|restore|undo|previous)(-.*)?$/i;
// What operators do between deployments; a pipeline has no place for it.
const operationAction =
  /^(restart|reload|start|stop|status|logs?|ssh|shell|down|clean|cleanup|purge|prune|backup|dump|destroy|uninstall|help|usage|version|test|health|check|list|info|monitor)(-(?!.*(deploy|release|publish|update|push)).*)?$/i;

/** The role of an action among all that the scripts know: a script's only action is its deployment. */
export function roleOfAction(action: string, all: readonly string[]): ActionRole {
  const isSpecial = (name: string): boolean =>
    rollbackAction.test(name) || operationAction.test(name);
  if (all.every(isSpecial))
    return all.length > 1 && rollbackAction.test(action) ? 'rollback' : 'deploy';
  if (rollbackAction.test(action)) return 'rollback';
  return operationAction.test(action) ? 'operation' : 'deploy';
}

/** The role that the step has: part of a deployment as soon as one deployment reaches it. */
export function roleOfStep(step: Pick<Step, 'actions'>, all: readonly string[]): ActionRole {
  const roles = step.actions.map((action) => roleOfAction(action, all));
  if (roles.length === 0 || roles.includes('deploy')) return 'deploy';
  return roles.includes('rollback') ? 'rollback' : 'operation';
}
