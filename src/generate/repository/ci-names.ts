/** Variables that other build services set, by what CodeBuild calls the same. */
import type { Plan } from '../../model/plan.ts';

const commit = '$CODEBUILD_RESOLVED_SOURCE_VERSION';

// Sources: https://docs.gitlab.com/ci/variables/predefined_variables/,
// https://docs.github.com/en/actions/reference/workflows-and-actions/variables,
// https://www.jenkins.io/doc/book/pipeline/jenkinsfile/#using-environment-variables,
// https://docs.aws.amazon.com/codebuild/latest/userguide/build-env-ref-env-vars.html
const answers: readonly (readonly [names: RegExp, text: string])[] = [
  [/^CI_COMMIT_SHORT_SHA$/, '${CODEBUILD_RESOLVED_SOURCE_VERSION:0:8}'],
  [
    /^(CI_COMMIT_SHA|GITHUB_SHA|GIT_COMMIT|TRAVIS_COMMIT|CIRCLE_SHA1|BITBUCKET_COMMIT|BUILDKITE_COMMIT|DRONE_COMMIT(_SHA)?|BUILD_SOURCEVERSION)$/,
    commit,
  ],
  [
    /^(CI_PIPELINE_I?ID|GITHUB_RUN_(NUMBER|ID)|BUILD_NUMBER|TRAVIS_BUILD_NUMBER|CIRCLE_BUILD_NUM|BITBUCKET_BUILD_NUMBER|BUILDKITE_BUILD_NUMBER|DRONE_BUILD_NUMBER)$/,
    '$CODEBUILD_BUILD_NUMBER',
  ],
  [
    /^(CI_PROJECT_DIR|GITHUB_WORKSPACE|WORKSPACE|TRAVIS_BUILD_DIR|BITBUCKET_CLONE_DIR|BUILD_SOURCESDIRECTORY)$/,
    '$CODEBUILD_SRC_DIR',
  ],
];

const branches =
  /^(CI_COMMIT_(REF_NAME|BRANCH)|GITHUB_REF_NAME|TRAVIS_BRANCH|CIRCLE_BRANCH|BITBUCKET_BRANCH|BUILDKITE_BRANCH|DRONE_BRANCH|BRANCH_NAME)$/;

/** What stands for such a variable in CodeBuild; null for a name that is none, or has no like. */
export function answerOfCodeBuild(name: string, { deployment }: Plan): string | null {
  if (branches.test(name)) return deployment.branch ?? 'main';
  return answers.find(([names]) => names.test(name))?.[1] ?? null;
}
