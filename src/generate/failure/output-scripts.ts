import { parseYamlWithLines, YamlError } from '../../fleet/yaml.ts';
import type { YamlWithLines } from '../../fleet/yaml.ts';
import { buildPhases } from '../../model/kind.ts';
import type { OutputFile } from '../../model/output-file.ts';

/** A piece of bash in an output file whose exit status CodeBuild or CodeDeploy looks at. */
export interface OutputScript {
  /** A name of its own: a buildspec holds many. */
  readonly id: string;
  readonly path: string;
  readonly text: string;
  /** The line of the output file that holds a 1-based line of the text. */
  readonly lineOf: (line: number) => number;
}

/**
 * The scripts that run in a deployment: each command of a buildspec is one for CodeBuild, each hook
 * is one for CodeDeploy. What hooks and commands source is read with them.
 */
export function outputScripts(
  files: readonly Pick<OutputFile, 'path' | 'text'>[],
): readonly OutputScript[] {
  const hooks = new Set(files.flatMap(hookPaths));
  return files.flatMap((file) => {
    const name = nameOf(file.path);
    if (isBuildspec(name)) return commandsOf(file);
    return hooks.has(name)
      ? [{ id: name, path: file.path, text: file.text, lineOf: (line: number) => line }]
      : [];
  });
}

/** The path inside the application's repository. */
export function nameOf(path: string): string {
  return path.replace(/^(?:.*\/)?repo\//, '');
}

function isBuildspec(name: string): boolean {
  return /^buildspec(\.[^/]+)?\.yml$/.test(name);
}

function hookPaths({ path, text }: Pick<OutputFile, 'path' | 'text'>): readonly string[] {
  if (nameOf(path) !== 'appspec.yml') return [];
  const data = yamlOf(text)?.data as {
    hooks?: Readonly<Record<string, readonly { location?: unknown }[]>>;
  } | null;
  return Object.values(data?.hooks ?? {}).flatMap((list) =>
    list.flatMap(({ location }) => (typeof location === 'string' ? [location] : [])),
  );
}

function commandsOf({ path, text }: Pick<OutputFile, 'path' | 'text'>): readonly OutputScript[] {
  const yaml = yamlOf(text);
  if (yaml === null) return [];
  const { phases = {} } = (yaml.data ?? {}) as {
    phases?: Readonly<Record<string, { readonly commands?: readonly unknown[] } | undefined>>;
  };
  return buildPhases.flatMap((phase) =>
    (phases[phase]?.commands ?? []).flatMap((command, index) => {
      if (typeof command !== 'string') return [];
      const written = yaml.scalarAt(`/phases/${phase}/commands/${String(index)}`);
      const first = written?.line ?? 1;
      // Only a literal block keeps its lines.
      const lineOf = (line: number) => (written?.style === 'literal' ? first + line - 1 : first);
      return [{ id: `${nameOf(path)}#${phase}.${String(index)}`, path, text: command, lineOf }];
    }),
  );
}

/** Null for a text that is no YAML, which the check says. */
function yamlOf(text: string): YamlWithLines | null {
  try {
    return parseYamlWithLines(text);
  } catch (error) {
    if (error instanceof YamlError) return null;
    throw error;
  }
}
