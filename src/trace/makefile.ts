import type { Origin } from '../model/source.ts';
import type { Value } from '../model/value.ts';
import { concat, literal } from '../shell/value.ts';

/** A stretch of a makefile, from one offset to another. */
interface Stretch {
  readonly text: string;
  readonly start: number;
}

interface Rule {
  readonly targets: readonly string[];
  readonly prerequisites: readonly string[];
  /** Recipe lines without their tab and prefix characters. */
  readonly recipe: readonly Stretch[];
}

interface Makefile {
  readonly rules: readonly Rule[];
  readonly variables: ReadonlyMap<string, string>;
}

/**
 * The commands that make runs for a target, those of its prerequisites first, each once; null when
 * the file has no such target. The empty name is the first target. Plain variables are put in
 * their places, functions of make are not computed.
 * Source: GNU make manual, 2.1 (rules), 5.1 (recipe syntax), 6.1 (references).
 */
export function recipeOf(
  text: string,
  file: string,
  target: string,
  given: ReadonlyMap<string, string>,
): Value | null {
  const makefile = readMakefile(text);
  const wanted = target === '' ? defaultTarget(makefile) : target;
  if (wanted === null || !makefile.rules.some(({ targets }) => targets.includes(wanted)))
    return null;
  const variables = new Map([...makefile.variables, ...given]);
  const lines = linesOf(makefile, wanted, new Set());
  return concat(
    lines.flatMap(({ line, name, first }) => [
      ...expanded(line, file, new Map([...variables, ['@', name], ['<', first]])),
      literal('\n', [{ file, start: line.start, end: line.start }]),
    ]),
  );
}

interface RecipeLine {
  readonly line: Stretch;
  readonly name: string;
  readonly first: string;
}

function linesOf(makefile: Makefile, target: string, seen: Set<string>): readonly RecipeLine[] {
  if (seen.has(target)) return [];
  seen.add(target);
  const rules = makefile.rules.filter(({ targets }) => targets.includes(target));
  const before = rules.flatMap(({ prerequisites }) => prerequisites);
  return [
    ...before.flatMap((name) => linesOf(makefile, name, seen)),
    ...rules.flatMap(({ recipe, prerequisites: [first = ''] }) =>
      recipe.map((line) => ({ line, name: target, first })),
    ),
  ];
}

function defaultTarget({ rules }: Makefile): string | null {
  return rules.flatMap(({ targets }) => targets).find((name) => !/^\.|%/.test(name)) ?? null;
}

const assignment = /^(?:export\s+|override\s+)*([A-Za-z_][\w.-]*)\s*(?:\?|::?|\+)?=\s*(.*)$/s;
const ruleLine = /^([^\s#:=][^#:=]*?)\s*::?(?!=)([^;#|]*)/;

function readMakefile(text: string): Makefile {
  const rules: { targets: string[]; prerequisites: string[]; recipe: Stretch[] }[] = [];
  const variables = new Map<string, string>();
  for (const line of logicalLines(text)) {
    if (line.text.startsWith('\t')) {
      const prefix = /^[\t ]*[@+-]*[\t ]*/.exec(line.text)?.[0].length ?? 0;
      const rest = { text: line.text.slice(prefix), start: line.start + prefix };
      if (rest.text !== '') rules.at(-1)?.recipe.push(rest);
      continue;
    }
    const [, name, value = ''] = assignment.exec(line.text) ?? [];
    if (name !== undefined) {
      variables.set(name, value.replace(/\s+#.*$/, '').trim());
      continue;
    }
    const [, targets = '', prerequisites = ''] = ruleLine.exec(line.text) ?? [];
    if (targets !== '')
      rules.push({ targets: words(targets), prerequisites: words(prerequisites), recipe: [] });
  }
  return { rules: rules.filter(({ targets }) => !targets.includes('.PHONY')), variables };
}

function words(text: string): string[] {
  return text.split(/\s+/).filter((word) => word !== '');
}

/** Lines, those that a backslash continues joined to the next. */
function logicalLines(text: string): readonly Stretch[] {
  const lines: Stretch[] = [];
  for (const { 0: line, index } of text.matchAll(/(?:\\\n|[^\n])+/g))
    lines.push({ text: line, start: index });
  return lines;
}

const reference = /\$\(([\w.-]+)\)|\$\{([\w.-]+)\}|\$([@<])|\$\$|\$\(shell /g;
const maxNesting = 8;

/** A recipe line as the shell gets it. A name that the file does not set comes from the environment. */
function expanded(
  line: Stretch,
  file: string,
  variables: ReadonlyMap<string, string>,
): readonly Value[] {
  const parts: Value[] = [];
  const at = (start: number, end: number): readonly Origin[] => [
    { file, start: line.start + start, end: line.start + end },
  ];
  let kept = 0;
  const keep = (until: number): void => {
    if (until > kept) parts.push(literal(line.text.slice(kept, until), at(kept, until)));
  };
  for (const found of line.text.matchAll(reference)) {
    keep(found.index);
    kept = found.index + found[0].length;
    parts.push(literal(replacement(found, variables, 0), at(found.index, kept)));
  }
  keep(line.text.length);
  return parts;
}

function replacement(
  found: RegExpMatchArray,
  variables: ReadonlyMap<string, string>,
  depth: number,
): string {
  const name = found[1] ?? found[2] ?? found[3];
  if (name === undefined) return found[0] === '$$' ? '$' : '$(';
  const value = variables.get(name);
  if (value === undefined) return name === 'MAKE' ? 'make' : `\${${name.replace(/[.-]/g, '_')}}`;
  return depth >= maxNesting
    ? value
    : value.replace(reference, (...args: unknown[]) =>
        replacement(args.slice(0, 4) as unknown as RegExpMatchArray, variables, depth + 1),
      );
}
