import type { StepKind } from '../../model/kind.ts';
import type { PlannedStep } from '../../model/plan.ts';
import type { Command } from '../../syntax/nodes.ts';
import type { Role } from './tree.ts';

/** Settings of the old shell: the new script has its own. */
const settings = /^(set|trap|shopt|ulimit|wait)$/;
const declarations = /^(export|readonly|declare|typeset|local|read|mapfile|readarray|let|printf)$/;

/** What a command that is no step of the room could be kept for; null when for nothing. */
export function roleOfCommand(node: Command, steps: readonly PlannedStep[]): Role | null {
  const name = node.name?.value ?? '';
  // `> app.log` empties the log for what follows.
  if (emptiesFile(node)) return 'log';
  if (exportsAll(node)) return 'mode';
  if (node.name === undefined || isSecret(node, steps)) return 'assign';
  if (steps.some(({ disposition }) => disposition !== null) || areOutside(steps)) return null;
  if (isForNobody(node)) return null;
  const named = namedRoles.find(({ names }) => names.test(name));
  if (named !== undefined) return named.role;
  if (declarations.test(name)) return roleOfDeclaration(node);
  return roleOfKind(steps[0]?.classified.kind);
}

/** `set -a`, `set +o allexport`. Source: bash manual, 4.3.1. */
function exportsAll({ name, args }: Command): boolean {
  const words = args.map((arg) => (arg.type === 'Word' ? arg.value : '')).join(' ');
  return name?.value === 'set' && /^[-+](a|o allexport)$/.test(words);
}

/** It sets the old shell up, or draws for somebody who looks on. */
function isForNobody(node: Command): boolean {
  return settings.test(node.name?.value ?? '') || decorates(node);
}

/** Programs that draw on a terminal: a log has none, and a hook without one fails at them. */
const drawers =
  /^(clear|reset|tput|figlet|toilet|banner|cowsay|lolcat|neofetch|screenfetch|fortune|cal)$/;

/** `clear`, `echo "========"`: it means something to the eye only. */
function decorates({ name, args, redirects }: Command): boolean {
  if (redirects.length > 0 || name === undefined) return false;
  if (drawers.test(name.value)) return true;
  const text = args
    .map((arg) => (arg.type === 'Word' ? arg.value : '$'))
    .filter((word) => !/^-[neE]+$/.test(word))
    .join(' ');
  return name.value === 'echo' && /^(\s|\\n|[=\-*#_~+|.─━═])*$/.test(text) && text.length > 4;
}

/** Another action of the script says, looks or leaves there. */
function areOutside(steps: readonly PlannedStep[]): boolean {
  return steps.length > 0 && steps.every(({ isOutside }) => isOutside === true);
}

/** `> app.log`, `: > app.log`. */
export function emptiesFile({ name, prefix, args, redirects }: Command): boolean {
  return (
    (name === undefined
      ? prefix.every(({ type }) => type !== 'Assignment')
      : name.value === ':' && args.length === 0) &&
    redirects.some(({ operator }) => /^(>|>\|)$/.test(operator))
  );
}

/** `export PGPASSWORD=…`: the value comes from elsewhere, and commands read it from their environment. */
export function isSecret({ name }: Command, steps: readonly PlannedStep[]): boolean {
  return (
    /^(export|readonly|declare|typeset|local)$/.test(name?.value ?? '') &&
    steps.length > 0 &&
    steps.every(({ classified, destination }) => {
      return classified.kind === 'secret' && destination === 'secret';
    })
  );
}

const namedRoles: readonly { readonly names: RegExp; readonly role: Role }[] = [
  { names: /^(cd|pushd|popd)$/, role: 'cd' },
  { names: /^(exit|return|break|continue)$/, role: 'jump' },
  { names: /^(\[|test)$/, role: 'test' },
];

function roleOfKind(kind: StepKind | undefined): Role | null {
  if (kind === 'log') return 'log';
  if (kind === 'env-setup') return 'setup';
  return kind === 'control' ? 'plumbing' : null;
}

function roleOfDeclaration(node: Command): Role | null {
  if (node.name?.value === 'printf' && node.args[0]?.text !== '-v') return 'log';
  return declares(node) ? 'assign' : null;
}

/** A prompt for a value has nobody to answer it; `read` of a file or a string stays. */
function declares(node: Command): boolean {
  const isPrompt =
    node.name?.value === 'read' &&
    (node.args.some((item) => item.type === 'Word' && /^-\w*p/.test(item.value)) ||
      !node.redirects.some(({ operator }) => operator.startsWith('<')));
  return !isPrompt;
}
