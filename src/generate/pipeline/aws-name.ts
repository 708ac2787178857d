import { createHash } from 'node:crypto';

/**
 * A text as a name of CodePipeline, CodeBuild and CodeDeploy: letters, digits, `-` and `_`. A name
 * that is too long is cut and ends with a piece of its hash, so that two of them stay apart.
 * Source: https://docs.aws.amazon.com/codepipeline/latest/APIReference/API_PipelineDeclaration.html
 */
export function awsName(text: string, longest = 100): string {
  const kept = text
    // Letters lose their accents and not their place: `recetté` is `recette`.
    .normalize('NFD')
    .replace(/\p{Mark}+/gu, '')
    .replace(/[^A-Za-z0-9_-]+/g, '-')
    .replace(/^[-_]+|[-_]+$/g, '');
  const name = kept === '' ? `x-${digest(text)}` : kept;
  return name.length <= longest
    ? name
    : `${name.slice(0, longest - 9).replace(/[-_]+$/, '')}-${digest(text)}`;
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 8);
}
