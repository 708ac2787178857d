/** Source: bash manual, 3.6 Redirections. */
import type { Redirection as RedirectionModel, StandardInput } from '../model/step.ts';
import type { Value } from '../model/value.ts';
import { expandHereDocument, expandText } from '../shell/expand-word.ts';
import { concat, literal, simplified, textOf } from '../shell/value.ts';
import type { Redirection } from '../syntax/nodes.ts';
import { spanInFile } from '../syntax/origin.ts';
import type { Context } from './context.ts';
import { fileText } from './files.ts';
import { scopeOf } from './scope-of.ts';
import type { ShellState } from './shell-state.ts';
import type { Walk } from './walk.ts';

/** What a command reads, and the text of it where that is known. */
export interface Input {
  readonly stdin: StandardInput;
  readonly text: Value | null;
}

/** The standard input that redirections give, or null when they leave it alone. */
export function readInput(
  walk: Walk,
  redirections: readonly Redirection[],
  state: ShellState,
  context: Context,
): Input | null {
  let input: Input | null = null;
  for (const node of redirections) {
    const descriptor = node.descriptor?.type === 'FileDescriptor' ? node.descriptor.value : 0;
    if (descriptor !== 0) continue;
    const scope = scopeOf(walk, state, context);
    if (node.type === 'HereDoc') {
      const text = expandHereDocument(node, scope);
      const span = spanInFile(context.source, node.body.pos, node.body.end);
      input = { stdin: { kind: 'text', text: simplified(text), span }, text };
    } else if (node.type === 'HereString' && node.target) {
      const text = concat([expandText(node.target, scope), literal('\n')]);
      const span = spanInFile(context.source, node.target.pos, node.target.end);
      input = { stdin: { kind: 'text', text: simplified(text), span }, text };
    } else if (
      node.type === 'Redirect' &&
      (node.operator === '<' || node.operator === '<>') &&
      node.target
    ) {
      const path = expandText(node.target, scope);
      input = {
        stdin: { kind: 'file', path: simplified(path) },
        text: fileText(walk, path, state, context),
      };
    }
  }
  return input;
}

/** All redirections as data. */
export function redirectionsOf(
  walk: Walk,
  redirections: readonly Redirection[],
  state: ShellState,
  context: Context,
): readonly RedirectionModel[] {
  return redirections.map((node) => {
    const target = node.type === 'HereDoc' ? undefined : node.target;
    return {
      operator: node.operator,
      descriptor: node.descriptor?.type === 'FileDescriptor' ? node.descriptor.value : null,
      target:
        target === undefined ? null : simplified(expandText(target, scopeOf(walk, state, context))),
      span: spanInFile(context.source, node.pos, node.end),
    };
  });
}

/** The file that standard output goes to, when it is a real one. */
export function outputFile(
  redirections: readonly RedirectionModel[],
): { readonly path: Value; readonly appends: boolean } | null {
  let found: { path: Value; appends: boolean } | null = null;
  for (const { operator, descriptor, target } of redirections) {
    const isOutput =
      ['>', '>>', '>|', '&>', '&>>', '<>'].includes(operator) && (descriptor ?? 1) === 1;
    if (isOutput && target !== null) found = { path: target, appends: operator.endsWith('>>') };
  }
  const text = found === null ? null : textOf(found.path);
  return text !== null && /^\/dev\/(null|stdout|stderr|tty|fd\/\d+)$/.test(text) ? null : found;
}

/** What the command prints goes to a file, to nobody or to the errors: whoever captures it gets nothing. */
export function printsElsewhere(redirections: readonly RedirectionModel[]): boolean {
  return redirections.some(
    ({ operator, descriptor, target }) =>
      ['>', '>>', '>|', '&>', '&>>', '>&'].includes(operator) &&
      (descriptor ?? 1) === 1 &&
      target !== null &&
      textOf(target) !== '1' &&
      textOf(target) !== '/dev/stdout',
  );
}
