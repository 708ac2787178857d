/** CodePipeline keeps at most 1000 characters of a value; the rest of the message needs its room. */
const longest = 600;

/**
 * What an approval asks: the script's own words, without the hint which letter to type, and with the
 * commit of this execution where the script named the one on the laptop.
 * Source: https://docs.aws.amazon.com/codepipeline/latest/userguide/approvals-action-add.html
 */
export function approvalMessage(prompt: string | null, environment: string): string {
  const words = questionOf(prompt ?? '');
  const question = words === '' ? `Deploy to ${environment}?` : words;
  return `${question} (commit #{SourceVariables.CommitId} by #{SourceVariables.AuthorDisplayName})`;
}

function questionOf(prompt: string): string {
  // One of several, where the words differ by action: the first is the deployment's.
  const [first = ''] = prompt.split(/\|(?![^[(]*[\])])/);
  return first
    .replace(/\$\(git (?:rev-parse|log|describe)[^)]*\)/g, '#{SourceVariables.CommitId}')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/\s*:$/, '')
    .replace(/\s*[[(]\s*(?:y|yes|o|oui|n|no|non)\b[^\])]*[\])]$/i, '')
    .replace(/\s*:$/, '')
    .slice(0, longest);
}
