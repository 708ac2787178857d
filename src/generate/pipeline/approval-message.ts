import type { Approval } from '../../model/deployment.ts';

/** CodePipeline keeps at most 1000 characters of a value; the rest of the message needs its room. */
const longest = 600;

/**
 * What an approval asks: the script's own words, without the hint which key to press, with what a
 * release was given, and with the commit of this execution where the script named the one on the laptop.
 * Source: https://docs.aws.amazon.com/codepipeline/latest/userguide/approvals-action-add.html
 */
export function approvalMessage(
  { prompt, condition }: Pick<Approval, 'prompt' | 'condition'>,
  environment: string,
  variables: ReadonlyMap<string, string>,
): string {
  const plain = `Deploy to ${environment}?`;
  const words = withVariables(questionOf(prompt ?? ''), variables);
  const question =
    words === '' ? plain : condition === null ? words : `${plain} Where ${condition}: ${words}`;
  // The words of the script may name the commit already; its author stands in no script.
  const commit = question.includes(commitId) ? '' : `commit ${commitId}, `;
  return `${question.slice(0, longest)} (${commit}#{SourceVariables.AuthorDisplayName})`;
}

const commitId = '#{SourceVariables.CommitId}';

function questionOf(prompt: string): string {
  // One of several, where the words differ by action: the first is the deployment's.
  const [first = ''] = prompt.split(/\|(?![^[(]*[\])])/);
  const words = first
    .replace(/\$\(git (?:rev-parse|log|describe)[^)]*\)/g, commitId)
    .replace(/\\n|\s+/g, ' ')
    .trim()
    .replace(/\s*:$/, '')
    .replace(/\s*[[(]\s*(?:y|yes|o|oui|n|no|non)\b[^\])]*[\])]$/i, '')
    .replace(/\s*:$/, '')
    .replace(typing, '')
    .trim();
  return isAboutKeys(words) ? '' : words;
}

/** `shop in production: type YES to go on`: a console has a button for it. */
const typing = /\s*[,.:;(–-]*\s*\b(?:type|enter|press|tapez|taper|saisir|saisissez)\b[^?]*$/i;

/** `Press enter to continue, ctrl-c to stop` asks nothing. */
function isAboutKeys(words: string): boolean {
  return /\b(?:press|hit|appuye[rz]|entr[ée]e|enter|any key|touche|ctrl.?c)(?=\W|$)/i.test(words);
}

/** `$1` as the release was given it; a value that nobody gives any more says nothing to a reader. */
function withVariables(words: string, variables: ReadonlyMap<string, string>): string {
  return words
    .replace(/\$\{?(\w+)\}?/g, (_, name: string) => variables.get(name) ?? '')
    .replace(/\s+/g, ' ')
    .trim();
}
