import type { SourceText } from '../model/source.ts';
import type { Value } from '../model/value.ts';
import { emptyText, literal, oneOf, textOf } from '../shell/value.ts';
import { backquotedSource } from '../syntax/backquote.ts';
import type {
  CommandExpansionPart,
  ParsedScript,
  ProcessSubstitutionPart,
} from '../syntax/nodes.ts';
import { spanInFile } from '../syntax/origin.ts';
import { leadingText } from './command-line.ts';
import type { Context, Flow } from './context.ts';
import type { Draft } from './draft.ts';
import type { ShellState } from './shell-state.ts';
import { shellFailure, subshellFailure } from './failure.ts';
import { noLeaving } from './leaving.ts';
import type { Leaving } from './leaving.ts';
import { statusAfter, walkList } from './walk-node.ts';
import type { Walk } from './walk.ts';

/**
 * What `$( … )` prints, as far as that is known. The inside runs in a subshell; what it only reads
 * belongs to the command around it, what it changes is a step of its own.
 */
export function commandSubstitution(
  walk: Walk,
  part: CommandExpansionPart,
  state: ShellState,
  context: Context,
): Value {
  const { script } = part;
  if (script === undefined) return fileContents(walk, part, state, context);
  const source = sourceOf(part, script, context.source);
  const inner: Context = {
    ...context,
    source,
    isCaptured: true,
    reader: { place: context.place, as: 'value' },
    pipeline: null,
    ownsWords: true,
    background: false,
    failure: context.isAssigning
      ? subshellFailure(state, context.failure)
      : shellFailure('ignored'),
    isAssigning: false,
    leaving: noLeaving(),
    statusUsed: 'ignored',
  };
  const subshell = state.clone();
  subshell.printed = emptyText;
  // Source: bash manual, 3.7.3: the -e option is off in command substitutions.
  if (!state.shopts.has('inherit_errexit')) subshell.options.delete('errexit');
  const { drafts, result } = walk.collect(() => walkList(walk, script.commands, subshell, inner));
  keepEffects(walk, drafts, part, context);
  state.status = statusAfter(subshell, result, inner);
  return withCommand(printedAfter(subshell, result, inner.leaving), walk, part, context);
}

/**
 * What a shell of its own has written at its end. Runs that it gave up count only where there are
 * no others: who dies has no result to give.
 */
function printedAfter(state: ShellState, flow: Flow, { returns, exits }: Leaving): Value {
  const ends = [...(flow === 'next' ? [state] : []), ...returns];
  return oneOf((ends.length > 0 ? ends : [...exits, state]).map(({ printed }) => printed));
}

/** `$(< file)`. */
function fileContents(
  walk: Walk,
  part: CommandExpansionPart,
  _state: ShellState,
  context: Context,
): Value {
  return outputOf(walk, part, context);
}

/** Output that is not known is named by the whole text between the brackets. */
function withCommand(
  value: Value,
  walk: Walk,
  part: CommandExpansionPart,
  context: Context,
): Value {
  if (textOf(value) !== null || value.kind === 'identity' || value.kind === 'one-of') return value;
  const hasOutput =
    value.kind === 'output' ||
    (value.kind === 'concat' && value.parts.every(({ kind }) => kind === 'output'));
  return hasOutput ? outputOf(walk, part, context) : value;
}

function outputOf(walk: Walk, part: CommandExpansionPart, context: Context): Value {
  const text = walk.workspace.textOf(spanInFile(context.source, part.pos, part.end));
  const inside = text.startsWith('`')
    ? text.slice(1, -1)
    : text.replace(/^\$\(\s*/, '').replace(/\s*\)$/, '');
  return { kind: 'output', command: inside };
}

function sourceOf(part: CommandExpansionPart, script: ParsedScript, outer: SourceText): SourceText {
  return script.source === undefined ? outer : backquotedSource(outer, part.pos, part.end);
}

/**
 * Local commands that only read are accounted for by the command whose word this is; not those that
 * stand elsewhere, in a function that is called here.
 */
function keepEffects(
  walk: Walk,
  drafts: readonly Draft[],
  part: { readonly pos: number; readonly end: number },
  context: Context,
): void {
  const word = spanInFile(context.source, part.pos, part.end);
  const isInside = ({ span: { file, start, end } }: Draft) =>
    file === word.file && start >= word.start && end <= word.end;
  for (const draft of drafts) {
    const isAccounted =
      context.ownsWords && draft.isPlumbing && draft.place.kind === 'local' && isInside(draft);
    if (!isAccounted || readsOutside(draft)) walk.emit(draft);
  }
}

/** Prints a file that no repository holds. */
function readsOutside({ name, form, words }: Draft): boolean {
  const isPrinter = form === 'command' && name === 'cat';
  return (
    isPrinter &&
    words.slice(1).some(({ value }) => isHome(value) || /^[/~]/.test(leadingText(value)))
  );
}

function isHome(value: Value): boolean {
  const [first] = value.kind === 'concat' ? value.parts : [value];
  return first?.kind === 'identity' && first.name === 'home';
}

/** `<( … )` and `>( … )`: the inside is walked, the word is the name of a pipe. */
export function processSubstitution(
  walk: Walk,
  part: ProcessSubstitutionPart,
  state: ShellState,
  context: Context,
): Value {
  const { script } = part;
  if (script !== undefined) {
    const subshell = state.clone();
    subshell.printed = emptyText;
    const leaving = noLeaving();
    const { drafts, result } = walk.collect(() =>
      walkList(walk, script.commands, subshell, {
        ...context,
        isCaptured: true,
        reader: { place: context.place, as: 'value' },
        pipeline: null,
        ownsWords: true,
        failure: shellFailure('ignored'),
        leaving,
      }),
    );
    keepEffects(walk, drafts, part, context);
    if (part.operator === '<') {
      const path = `/dev/fd/${part.pos}`;
      walk.files.set(`local:${path}`, printedAfter(subshell, result, leaving));
      return literal(path);
    }
  }
  return { kind: 'unknown', reason: 'dynamic' };
}
