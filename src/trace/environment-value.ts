import { literal } from '../shell/value.ts';
import type { Place } from '../model/step.ts';
import type { Value } from '../model/value.ts';
import type { Context } from './context.ts';
import type { ShellState } from './shell-state.ts';
import { printedPath } from './paths.ts';
import type { Walk } from './walk.ts';

/**
 * What a name means that the script never set. On the machine of the person who deploys, names such
 * as USER are that person's identity; on another machine they are the login user's own.
 */
export function environmentValue(
  name: string,
  walk: Walk,
  state: ShellState,
  context: Context,
): Value {
  const bound = walk.bindings.get(name);
  if (bound !== undefined) return literal(bound);
  const own = name === 'BASH_SOURCE' ? sourcePath(walk, context) : ownValue(name, state, context);
  if (own !== null) return own;
  if (walk.isClosed) return literal('');
  // By convention names that come from outside are written in capitals.
  const suppliedBy = /^[A-Z_][A-Z0-9_]*$/.test(name) ? 'environment' : 'nobody';
  return { kind: 'variable', name, suppliedBy };
}

function ownValue(name: string, state: ShellState, context: Context): Value | null {
  const isLocal = context.place.kind === 'local';
  switch (name) {
    case 'HOME':
      return homeValue(context.place);
    case 'USER':
    case 'LOGNAME':
      return isLocal ? { kind: 'identity', name: 'user', text: `$${name}` } : loginUser(context);
    case 'HOSTNAME':
      return isLocal ? { kind: 'identity', name: 'host', text: `$${name}` } : hostOf(context.place);
    case 'PWD':
      return isLocal && state.cwd !== null ? printedPath(state.cwd) : state.cwd;
    case 'OLDPWD':
      return isLocal && state.previousCwd !== null
        ? printedPath(state.previousCwd)
        : state.previousCwd;
    case 'FUNCNAME':
      return literal(context.functions.at(-1) ?? '');
    case 'BASH':
    case 'SHELL':
      return literal('/bin/bash');
    case 'IFS':
      return literal(' \t\n');
    case 'OSTYPE':
      return { kind: 'variable', name, suppliedBy: 'environment' };
    default:
      return null;
  }
}

/** Scripts are taken to be started from their application's folder. */
function sourcePath(walk: Walk, context: Context): Value {
  return literal(pathInApplication(walk.workspace.application.root, context.file));
}

/** A file of the fleet as it is named from its application's folder: `./scripts/deploy.sh`. */
export function pathInApplication(root: string, file: string): string {
  return root !== '.' && file.startsWith(`${root}/`)
    ? `./${file.slice(root.length + 1)}`
    : `./${file}`;
}

/** The home folder at a place: the deployer's own, or the login user's, written `~`. */
export function homeValue(place: Place): Value {
  return place.kind === 'local' ? { kind: 'identity', name: 'home', text: '~' } : literal('~');
}

function loginUser(context: Context): Value {
  return (
    context.runAs ??
    context.place.user ?? { kind: 'variable', name: 'USER', suppliedBy: 'environment' }
  );
}

function hostOf(place: Place): Value {
  const [host] = place.hosts;
  return host !== undefined && place.hosts.length === 1
    ? host
    : { kind: 'variable', name: 'HOSTNAME', suppliedBy: 'environment' };
}
