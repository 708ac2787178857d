import { checkOutput } from '../../src/check/check-output.ts';
import type { CheckedApplication, CheckedFile } from '../../src/check/checked-file.ts';
import type { Diagnostic } from '../../src/model/diagnostic.ts';
import type { Checker } from '../../src/model/host.ts';

/** A checker on whose machine nothing is installed. */
export const nothingInstalled: Checker = { run: () => null };

/** A checker that finds nothing, whatever it is given. */
export const contentChecker: Checker = {
  run: (program) => ({ status: 0, stdout: program === 'shellcheck' ? '{"comments":[]}' : '' }),
};

export const hook = ['#!/usr/bin/env bash', 'set -euo pipefail', 'systemctl restart shop', ''].join(
  '\n',
);

export const buildspec = `version: 0.2
env:
  shell: bash
phases:
  install:
    runtime-versions:
      nodejs: "22"
  build:
    commands:
      - npm ci
      - |
        set -euo pipefail
        npm run build
        cp -a public dist/
artifacts:
  files:
    - appspec.yml
    - deploy/**/*
    - dist/**/*
`;

export const appspec = `version: 0.0
os: linux
files:
  - source: dist
    destination: /srv/shop
file_exists_behavior: OVERWRITE
permissions:
  - object: /srv/shop
    owner: shop
    type: [file]
    mode: "0644"
hooks:
  ApplicationStart:
    - location: deploy/application-start.sh
      timeout: 300
`;

export const manifest = `schema: pipewright/pipeline/1
name: shop
owner: null
platform: ec2
source:
  repository: clientb/shop
  branch: main
  format: CODE_ZIP
execution: QUEUED
build:
  project: shop-build
  image: aws/codebuild/standard:7.0
  privileged: false
jobs:
  - name: Smoke
    project: shop-smoke
    buildspec: buildspec.smoke.yml
    network: false
environments:
  - name: prod
    production: true
    account: null
    region: null
    deploymentGroups:
      - name: shop-prod
        hostGroup: web
        config: CodeDeployDefault.OneAtATime
        style: in-place
stages:
  - name: Source
    actions:
      - { name: Source, type: source, order: 1, output: source }
  - name: Build
    actions:
      - { name: Build, type: build, order: 1, input: source, output: bundle }
  - name: Deploy-prod
    onFailure: rollback
    actions:
      - { name: Deploy, type: codedeploy, order: 1, group: shop-prod, input: bundle }
      - { name: Smoke, type: job, order: 2, job: Smoke, input: source, environment: prod }
rollback:
  owner: pipeline
notifications:
  events: [failed]
  slack: false
  email: []
parameters:
  - name: DB_PASSWORD
    paths: [/shop/prod/DB_PASSWORD]
`;

const actionType = (category: string, provider: string) => ({
  category,
  owner: 'AWS',
  provider,
  version: '1',
});

/** The pipeline of the manifest above, as data to be spoilt. */
export function declaration() {
  return {
    pipeline: {
      name: 'shop',
      roleArn: 'arn:aws:iam::123456789012:role/shop-pipeline',
      pipelineType: 'V2',
      executionMode: 'QUEUED',
      artifactStore: { type: 'S3', location: 'artifacts-of-shop' },
      stages: [
        {
          name: 'Source',
          actions: [
            {
              name: 'Source',
              actionTypeId: actionType('Source', 'CodeStarSourceConnection'),
              runOrder: 1,
              configuration: {
                ConnectionArn: 'arn:aws:codeconnections:eu-west-3:123456789012:connection/x',
                FullRepositoryId: 'clientb/shop',
                BranchName: 'main',
              } as Record<string, string>,
              outputArtifacts: [{ name: 'source' }],
            },
          ],
        },
        {
          name: 'Build',
          actions: [
            {
              name: 'Build',
              actionTypeId: actionType('Build', 'CodeBuild'),
              runOrder: 1,
              configuration: { ProjectName: 'shop-build' } as Record<string, string>,
              inputArtifacts: [{ name: 'source' }],
              outputArtifacts: [{ name: 'bundle' }],
            },
          ],
        },
        {
          name: 'Deploy-prod',
          onFailure: { result: 'ROLLBACK' } as Record<string, unknown>,
          actions: [
            {
              name: 'Deploy',
              actionTypeId: actionType('Deploy', 'CodeDeploy'),
              runOrder: 1,
              configuration: {
                ApplicationName: 'shop',
                DeploymentGroupName: 'shop-prod',
              } as Record<string, string>,
              inputArtifacts: [{ name: 'bundle' }],
            },
            {
              name: 'Smoke',
              actionTypeId: actionType('Build', 'CodeBuild'),
              runOrder: 2,
              configuration: {
                ProjectName: 'shop-smoke',
                EnvironmentVariables: '[{"name":"ENVIRONMENT","value":"prod","type":"PLAINTEXT"}]',
              } as Record<string, string>,
              inputArtifacts: [{ name: 'source' }],
            },
          ],
        },
      ],
      triggers: [
        {
          providerType: 'CodeStarSourceConnection',
          gitConfiguration: {
            sourceActionName: 'Source',
            push: [{ branches: { includes: ['main'] } }],
          },
        },
      ],
    } as Record<string, unknown>,
  };
}

const smoke = `version: 0.2
env:
  shell: bash
phases:
  build:
    commands:
      - curl -fsS https://shop.example/health
`;

/** Output files of one application that nothing is wrong with. */
export const validFiles: Readonly<Record<string, string>> = {
  'apps/shop/repo/buildspec.yml': buildspec,
  'apps/shop/repo/buildspec.smoke.yml': smoke,
  'apps/shop/repo/appspec.yml': appspec,
  'apps/shop/repo/deploy/application-start.sh': hook,
  'apps/shop/pipeline.yaml': manifest,
  'apps/shop/pipeline.json': `${JSON.stringify(declaration(), null, 2)}\n`,
  'apps/shop/parameters.yaml': 'schema: pipewright/parameters/1\nparameters: []\nvalues: []\n',
  'apps/shop/RUNBOOK.md':
    '# shop\n\nSee [the pipeline](pipeline.yaml) and [below](#going-back).\n\n## Going back\n',
  'terraform/main.tf': 'variable "name" {\n  type = string\n}\n',
};

export function filesOf(texts: Readonly<Record<string, string | null>>): readonly CheckedFile[] {
  return Object.entries(texts).flatMap(([path, text]) =>
    text === null ? [] : [{ path, text, executable: path.includes('/deploy/') }],
  );
}

/** What is wrong when some of the valid files are replaced, or gone where null stands. */
export function checkWith(
  changes: Readonly<Record<string, string | null>>,
  applications: readonly CheckedApplication[] = [],
  checker: Checker = contentChecker,
): readonly Diagnostic[] {
  return checkOutput(filesOf({ ...validFiles, ...changes }), checker, applications);
}

/** `code@line`, for short rows. */
export const codesOf = (found: readonly Diagnostic[]): readonly string[] =>
  found.map(({ code, line }) => `${code.replace('check/', '')}@${line === null ? '-' : line}`);
