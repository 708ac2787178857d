import type { PlannedStep } from '../../model/plan.ts';
import type { Command } from '../../syntax/nodes.ts';
import type { Role } from './tree.ts';

const jumps = /^(exit|return|break|continue)$/;
const moves = /^(cd|pushd|popd)$/;
const tests = /^(\[|test)$/;
/** Settings of the old shell: the new script has its own. */
const settings = /^(set|trap|shopt|ulimit|wait)$/;
const declarations = /^(export|readonly|declare|typeset|local|read|mapfile|readarray|let|printf)$/;

/** What a command that is no step of the room could be kept for; null when for nothing. */
export function roleOfCommand(node: Command, steps: readonly PlannedStep[]): Role | null {
  const name = node.name?.value ?? '';
  if (node.name === undefined) return 'assign';
  if (steps.some(({ disposition }) => disposition !== null)) return null;
  if (moves.test(name)) return 'cd';
  if (jumps.test(name)) return 'jump';
  if (tests.test(name)) return 'test';
  if (settings.test(name)) return null;
  if (name === 'printf' && node.args[0]?.text !== '-v') return 'log';
  if (declarations.test(name)) return declares(node) ? 'assign' : null;
  const kind = steps[0]?.classified.kind;
  if (kind === 'log') return 'log';
  if (kind === 'env-setup') return 'setup';
  return kind === 'control' ? 'plumbing' : null;
}

/** A prompt for a value has nobody to answer it; `read` of a file or a string stays. */
function declares(node: Command): boolean {
  const isPrompt =
    node.name?.value === 'read' &&
    (node.args.some((item) => item.type === 'Word' && /^-\w*p/.test(item.value)) ||
      !node.redirects.some(({ operator }) => operator.startsWith('<')));
  return !isPrompt;
}
