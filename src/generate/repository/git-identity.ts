/** Who commits and tags in CodeBuild, and with whose credentials Git pushes. */
import type { Slice } from '../slice/slice.ts';
import { ownBlock } from './build-blocks.ts';
import type { Block } from './build-blocks.ts';

/**
 * Git refuses a commit or an annotated tag of nobody.
 * Source: git-commit(1), "COMMIT INFORMATION"; git-tag(1), -a.
 */
export function gitIdentity(slice: Slice): readonly Block[] {
  return /\bgit\s+(-C\s+\S+\s+)?(commit|merge|tag\s+(-\w*[asm]|--(annotate|sign|message)))\b/m.test(
    textOf(slice),
  )
    ? [
        ownBlock('Git wants a name on commits and tags; the old one was the deployer’s own.', [
          'git config --global user.name CodeBuild',
          'git config --global user.email codebuild@localhost',
        ]),
      ]
    : [];
}

/** The helper answers for https; remotes are often named by ssh, for which CodeBuild has no key. */
export function remotesByHttps(slice: Slice): readonly Block[] {
  const text = textOf(slice);
  const hosts = ['github.com', 'gitlab.com', 'bitbucket.org'].filter((host) =>
    text.includes(`git@${host}:`),
  );
  return hosts.length === 0 || !pushes([slice])
    ? []
    : [
        ownBlock(
          'The connection’s credentials go by https, not by ssh.',
          hosts.map(
            (host) => `git config --global url."https://${host}/".insteadOf "git@${host}:"`,
          ),
        ),
      ];
}

/**
 * Without it, Git in CodeBuild has no credentials to push with, or to fetch submodules.
 * Source: https://docs.aws.amazon.com/codebuild/latest/userguide/build-spec-ref.html#build-spec.env.git-credential-helper
 */
export function pushes(slices: readonly Slice[]): boolean {
  return slices.some((slice) =>
    /^\s*git\s+(-C\s+\S+\s+)?(push|submodule|lfs)\b/m.test(textOf(slice)),
  );
}

function textOf({ pieces, functions }: Slice): string {
  return [...pieces, ...functions].flatMap(({ lines }) => lines.map(({ text }) => text)).join('\n');
}
