/** Helpers that print, which a script has from a file that nobody could read. */
import type { Command } from '../../syntax/nodes.ts';
import { walk } from '../../syntax/nodes.ts';
import { fileSource, parseSource } from '../../syntax/parse-source.ts';
import type { Plan, PlannedStep } from '../../model/plan.ts';
import type { Piece } from './print.ts';
import { plain } from './print.ts';

const rule = 'shell/print-helper';

/**
 * Functions that stand in for them: a command that is not found would end the build or the hook, where
 * the script only said something. One that says why it gives up still does.
 */
export function absentHelpers(
  plan: Plan,
  pieces: readonly Piece[],
  functions: readonly Piece[],
): readonly Piece[] {
  const helpers = new Map(
    plan.steps.flatMap((planned) => {
      const { classified } = planned;
      const name = classified.step.name ?? '';
      return classified.rule === rule && /^[A-Za-z_]\w*$/.test(name) ? [[name, planned]] : [];
    }),
  );
  if (helpers.size === 0) return [];
  const defined = new Set(functions.flatMap(({ lines }) => definedIn(lines[0]?.text ?? '')));
  const called = [...pieces, ...functions].flatMap(({ lines }) =>
    commandsIn(lines.map(({ text }) => text).join('\n')),
  );
  return [...helpers]
    .filter(([name]) => called.includes(name) && !defined.has(name))
    .map(([name, planned]) => standIn(name, planned));
}

function definedIn(line: string): readonly string[] {
  return /^(?:function\s+)?([\w-]+)/.exec(line)?.slice(1) ?? [];
}

function commandsIn(text: string): readonly string[] {
  const names: string[] = [];
  walk(parseSource(fileSource('', text)).script, (node) => {
    if (node.type === 'Command') names.push(nameOf(node));
    return undefined;
  });
  return names;
}

function nameOf({ name }: Command): string {
  return name?.value ?? '';
}

function standIn(name: string, { classified: { kind, step } }: PlannedStep): Piece {
  const givesUp = kind === 'control';
  return {
    comments: ['# It stands in a file of the script that was not there to be read.'],
    lines: [plain(`${name}() { printf '%s\\n' "$*"${givesUp ? ' >&2; exit 1' : ''}; }`)],
    steps: [],
    span: { ...step.span, end: step.span.start },
    cwd: null,
    moves: false,
    hostGroups: [],
    machine: 'build',
    codes: [],
    sets: false,
  };
}
