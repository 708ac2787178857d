/** What the shell's own commands do to the shell. Source: bash manual, 4 Shell Builtin Commands. */
import type { Value } from '../model/value.ts';
import { evaluateArithmetic } from '../shell/arithmetic.ts';
import { nextOption } from '../shell/get-options.ts';
import { evaluateTestCommand } from '../shell/test-expression.ts';
import { alternativesOf, literal, textOf } from '../shell/value.ts';
import { assignVariable } from '../shell/assign.ts';
import { noteComparison } from './condition.ts';
import type { Context, Flow } from './context.ts';
import { declare } from './declare.ts';
import { noteFileChoices } from './files.ts';
import { joinedText } from './walk-text.ts';
import { sourceFile } from './source-file.ts';
import { walkCarriedText } from './walk-carried-text.ts';
import { walkTrap } from './walk-shell.ts';
import { resolvePath } from './paths.ts';
import { formatPrintf } from '../shell/printf.ts';
import { commandName, wordText } from './running.ts';
import type { Running } from './running.ts';
import { scopeOf } from './scope-of.ts';
import type { ShellState } from './shell-state.ts';
import { plainStep, runCommand, unresolvedStep } from './walk-command.ts';
import { readArray, readValues } from './read-input.ts';
import type { Walk } from './walk.ts';

type Builtin = (walk: Walk, running: Running, state: ShellState, context: Context) => Flow;

export const builtins: ReadonlyMap<string, Builtin> = new Map<string, Builtin>([
  [':', succeeding],
  ['true', succeeding],
  [
    'false',
    (walk, running, state, context) => plainStep(walk, running, state, context, { status: 1 }),
  ],
  ['[', test],
  ['test', test],
  ['cd', changeFolder],
  ['pushd', pushFolder],
  ['popd', popFolder],
  ['exit', leave('exit')],
  ['return', leave('return')],
  ['break', leave('break')],
  ['continue', leave('continue')],
  ['set', setOptions],
  ['shopt', setShopts],
  ['shift', shift],
  ['export', declare],
  ['declare', declare],
  ['typeset', declare],
  ['local', declare],
  ['readonly', declare],
  ['unset', unset],
  ['read', readValues],
  ['mapfile', readArray],
  ['readarray', readArray],
  ['getopts', readOption],
  ['printf', print],
  ['let', letNumbers],
  ['eval', evaluate],
  ['source', source],
  ['.', source],
  ['exec', replaceShell],
  ['command', runPlain],
  ['builtin', runPlain],
  ['trap', setTrap],
  ['alias', setAlias],
]);

function succeeding(walk: Walk, running: Running, state: ShellState, context: Context): Flow {
  return plainStep(walk, running, state, context, { status: 0 });
}

function test(walk: Walk, running: Running, state: ShellState, context: Context): Flow {
  const isBracket = commandName(running) === '[';
  const words = running.words.slice(
    1,
    isBracket && wordText(running, running.words.length - 1) === ']' ? -1 : undefined,
  );
  words.forEach((word, index) => {
    const [left, right] = [words[index - 1], words[index + 1]];
    const isComparison = ['=', '==', '!='].includes(textOf(word.value) ?? '');
    if (isComparison && left !== undefined && right !== undefined)
      noteComparison(walk, left.value, right.value, walk.workspace.textOf(left.span));
  });
  const fields = words.map(({ value, glob, many }) => ({
    value,
    glob,
    many: many && alternativesOf(value).length === 1,
    quoted: true,
  }));
  const answer = evaluateTestCommand(fields, scopeOf(walk, state, context), (_, path) => {
    noteFileChoices(walk, path, state);
    return null;
  });
  return plainStep(walk, running, state, context, {
    status: answer === null ? null : answer ? 0 : 1,
  });
}

function changeFolder(walk: Walk, running: Running, state: ShellState, context: Context): Flow {
  plainStep(walk, running, state, context, { status: 0 });
  if (context.dead !== null) return 'next';
  const target = running.words
    .slice(1)
    .find((word) => !/^-(-|[LPe@]+)$/.test(textOf(word.value) ?? ''))?.value;
  const next = folderAfter(target, state, walk, context);
  state.previousCwd = state.cwd;
  state.cwd = next;
  return 'next';
}

function folderAfter(
  target: Value | undefined,
  state: ShellState,
  walk: Walk,
  context: Context,
): Value | null {
  if (target === undefined) return scopeOf(walk, state, context).home();
  const text = textOf(target);
  if (text === '-') return state.previousCwd;
  return text === '' ? state.cwd : resolvePath(state.cwd, target);
}

function pushFolder(walk: Walk, running: Running, state: ShellState, context: Context): Flow {
  const before = state.cwd;
  const flow = changeFolder(walk, running, state, context);
  if (context.dead === null) state.folders.push(before);
  return flow;
}

function popFolder(walk: Walk, running: Running, state: ShellState, context: Context): Flow {
  plainStep(walk, running, state, context, { status: 0 });
  if (context.dead === null) state.cwd = state.folders.pop() ?? state.previousCwd;
  return 'next';
}

function leave(flow: Exclude<Flow, 'next'>): Builtin {
  return (walk, running, state, context) => {
    const text = wordText(running, 1);
    const givesStatus = flow === 'exit' || flow === 'return';
    const status = !givesStatus
      ? 0
      : running.words.length === 1
        ? state.status
        : Number(text ?? NaN);
    plainStep(walk, running, state, context, { status: Number.isInteger(status) ? status : null });
    if (context.dead !== null) return 'next';
    context.leaving[`${flow}s`].push(state.clone());
    return flow;
  };
}

const optionLetters: Readonly<Record<string, string>> = {
  e: 'errexit',
  u: 'nounset',
  x: 'xtrace',
  a: 'allexport',
  f: 'noglob',
  n: 'noexec',
  E: 'errtrace',
  C: 'noclobber',
};

function setOptions(walk: Walk, running: Running, state: ShellState, context: Context): Flow {
  plainStep(walk, running, state, context, { status: 0 });
  if (context.dead !== null) return 'next';
  for (let index = 1; index < running.words.length; index++) {
    const text = wordText(running, index);
    if (text === '--' || text === null || !/^[-+]./.test(text)) {
      const words = running.words.slice(text === '--' ? index + 1 : index);
      state.positional = {
        values: words.map(({ value }) => value),
        open: words.some(({ many }) => many),
        shifted: 0,
        fromCaller: false,
      };
      return 'next';
    }
    const turnOn = text.startsWith('-');
    for (const letter of text.slice(1)) {
      const name = letter === 'o' ? wordText(running, ++index) : optionLetters[letter];
      if (name == null) continue;
      if (turnOn) state.options.add(name);
      else state.options.delete(name);
    }
  }
  return 'next';
}

function setShopts(walk: Walk, running: Running, state: ShellState, context: Context): Flow {
  plainStep(walk, running, state, context, { status: 0 });
  const turnsOn = wordText(running, 1) === '-s';
  for (const word of running.words.slice(2)) {
    const name = textOf(word.value) ?? '';
    if (turnsOn) state.shopts.add(name);
    else state.shopts.delete(name);
  }
  return 'next';
}

function shift(walk: Walk, running: Running, state: ShellState, context: Context): Flow {
  plainStep(walk, running, state, context, { status: 0 });
  const by = Number(wordText(running, 1) ?? '1');
  if (context.dead !== null || !Number.isInteger(by)) return 'next';
  const { values, open, shifted, fromCaller } = state.positional;
  state.positional = { values: values.slice(by), open, shifted: shifted + by, fromCaller };
  return 'next';
}

function unset(walk: Walk, running: Running, state: ShellState, context: Context): Flow {
  plainStep(walk, running, state, context, { status: 0 });
  if (context.dead !== null) return 'next';
  const unsetsFunctions = wordText(running, 1) === '-f';
  for (const word of running.words.slice(1)) {
    const [, name = '', key] =
      /^([A-Za-z_]\w*)(?:\[(.*)\])?$/s.exec(textOf(word.value) ?? '') ?? [];
    if (unsetsFunctions) state.functions.delete(name);
    else if (key === undefined) for (const scope of state.scopes) scope.delete(name);
    else removeElement(state, name, key);
  }
  return 'next';
}

function removeElement(state: ShellState, name: string, key: string): void {
  const variable = state.variable(name);
  if (variable === undefined) return;
  const elements = new Map(variable.elements);
  elements.delete(key.replace(/^(['"])(.*)\1$/, '$2'));
  state.scopeOf(name).set(name, { ...variable, elements });
}

/** `getopts`: exact where all arguments are known, any option where they are not. */
function readOption(walk: Walk, running: Running, state: ShellState, context: Context): Flow {
  const [, letters, name] = running.words.map(({ value }) => textOf(value));
  const { values, open } = state.positional;
  const args = values.map(textOf);
  const at = textOf(state.variable('OPTIND')?.value ?? literal('1'));
  if (letters == null || name == null || open || at === null || args.some((arg) => arg === null)) {
    plainStep(walk, running, state, context, { status: null });
    if (name == null || context.dead !== null) return 'next';
    assignVariable(state, name, { kind: 'unknown', reason: 'argument' });
    assignVariable(state, 'OPTARG', { kind: 'variable', name: 'OPTARG', suppliedBy: 'argument' });
    return 'next';
  }
  const position = { index: Number(at), cluster: state.optionCluster };
  const found = nextOption(letters, args as string[], position);
  plainStep(walk, running, state, context, { status: found.isOver ? 1 : 0 });
  if (context.dead !== null) return 'next';
  state.optionCluster = found.cluster;
  assignVariable(state, 'OPTIND', literal(String(found.index)));
  assignVariable(state, name, literal(found.name));
  if (found.value === null) state.scopeOf('OPTARG').delete('OPTARG');
  else assignVariable(state, 'OPTARG', literal(found.value));
  return 'next';
}

function print(walk: Walk, running: Running, state: ShellState, context: Context): Flow {
  const target = wordText(running, 1) === '-v' ? wordText(running, 2) : null;
  if (target === null) return plainStep(walk, running, state, context, { status: 0 });
  plainStep(walk, running, state, { ...context, isCaptured: false }, { status: 0 });
  if (context.dead === null)
    assignVariable(state, target, formatPrintf(running.words.slice(3).map(({ value }) => value)));
  return 'next';
}

function letNumbers(walk: Walk, running: Running, state: ShellState, context: Context): Flow {
  const scope = scopeOf(walk, state, context);
  const results = running.words
    .slice(1)
    .map(({ value }) => evaluateArithmetic(textOf(value), scope));
  const last = results.at(-1);
  return plainStep(walk, running, state, context, {
    status: last == null ? null : last === 0n ? 1 : 0,
  });
}

function evaluate(walk: Walk, running: Running, state: ShellState, context: Context): Flow {
  if (running.words.length === 1) return succeeding(walk, running, state, context);
  const text = joinedText(running.words.slice(1));
  if (text.kind === 'output' && environmentPrinter.test(text.command))
    return plainStep(walk, running, state, context);
  return isDynamic(text)
    ? unresolvedStep(walk, running, state, context, 'dynamic-text')
    : walkCarriedText(walk, running, text, state, context, { sharesShell: true });
}

/** Commands that print assignments for the shell to take over. */
const environmentPrinter =
  /^\s*(ssh-agent|keychain|gpg-agent|docker-machine\s+env|aws\s+(.*\s)?ecr\s+get-login|aws\s+configure\s+export-credentials|jenv|goenv|phpenv|asdf|mise|luarocks\s+path|gimme|chef\s+shell-init|starship|minikube\b.*docker-env|direnv|pyenv|rbenv|nodenv|brew\s+shellenv|dircolors|lesspipe|getopt|locale|dbus-launch|fnm\s+env|opam\s+env|conda)\b/;

/** Nothing of the text is known before its first unknown stretch. */
function isDynamic(text: Value): boolean {
  const first = text.kind === 'concat' ? text.parts[0] : text;
  return first?.kind !== 'literal';
}

/** Files that set up a shell's environment and are no part of any application. */
const environmentFile =
  /(^|\/)(activate|\.?(ba|z)?sh(rc|_profile)|\.profile|profile|os-release|lsb-release|nvm\.sh|rvm|sdkman-init\.sh|\.env(\..*)?|environment|\.?cargo\/env|[^/]*\.env)$/;

/** `source <(grep -v '^#' .env)`, `source <(kubectl completion bash)`: settings that another command picks. */
const settingsPrinter =
  /^<\(\s*((sudo )?(grep|egrep|cat|sed|awk|tr|cut|envsubst|printenv|env)\b.*(env|conf|ini|propert|settings|vars)|\w+ completion\b)/;

/** Files that by their name hold settings, and no steps. */
const settingsFile =
  /(^|[/_.-])(conf|config|cfg|ini|properties|settings?|vars|variables|env|environment|secrets?|credentials|defaults|params|parameters|constants)(\.(ba)?sh)?$/i;

function source(walk: Walk, running: Running, state: ShellState, context: Context): Flow {
  const followed = sourceFile(walk, running, state, context);
  if (followed !== null) return followed;
  const [, path] = running.words;
  const text = path === undefined ? null : textOf(path.value);
  const last = path?.value.kind === 'concat' ? path.value.parts.at(-1) : path?.value;
  const ending = text ?? (last?.kind === 'literal' ? last.text : '');
  if (environmentFile.test(ending) || ending.startsWith('/etc/'))
    return plainStep(walk, running, state, context);
  if (path !== undefined && settingsPrinter.test(walk.workspace.textOf(path.span)))
    return plainStep(walk, running, state, context);
  if (context.dead === null)
    walk.workspace.report('trace/missing-file', running.span, {
      file: path === undefined ? '' : walk.workspace.textOf(path.span),
    });
  if (settingsFile.test(ending)) return plainStep(walk, running, state, context);
  return unresolvedStep(walk, running, state, context, 'missing-file');
}

function replaceShell(walk: Walk, running: Running, state: ShellState, context: Context): Flow {
  const at = running.words.findIndex(
    (word, index) => index > 0 && !/^-[cla]+$/.test(textOf(word.value) ?? ''),
  );
  if (at < 0) return plainStep(walk, running, state, context, { status: 0 });
  const wrapper = {
    name: 'exec',
    words: running.words.slice(0, at),
    span: running.words[0]?.span ?? running.span,
  };
  runCommand(
    walk,
    { ...running, words: running.words.slice(at), wrappers: [...running.wrappers, wrapper] },
    state,
    { ...context, failure: { ...context.failure, fails: context.failure.exits } },
  );
  if (context.dead !== null) return 'next';
  context.leaving.exits.push(state.clone());
  return 'exit';
}

function runPlain(walk: Walk, running: Running, state: ShellState, context: Context): Flow {
  const option = wordText(running, 1) ?? '';
  const rest = running.words.slice(1);
  if (rest.length === 0 || /^-[vV]/.test(option)) return plainStep(walk, running, state, context);
  const at = option === '-p' || option === '--' ? 2 : 1;
  const name = commandName(running) ?? '';
  const wrapper = {
    name,
    words: running.words.slice(0, at),
    span: running.words[0]?.span ?? running.span,
  };
  return runCommand(
    walk,
    { ...running, words: running.words.slice(at), wrappers: [...running.wrappers, wrapper] },
    state,
    context,
  );
}

function setTrap(walk: Walk, running: Running, state: ShellState, context: Context): Flow {
  plainStep(walk, running, state, context, { status: 0 });
  const [, action, ...signals] = running.words;
  const text = action === undefined ? null : textOf(action.value);
  const isQuery = text !== '-' && text?.startsWith('-') === true;
  if (context.dead !== null || action === undefined || signals.length === 0 || isQuery)
    return 'next';
  for (const word of signals) {
    const name = (textOf(word.value) ?? '').replace(/^SIG/, '');
    const signal = name === '0' ? 'EXIT' : name;
    const before = state.traps.get(signal);
    state.traps.delete(signal);
    // What it did until here it did with what was set until here.
    if (before !== undefined && signal !== 'EXIT') walkTrap(walk, before, signal, state.clone());
    if (text !== '' && text !== '-') state.traps.set(signal, { action: action.value, context });
  }
  return 'next';
}

function setAlias(walk: Walk, running: Running, state: ShellState, context: Context): Flow {
  return plainStep(walk, running, state, context, { status: 0 });
}
