import type { ScriptRole } from '../model/trace.ts';
import type { Value } from '../model/value.ts';
import { localPlace } from './context.ts';
import type { Context } from './context.ts';
import { fleetFile } from './files.ts';
import type { ShellState } from './shell-state.ts';
import type { Walk } from './walk.ts';

/** Notes that the file being executed sources or calls another one. */
export function noteEdge(walk: Walk, context: Context, to: string, role: ScriptRole): void {
  const isKnown = walk.edges.some(
    (edge) => edge.from === context.file && edge.to === to && edge.role === role,
  );
  if (!isKnown) walk.edges.push({ from: context.file, to, role });
}

/** Notes the file that a shell reads as its script from standard input. */
export function noteInputScript(walk: Walk, state: ShellState, context: Context): void {
  const file =
    context.stdin.kind === 'file'
      ? fleetFile(walk, context.stdin.path, state, { ...context, place: localPlace })
      : context.stdinText === null
        ? null
        : scriptOf(walk, context.stdinText);
  if (file !== null) noteEdge(walk, context, file, 'called');
}

/** `cat remote.sh | ssh host`: the script that a text is, when it is one from its first character on. */
export function scriptOf({ workspace }: Walk, text: Value): string | null {
  const first = text.kind === 'concat' ? text.parts[0] : text;
  const site = first?.kind === 'literal' ? first.at?.at(-1) : undefined;
  const isScript = workspace.application.scripts.some(({ file }) => file === site?.file);
  return site !== undefined && isScript && site.start === 0 ? site.file : null;
}
