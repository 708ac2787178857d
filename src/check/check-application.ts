import type { Diagnostic } from '../model/diagnostic.ts';
import { checkAppspec } from './appspec/check-appspec.ts';
import { buildspecOf } from './buildspec/buildspec.ts';
import type { Buildspec } from './buildspec/buildspec.ts';
import { checkBuildspec } from './buildspec/check-buildspec.ts';
import { createBundle } from './bundle.ts';
import type { CheckedApplication, CheckedFile } from './checked-file.ts';
import { diagnose } from './diagnose.ts';
import { readDocument } from './document.ts';
import type { Document } from './document.ts';
import type { ApplicationFiles } from './layout.ts';
import { outputProblems } from './pipeline/build-outputs.ts';
import { checkDeclaration } from './pipeline/check-declaration.ts';
import { checkManifest } from './pipeline/check-manifest.ts';
import { declarationOf } from './pipeline/declaration.ts';
import { demandProblems } from './pipeline/demanded-values.ts';
import { defaultBuildspec, readManifest } from './pipeline/manifest.ts';
import type { ReadManifest } from './pipeline/manifest.ts';
import { differences } from './pipeline/same-pipeline.ts';
import { createJudge } from './schema-problems.ts';
import { parametersSchema } from './schemas/manifest-schema.ts';
import { buildspecText, commandTexts } from './shell/shell-text.ts';
import type { ShellText } from './shell/shell-text.ts';

/** What was found in the files of one application, and the shell that its buildspecs hold. */
export interface CheckedOutput {
  readonly diagnostics: readonly Diagnostic[];
  readonly shell: readonly ShellText[];
}

const judgeParameters = createJudge(parametersSchema);

/** The files of one application, each by itself and against the others. */
export function checkApplication(
  files: ApplicationFiles,
  known: Pick<CheckedApplication, 'repository' | 'logins'>,
): CheckedOutput {
  const diagnostics: Diagnostic[] = [];
  const read = (file: CheckedFile | undefined): Document | null => {
    if (file === undefined) return null;
    const { document, diagnostics: problems } = readDocument(file);
    diagnostics.push(...problems);
    return document;
  };
  const manifestFile = read(files.platform.get('pipeline.yaml'));
  const manifest = manifestFile === null ? null : readManifest(manifestFile);
  const buildspecs = new Map<string, Buildspec>();
  for (const [path, file] of files.repository) {
    const document = /^buildspec[^/]*\.ya?ml$/.test(path) ? read(file) : null;
    if (document !== null) buildspecs.set(path, buildspecOf(document));
  }
  for (const buildspec of buildspecs.values())
    diagnostics.push(...checkBuildspec(buildspec, manifest?.image ?? null));
  const main = buildspecs.get(defaultBuildspec) ?? null;
  const bundle = createBundle(files.repository, known, main);
  for (const [path, file] of files.repository) {
    const document = /^appspec[^/]*\.ya?ml$/.test(path) ? read(file) : null;
    if (document !== null) diagnostics.push(...checkAppspec(document, bundle));
  }
  diagnostics.push(
    ...pipelineProblems(manifest, read(files.platform.get('pipeline.json')), buildspecs),
  );
  const parameters = read(files.platform.get('parameters.yaml'));
  if (parameters !== null) diagnostics.push(...judgeParameters(parameters));
  diagnostics.push(...missingFiles(files, known.repository, manifest));
  const shell = [...buildspecs.values()].flatMap((one) => [
    ...commandTexts(one),
    buildspecText(one),
  ]);
  return { diagnostics, shell };
}

function pipelineProblems(
  manifest: ReadManifest | null,
  json: Document | null,
  buildspecs: ReadonlyMap<string, Buildspec>,
): readonly Diagnostic[] {
  const declaration = json === null ? null : declarationOf(json);
  const pathOf = (project: string): string => {
    const job = manifest?.jobs.find((one) => one.project === project);
    return job?.buildspec ?? defaultBuildspec;
  };
  const buildspecFor = (project: string) => buildspecs.get(pathOf(project)) ?? null;
  return [
    ...(manifest === null ? [] : checkManifest(manifest)),
    ...(json === null ? [] : checkDeclaration(json)),
    ...(manifest === null || declaration === null ? [] : differences(manifest, declaration)),
    ...(declaration === null
      ? []
      : [
          ...outputProblems(declaration, buildspecFor),
          ...demandProblems(declaration, buildspecFor),
        ]),
  ];
}

/** Files that others need: CodeBuild its buildspecs, CodeDeploy an appspec, Terraform the manifest. */
function missingFiles(
  { prefix, platform, repository: output }: ApplicationFiles,
  repository: ReadonlySet<string>,
  manifest: ReadManifest | null,
): readonly Diagnostic[] {
  const missing = (path: string, from: Document | null, at: string) =>
    output.has(path) || repository.has(path)
      ? []
      : [
          diagnose('check/missing-file', from?.file ?? null, from?.lineOf(at) ?? null, {
            path: `${prefix}repo/${path}`,
          }),
        ];
  if (manifest === null) {
    const isThere = platform.has('pipeline.yaml') || platform.size === 0;
    const path = `${prefix}pipeline.yaml`;
    return isThere ? [] : [diagnose('check/missing-file', null, null, { path })];
  }
  const types = manifest.stages.flatMap(({ actions }) => actions.map(({ type }) => type));
  return [
    ...(types.includes('build') ? missing(defaultBuildspec, manifest.document, '/build') : []),
    ...manifest.jobs.flatMap(({ buildspec, path }) =>
      buildspec === '' ? [] : missing(buildspec, manifest.document, path),
    ),
    ...(types.includes('codedeploy') ? missing('appspec.yml', manifest.document, '/stages') : []),
  ];
}
