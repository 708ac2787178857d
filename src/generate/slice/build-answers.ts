/** What commands of the deploying machine answer, by other means or under a name. */
import type { Plan } from '../../model/plan.ts';
import { clonedFolders } from './clone-edits.ts';

const commit = 'CODEBUILD_RESOLVED_SOURCE_VERSION';

interface Offer {
  readonly command: RegExp;
  readonly text: (length: string | undefined, plan: Plan) => string;
  /** What a hook calls it. */
  readonly name: string;
}

// The source of a pipeline may come without `.git`, and never on a branch. Source:
// https://docs.aws.amazon.com/codebuild/latest/userguide/build-env-ref-env-vars.html
const offers: readonly Offer[] = [
  // The number of a revision of Subversion: whatever the source is now, it has a commit.
  {
    command:
      /^(?:svnversion(?: \S+)?|svn info\b[^|]*(?:--show-item (?:last-changed-)?revision\b[^|]*|\| ?(?:grep|awk|sed)\b.*\bRev(?:ision)?\b.*))$/,
    text: () => `\${${commit}:0:7}`,
    name: 'GIT_COMMIT_SHORT',
  },
  {
    command: /^git (?:rev-parse(?: --verify)?(?: HEAD)?|(?:log|show) %H)$/,
    text: () => `\${${commit}}`,
    name: 'GIT_COMMIT',
  },
  {
    command: /^git (?:rev-parse (?:--verify )?--short(?:=(\d+))?(?: HEAD)?|(?:log|show) %h)$/,
    text: (length) => `\${${commit}:0:${length ?? '7'}}`,
    name: 'GIT_COMMIT_SHORT',
  },
  {
    command:
      /^git (?:rev-parse --abbrev-ref HEAD|branch --show-current|symbolic-ref --short HEAD)$/,
    text: (_, { deployment }) => deployment.branch ?? 'main',
    name: 'GIT_BRANCH',
  },
];

/** What stands for `$( … )` in CodeBuild; null where the command answers there as well. */
export function answerInBuild(command: string, plan: Plan): string | null {
  for (const { command: pattern, text } of offers) {
    const match = pattern.exec(plainCommand(inSource(command, plan)));
    if (match !== null) return text(match[1], plan);
  }
  return null;
}

/** `git -C "$WORK/src" rev-parse HEAD`: asked of the folder that the source was cloned into. */
function inSource(command: string, plan: Plan): string {
  const [whole = '', folder = ''] = /^\s*git -C (\S+) /.exec(command) ?? [];
  return clonedFolders(plan).includes(folder.replace(/["']/g, ''))
    ? `git ${command.slice(whole.length)}`
    : command;
}

function plainCommand(command: string): string {
  const plain = command
    .replace(/\s*2>\s*\/dev\/null/, '')
    .replace(/\s+/g, ' ')
    .trim();
  return oneCommit(plain) ?? plain;
}

/** `git log --pretty="%h" -n1 HEAD` as `git log %h`, in whatever order its options stand. */
function oneCommit(command: string): string | null {
  const [, sub, options = ''] = /^git (log|show) (.*)$/.exec(command) ?? [];
  const format = /--(?:pretty|format)[= ](?:t?format:)?["']?(?:t?format:)?(%[hH])["']?(?= |$)/;
  const count = /(^| )(-n ?1|-1|--max-count=1)(?= |$)/;
  const [, asked] = format.exec(options) ?? [];
  if (sub === undefined || asked === undefined || (sub === 'log' && !count.test(options)))
    return null;
  const rest = options
    .replace(format, '')
    .replace(count, '')
    .replace(/(^| )(-s|--no-patch|HEAD)(?= |$)/g, '');
  return rest.trim() === '' ? `git ${sub} ${asked}` : null;
}

/** Their answer is the same on every machine, or they say what another machine is asked. */
const anywhere =
  /^(date|basename|dirname|echo|printf|seq|tr|cut|sed|awk|declare|typeset|ssh|sshpass|cat <<)\b/;

/** Whoever deploys by hand is nobody in a pipeline, and has no home: a person says what stands for it. */
const identities =
  /^(whoami|id -un|logname|hostname|git config (?:--\w+ )*user\.\w+)\b|(^|\s)(~\/|"?\$\{?HOME\b)/;

/** A name for what the deploying machine answers, for texts that run elsewhere; null where that needs none. */
export function nameOfAnswer(command: string, taken: ReadonlySet<string>): string | null {
  const plain = plainCommand(command);
  if (anywhere.test(plain) || /\.ssh\/|\.env\b|secret|passw|token|\.pem\b|\.key\b/i.test(plain))
    return null;
  const known = offers.find((one) => one.command.test(plain))?.name;
  const [first = '', ...words] = plain.split(' ');
  const second = words.find((word) => /^[\w./~]/.test(word)) ?? '';
  const made = `${first.split('/').at(-1) ?? ''}_${second.split('/').at(-1) ?? ''}`;
  const upper = made
    .replace(/\W+/g, '_')
    .replace(/^_+|_+$/g, '')
    .toUpperCase();
  const name = known ?? (/^\d/.test(upper) || upper === '' ? `ANSWER_${upper}` : upper);
  return taken.has(name) ? `${name}_OF_BUILD` : name;
}

/** The pipeline must be told. */
export function isIdentity(command: string): boolean {
  return identities.test(plainCommand(command));
}
