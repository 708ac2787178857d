import { walk } from '../../syntax/nodes.ts';
import type { Command } from '../../syntax/nodes.ts';
import type { Diagnostic } from '../../model/diagnostic.ts';
import { diagnose } from '../diagnose.ts';
import type { BuildCommand, Buildspec } from './buildspec.ts';

/** Commands that leave something behind outside the build, by their first words. */
const publishing =
  /^(docker (buildx build .*--push|image push|push)|podman push|buildah push|skopeo copy|(npm|pnpm|yarn|cargo) publish|yarn npm publish|twine upload|poetry publish|gem push|dotnet nuget push|mvnw? .*\bdeploy|gradlew? .*\bpublish|git push|gh release|glab release|kubectl (apply|set|rollout|delete|create|replace|patch)|helm (upgrade|install|uninstall)|terraform (apply|destroy)|cdk deploy|sam deploy|serverless deploy|ansible-playbook|rsync|scp|ssh|sftp|aws (s3 (cp|sync|mv|rm)|s3api (put|delete|copy)-\S+|\S+ (update|create|put|delete|deploy|publish|run|start|invoke|register|deregister|modify|send)\S*))(\s|$)/;

/**
 * Publishing in post_build without a look at CODEBUILD_BUILD_SUCCEEDING: that phase runs after a
 * failed build, too.
 * Source: https://docs.aws.amazon.com/codebuild/latest/userguide/view-build-details.html#view-build-details-phases
 */
export function publishingProblems({ document, commands }: Buildspec): readonly Diagnostic[] {
  let isGuarded = false;
  return commands
    .filter(({ phase }) => phase === 'post_build')
    .flatMap((command) => {
      isGuarded ||= endsPhase(command);
      const guardedHere = command.text.includes('CODEBUILD_BUILD_SUCCEEDING');
      const found = isGuarded || guardedHere ? null : publishedBy(command);
      return found === null
        ? []
        : [
            diagnose('check/unguarded-post-build', document.file, found.line, {
              command: found.command,
            }),
          ];
    });
}

/** A guard that leaves with 0 ends its own command only; the commands after it run. */
function endsPhase({ text }: BuildCommand): boolean {
  return text.includes('CODEBUILD_BUILD_SUCCEEDING') && !/\bexit 0\b/.test(text);
}

function publishedBy({ parsed, text, lineOf }: BuildCommand) {
  let found: { readonly command: string; readonly line: number } | null = null;
  walk(parsed.script, (node) => {
    if (found === null && node.type === 'Command') {
      const line = lineOf(text.slice(0, node.pos).split('\n').length);
      if (publishing.test(wordsOf(node))) found = { command: shownOf(node), line };
    }
    return found === null;
  });
  return found as { readonly command: string; readonly line: number } | null;
}

function wordsOf({ name, args }: Command): string {
  const words = args.flatMap((word) => (word.type === 'Word' ? [word.value] : []));
  return [name?.value ?? '', ...words].join(' ');
}

function shownOf(command: Command): string {
  return wordsOf(command).split(' ').slice(0, 3).join(' ');
}
