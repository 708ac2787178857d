import type { Buildspec } from '../buildspec/buildspec.ts';
import { walk } from '../../syntax/nodes.ts';
import type { SyntaxNode } from '../../syntax/nodes.ts';
import type { Diagnostic } from '../../model/diagnostic.ts';
import { diagnose } from '../diagnose.ts';
import { recordAt } from '../reading.ts';
import { isGivenToBuild } from '../shell/unset-names.ts';
import { variablesOf } from './actions.ts';
import type { PipelineDeclaration } from './declaration.ts';

/**
 * Values without which a build gives up at once (`${TAG:?…}`), and that neither its action, nor its
 * buildspec, nor a command sets: every execution would fail there.
 */
export function demandProblems(
  { stages }: PipelineDeclaration,
  buildspecOf: (project: string) => Buildspec | null,
): readonly Diagnostic[] {
  const reported = new Set<string>();
  return stages.flatMap(({ actions }) =>
    actions.flatMap(({ name: action, provider, configuration }) => {
      const buildspec = buildspecOf(configuration['ProjectName'] ?? '');
      if (provider !== 'CodeBuild' || buildspec === null) return [];
      const given = variablesOf(configuration['EnvironmentVariables'] ?? '[]') ?? [];
      const known = new Set(given.map(({ name }) => name));
      return demandsOf(buildspec)
        .filter(({ name }) => {
          const key = `${buildspec.document.file}:${name}`;
          const isNew = !known.has(name) && !reported.has(key);
          if (isNew) reported.add(key);
          return isNew;
        })
        .map(({ name, line }) =>
          diagnose('check/nobody-gives', buildspec.document.file, line, { name, action }),
        );
    }),
  );
}

interface Demand {
  readonly name: string;
  readonly line: number;
}

function demandsOf({ document, commands }: Buildspec): readonly Demand[] {
  const env = recordAt(document.data, 'env');
  const set = new Set(
    (['variables', 'parameter-store', 'secrets-manager'] as const).flatMap((list) =>
      Object.keys(recordAt(env, list)),
    ),
  );
  const demands: Demand[] = [];
  for (const { parsed, text, lineOf } of commands) {
    const ends: { readonly name: string; readonly end: number }[] = [];
    walk(parsed.script, (node) => {
      const name = nameDemanded(node);
      // `X=${X:?}` sets it afterwards.
      for (const one of ends) if (one.end <= node.pos) set.add(one.name);
      if (name !== null && !set.has(name) && !isGivenToBuild(name))
        demands.push({ name, line: lineOf(text.slice(0, node.pos).split('\n').length) });
      for (const one of namesSet(node)) ends.push({ name: one, end: node.end });
      return undefined;
    });
    for (const one of ends) set.add(one.name);
    // What a file of settings sets, its reader alone knows.
    if (/^\s*(source|\.)\s/m.test(text)) break;
  }
  return demands;
}

function nameDemanded(node: SyntaxNode): string | null {
  if (node.type !== 'ParameterExpansion' || node.operation?.type !== 'Default') return null;
  return node.operation.operator.endsWith('?') && /^[A-Za-z_]\w*$/.test(node.parameter)
    ? node.parameter
    : null;
}

function namesSet(node: SyntaxNode): readonly string[] {
  if (node.type === 'Assignment') return [node.name];
  if (node.type === 'For' || node.type === 'Select') return [node.name.value];
  if (node.type !== 'Command' || !/^(read|mapfile|readarray|printf)$/.test(node.name?.value ?? ''))
    return [];
  return node.args.flatMap((item) => (item.type === 'Word' ? [item.value] : []));
}
