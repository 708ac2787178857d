import { fileSource, parseSource } from '../../syntax/parse-source.ts';
import type { ParsedSource } from '../../syntax/parse-source.ts';
import { buildPhases } from '../../model/kind.ts';
import type { BuildPhase } from '../../model/kind.ts';
import type { Document } from '../document.ts';
import { isRecord, recordAt, textsAt } from '../reading.ts';

/** One command of a phase: a script of its own for CodeBuild. */
export interface BuildCommand {
  readonly phase: BuildPhase;
  readonly text: string;
  readonly parsed: ParsedSource;
  /** Its JSON pointer in the buildspec. */
  readonly path: string;
  /** The line in the buildspec of a 1-based line of the command. */
  readonly lineOf: (line: number) => number;
}

/** What a build puts into one artifact. Patterns are relative to `baseDirectory`. */
export interface BuildArtifact {
  /** Null for the primary artifact. */
  readonly name: string | null;
  readonly path: string;
  readonly files: readonly string[];
  readonly excludes: readonly string[];
  /** `.` for the root of the source. */
  readonly baseDirectory: string;
  readonly discardsPaths: boolean;
}

/** A buildspec as far as it could be read; what its schema refuses is left out. */
export interface Buildspec {
  readonly document: Document;
  readonly commands: readonly BuildCommand[];
  readonly artifacts: readonly BuildArtifact[];
}

/** Reads the parts of a buildspec that are checked further. Never throws, whatever the data. */
export function buildspecOf(document: Document): Buildspec {
  return { document, commands: commandsOf(document), artifacts: artifactsOf(document) };
}

function commandsOf(document: Document): readonly BuildCommand[] {
  const phases = recordAt(document.data, 'phases');
  return buildPhases.flatMap((phase) =>
    (['commands', 'finally'] as const).flatMap((list) => {
      const commands = recordAt(phases, phase)[list];
      if (!Array.isArray(commands)) return [];
      return commands.flatMap((text: unknown, index) =>
        typeof text === 'string'
          ? [commandAt(document, phase, `/phases/${phase}/${list}/${index}`, text)]
          : [],
      );
    }),
  );
}

function commandAt(
  document: Document,
  phase: BuildPhase,
  path: string,
  text: string,
): BuildCommand {
  const written = document.scalarAt(path);
  const first = written?.line ?? document.lineOf(path);
  // Only a literal block keeps the lines that its author wrote.
  const lineOf = (line: number) => (written?.style === 'literal' ? first + line - 1 : first);
  const parsed = parseSource(fileSource(document.file, text));
  return { phase, text, parsed, path, lineOf };
}

function artifactsOf({ data }: Document): readonly BuildArtifact[] {
  if (!isRecord(data) || !isRecord(data['artifacts'])) return [];
  const primary = data['artifacts'];
  const secondary = recordAt(primary, 'secondary-artifacts');
  return [
    artifactOf(primary, null, '/artifacts'),
    ...Object.entries(secondary).map(([name, given]) =>
      artifactOf(isRecord(given) ? given : {}, name, `/artifacts/secondary-artifacts/${name}`),
    ),
  ];
}

function artifactOf(
  given: Readonly<Record<string, unknown>>,
  name: string | null,
  path: string,
): BuildArtifact {
  const base = given['base-directory'];
  return {
    name,
    path,
    files: textsAt(given, 'files'),
    excludes: textsAt(given, 'exclude-paths'),
    baseDirectory: typeof base === 'string' ? base.replace(/^\.\/|\/+$/g, '') || '.' : '.',
    discardsPaths: given['discard-paths'] === 'yes' || given['discard-paths'] === true,
  };
}
