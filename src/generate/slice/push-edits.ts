/** Branches that the deployer's clone had, and CodeBuild's has not: it stands on a commit alone. */
import type { Plan } from '../../model/plan.ts';
import { valueText } from '../../plan/value-text.ts';
import type { Command, Word } from '../../syntax/nodes.ts';
import type { Cutting } from './cutting.ts';
import type { Edit } from './source-lines.ts';

/**
 * `git push heroku main` finds no branch of that name in a full clone of CodePipeline's: its commit is `HEAD`, and
 * what it is called on the other side is said in full. What the script itself makes a branch of stays.
 * Source: git-push(1), "<refspec>…".
 */
export function pushEdits({ name, args }: Command, { index, room }: Cutting): readonly Edit[] {
  if (room.kind === 'host' || name?.text !== 'git') return [];
  const refspec = onlyRefspec(args);
  const [, source = '', target = source] =
    /^([\w./-]+)(?::([\w./-]+))?$/.exec(refspec?.text ?? '') ?? [];
  if (refspec === null || /^(HEAD|refs\/.*|v?\d[\d.]*|)$/.test(source)) return [];
  if (makesBranch(source, index.plan)) return [];
  const full = target.startsWith('refs/') ? target : `refs/heads/${target}`;
  return [{ start: refspec.pos, end: refspec.end, text: `HEAD:${full}` }];
}

/** What `git push REMOTE REFSPEC` pushes; null where it says more, less or something else. */
function onlyRefspec(args: Command['args']): Word | null {
  const words = args.filter((arg): arg is Word => arg.type === 'Word');
  if (words.some(({ text }) => /^(-d|--delete|--tags|--all|--mirror)$/.test(text))) return null;
  const plain = words.filter(({ text }) => !text.startsWith('-'));
  return plain[0]?.text === 'push' && plain.length === 3 ? (plain[2] ?? null) : null;
}

/** A repository or branch of the script's own, or a tag: whether it is made in the job or left out of it. */
function makesBranch(branch: string, { steps }: Plan): boolean {
  return steps.some(({ classified: { step } }) => {
    if (step.name !== 'git' || !step.reached) return false;
    const texts = step.words.map(({ value }) => valueText(value));
    const named = texts.includes(branch) || texts.includes(`refs/heads/${branch}`);
    const makes = texts.some((text) =>
      /^(-b|-B|-c|-C|--orphan|branch|symbolic-ref|tag)$/.test(text),
    );
    return texts.includes('init') || texts.includes('subtree') || (named && makes);
  });
}
