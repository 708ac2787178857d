import type { Diagnostic } from '../../model/diagnostic.ts';
import { diagnose } from '../diagnose.ts';
import { recordAt, textsAt } from '../reading.ts';
import type { Buildspec } from './buildspec.ts';

const lists = ['variables', 'parameter-store', 'secrets-manager'] as const;

/**
 * Names that CodeBuild keeps for itself, and exports that it refuses.
 * Source: https://docs.aws.amazon.com/codebuild/latest/userguide/build-spec-ref.html#build-spec.env
 */
export function environmentProblems({ document }: Buildspec): readonly Diagnostic[] {
  const env = recordAt(document.data, 'env');
  const at = (path: string) => document.lineOf(path);
  const reserved = lists.flatMap((list) =>
    Object.keys(recordAt(env, list))
      .filter((name) => name.startsWith('CODEBUILD_'))
      .map((name) =>
        diagnose('check/reserved-variable', document.file, at(`/env/${list}/${name}`), {
          name,
          prefix: 'CODEBUILD_',
        }),
      ),
  );
  const exported = textsAt(env, 'exported-variables').flatMap((name, index) => {
    const origin = unexportable(name, env);
    const line = at(`/env/exported-variables/${index}`);
    return origin === null
      ? []
      : [diagnose('check/not-exportable', document.file, line, { name, origin })];
  });
  return [...reserved, ...exported];
}

function unexportable(name: string, env: Readonly<Record<string, unknown>>): string | null {
  if (name.startsWith('AWS_')) return 'AWS_*';
  const secret = (['parameter-store', 'secrets-manager'] as const).find((list) =>
    Object.hasOwn(recordAt(env, list), name),
  );
  return secret ?? null;
}
