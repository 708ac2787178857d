import type { ScriptFile } from '../model/fleet.ts';
import { literal } from '../shell/value.ts';
import { walk as visitNodes } from '../syntax/nodes.ts';
import type { FunctionDefinition } from '../syntax/nodes.ts';
import type { ParsedSource } from '../syntax/parse-source.ts';
import { entryContext } from './context.ts';
import type { Draft } from './draft.ts';
import { pathInApplication } from './environment-value.ts';
import { noSelection } from './selection.ts';
import { ShellState } from './shell-state.ts';
import type { FunctionEntry } from './shell-state.ts';
import { walkNode } from './walk-node.ts';
import { Walk } from './walk.ts';
import type { Workspace } from './walk.ts';

/** The steps of functions that nothing calls: nothing of a script is left out. */
export function unreachedDrafts(
  workspace: Workspace,
  scripts: readonly ScriptFile[],
  walks: readonly Walk[],
): readonly Draft[] {
  const visited = new Set(walks.flatMap((walk) => [...walk.visited]));
  const definitions = scripts.flatMap(({ file }) => {
    const parsed = workspace.script(file);
    return parsed === null ? [] : functionsOf(parsed).map((node) => ({ parsed, node }));
  });
  const functions = definitions.map(({ parsed: { source }, node }) => {
    const key = `${source.id}:${node.pos}`;
    return [node.name.text, { node, source, key }] as const;
  });
  return definitions
    .filter(({ parsed, node }) => !isVisited(parsed, node, visited))
    .flatMap(({ parsed, node }) => draftsOf(workspace, parsed, node, functions));
}

function functionsOf(parsed: ParsedSource): readonly FunctionDefinition[] {
  const found: FunctionDefinition[] = [];
  visitNodes(parsed.script, (node) => {
    if (node.type === 'Function') found.push(node);
    return undefined;
  });
  return found;
}

function draftsOf(
  workspace: Workspace,
  parsed: ParsedSource,
  node: FunctionDefinition,
  functions: readonly (readonly [string, FunctionEntry])[],
): readonly Draft[] {
  const walk = new Walk(workspace, noSelection);
  const { file } = parsed.source;
  const state = new ShellState(null, literal(pathInApplication(workspace.application.root, file)));
  for (const [name, entry] of functions) state.functions.set(name, entry);
  const context = {
    ...entryContext(parsed.source),
    path: `uncalled:${file}`,
    functions: [node.name.text],
  };
  walkNode(walk, node.body, state, context);
  // What the functions that it calls do by themselves is no part of it.
  return walk
    .drafts()
    .filter(({ span }) => span.file === file && node.pos <= span.start && span.end <= node.end)
    .map((draft) => ({ ...draft, reached: false, unreachedBecause: 'uncalled-function' }));
}

function isVisited(
  parsed: ParsedSource,
  node: FunctionDefinition,
  visited: ReadonlySet<string>,
): boolean {
  let found = false;
  visitNodes(node.body, (inner) => {
    if (inner.type === 'Command' && visited.has(`${parsed.source.id}:${inner.pos}`)) found = true;
    // A function inside is another's business.
    return !found && inner.type !== 'Function';
  });
  return found;
}
