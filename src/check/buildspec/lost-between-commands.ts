import { walk } from '../../syntax/nodes.ts';
import type { ParsedScript } from '../../syntax/nodes.ts';
import type { Diagnostic } from '../../model/diagnostic.ts';
import { diagnose } from '../diagnose.ts';
import type { BuildCommand, Buildspec } from './buildspec.ts';

interface Names {
  readonly functions: ReadonlySet<string>;
  readonly arrays: ReadonlySet<string>;
}

/**
 * Functions and arrays that one command makes and another uses: directory and variables carry over
 * between the commands of a buildspec, these do not.
 */
export function lostBetweenCommands({ document, commands }: Buildspec): readonly Diagnostic[] {
  const made = commands.map(({ parsed }) => madeIn(parsed.script));
  const all: Names = {
    functions: new Set(made.flatMap(({ functions }) => [...functions])),
    arrays: new Set(made.flatMap(({ arrays }) => [...arrays])),
  };
  return commands.flatMap((command, index) => {
    const own = made[index] as Names;
    const used = usedIn(command);
    const lost = (kind: keyof Names) =>
      used[kind].filter(({ name }) => all[kind].has(name) && !own[kind].has(name));
    return [
      ...lost('functions').map(({ name, line }) =>
        diagnose('check/lost-function', document.file, line, { name }),
      ),
      ...lost('arrays').map(({ name, line }) =>
        diagnose('check/lost-array', document.file, line, { name }),
      ),
    ];
  });
}

function madeIn(script: ParsedScript): Names {
  const functions = new Set<string>();
  const arrays = new Set<string>();
  walk(script, (node) => {
    if (node.type === 'Function') functions.add(node.name.value);
    if (
      node.type === 'Assignment' &&
      (node.value.type === 'ArrayValue' || node.index !== undefined)
    )
      arrays.add(node.name);
    if (node.type === 'Command' && /^(mapfile|readarray)$/.test(node.name?.value ?? '')) {
      const last = node.args.at(-1);
      if (last?.type === 'Word') arrays.add(last.value);
    }
    return undefined;
  });
  return { functions, arrays };
}

interface Use {
  readonly name: string;
  readonly line: number;
}

function usedIn({ parsed, lineOf, text }: BuildCommand): Record<keyof Names, readonly Use[]> {
  const functions: Use[] = [];
  const arrays: Use[] = [];
  const use = (name: string, offset: number) => ({
    name,
    line: lineOf(text.slice(0, offset).split('\n').length),
  });
  walk(parsed.script, (node) => {
    if (node.type === 'Command' && node.name !== undefined)
      functions.push(use(node.name.value, node.pos));
    if (node.type === 'ParameterExpansion' && node.index !== undefined)
      arrays.push(use(node.parameter, node.pos));
    return undefined;
  });
  return { functions, arrays };
}
