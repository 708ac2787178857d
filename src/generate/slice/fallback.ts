import type { PlannedStep } from '../../model/plan.ts';
import type { Value, Word } from '../../model/value.ts';
import { failsIdle } from '../../trace/fails-idle.ts';
import { quoteShell } from '../quote-shell.ts';
import type { Cutting } from './cutting.ts';
import { indented, plain } from './print.ts';
import type { Piece } from './print.ts';
import { logsInAsRoot } from './room.ts';
import type { ScriptIndex } from './script-index.ts';
import type { Step } from '../../model/step.ts';
import type { Line } from './tree.ts';

/**
 * A step that could not be cut out of its script, printed from what the trace understood: its
 * words, under the conditions that came along. Never silent: the slice names it.
 */
export function fallbackPiece(
  { classified, guards, hostGroups }: PlannedStep,
  { users, room, index, lore }: Cutting,
  machine: 'build' | 'host',
): Piece {
  const { step } = classified;
  const runAs = step.runAs?.kind === 'literal' ? step.runAs.text : null;
  const user = room.kind === 'host' ? (runAs ?? (logsInAsRoot(step) ? 'root' : users.login)) : null;
  const command = [
    ...step.assignments.map(({ name, value }) => `${name}=${valueOfShell(value)}`),
    ...(user === null || user === 'root' ? [] : ['as_user', user]),
    ...containerWords(step.place, index),
    ...wrapperWords(step.wrappers.map(({ name, words }) => ({ name, words }))),
    ...step.words.map(wordOfShell),
    ...redirectionWords(step),
  ].join(' ');
  const input =
    step.stdin.kind === 'text' ? `printf '%s\\n' ${valueOfShell(step.stdin.text)} | ` : '';
  const mayFail =
    step.batch?.mayFail === true || (step.failure === 'ignored' && failsIdle(step.words, lore));
  const tolerated = mayFail ? ' || true' : '';
  const line = { text: `${input}${command}${tolerated}`, verbatim: false, steps: [step.id] };
  const conditions = guards.filter(
    ({ home }) => home === 'same-place' || home === 'environment' || home === 'build-value',
  );
  const lines = conditions.reduceRight<readonly Line[]>(
    (body, { guard }) =>
      guard.source === 'case' ||
      guard.source === 'loop' ||
      guard.source === 'while' ||
      guard.source === 'trap'
        ? body
        : [
            plain(`if ${guard.negated ? '! ' : ''}${guard.text}; then`),
            ...indented(body),
            plain('fi'),
          ],
    [line],
  );
  return {
    comments: [
      step.batch === undefined
        ? '# Printed as it was understood: the script builds this command, or calls it from several places.'
        : `# The script has ${step.batch.client} do this.`,
    ],
    lines,
    steps: [step.id],
    span: step.span,
    cwd: step.cwd?.kind === 'literal' ? step.cwd.text : null,
    moves: false,
    hostGroups,
    machine,
    codes: [],
    sets: false,
  };
}

/** What a here-document holds is handed over in front. */
function redirectionWords({ redirections }: Step): readonly string[] {
  return redirections
    .filter(({ operator, target }) => target !== null && !operator.startsWith('<<'))
    .map(
      ({ operator, descriptor, target }) =>
        `${descriptor ?? ''}${operator}${target === null ? '' : valueOfShell(target)}`,
    );
}

/** The command that goes into the container, up to the shell that it starts there. */
function containerWords({ kind, through }: Step['place'], index: ScriptIndex): readonly string[] {
  if (kind !== 'container' || through === null) return [];
  const text = index.plan.trace.sources.get(through.file)?.text.slice(through.start, through.end);
  const before = /^([\s\S]*?)\s+\S*\b(?:ba|da|z|k|a)?sh\s+-\w*c\b/.exec(text ?? '')?.[1];
  return before === undefined ? [] : [before];
}

/** Wrappers that stay; sudo and its kin are what the room does by itself. */
function wrapperWords(
  wrappers: readonly { readonly name: string; readonly words: readonly Word[] }[],
): readonly string[] {
  return wrappers
    .filter(
      ({ name }) =>
        !/^(sudo|doas|su|runuser|ssh|sshpass|bash|sh|nohup|eval|exec|sftp|psftp|lftp|ftp)$/.test(
          name,
        ),
    )
    .flatMap(({ words }) => words.map(wordOfShell));
}

function wordOfShell({ value, glob }: Word): string {
  if (glob && value.kind === 'literal') return value.text;
  return valueOfShell(value);
}

function valueOfShell(value: Value): string {
  switch (value.kind) {
    case 'literal':
      return quoteShell(value.text);
    case 'variable':
      return `"\${${value.name}}"`;
    case 'identity':
      return value.name === 'home' ? '"$HOME"' : quoteShell(value.text);
    case 'output':
      return `"$(${value.command})"`;
    case 'concat':
      return value.parts.map(valueOfShell).join('');
    case 'one-of':
      return value.values.length === 1 ? valueOfShell(value.values[0] as Value) : toBeSaid;
    case 'unknown':
      return toBeSaid;
  }
}

// Nothing is guessed, and nothing is left empty: `rm -rf "$X/"` would follow. The command stops here, in
// words, until a person says what belongs in its place. Source: bash manual, 3.5.3, ${parameter:?word}.
const toBeSaid = '"${SAY_HERE:?the script computes this value while it runs}"';
