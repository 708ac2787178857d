/** Shells that begin anew, as after logging in: `su - user`, `sudo -i`. */
import type { Value } from '../model/value.ts';
import { literal, textOf } from '../shell/value.ts';
import type { CommandWords } from './command-line.ts';
import { ShellState } from './shell-state.ts';

/** Whether the words of `su` or `sudo` ask for a login shell. */
export function isLogin(split: CommandWords): boolean {
  const names = split.name === 'sudo' ? ['-i', '--login'] : ['-l', '--login'];
  const dash = split.name === 'su' && split.arguments.some(({ value }) => textOf(value) === '-');
  return dash || (/^(sudo|su|runuser)$/.test(split.name ?? '') && hasOption(split, names));
}

function hasOption({ options }: CommandWords, names: readonly string[]): boolean {
  return options.some(({ name }) => names.includes(name));
}

/** The state of such a shell: in the home folder of its user, with that user's environment. */
export function loginState(state: ShellState, user: Value | null): ShellState {
  const name = user === null ? null : textOf(user);
  const login = new ShellState(literal(name === null ? '~' : `~${name}`), literal('bash'));
  login.functions = new Map(state.functions);
  login.positional = { values: [], open: false, shifted: 0, fromCaller: false };
  return login;
}
