/** Files of the deployer's machine that lie outside the repository: CodeBuild has the source and nothing else. */
import type { ClassifiedStep } from '../model/classified.ts';
import type { PlannedStep } from '../model/plan.ts';
import type { Step } from '../model/step.ts';
import type { Decision } from './decision.ts';
import { manual } from './decision.ts';
import { machineOf } from './evidence.ts';
import { isWithin, normalPath, resolvedFrom } from './paths.ts';
import { say } from './say.ts';
import type { Situation } from './situation.ts';
import { assumedText } from './value-text.ts';

/** The question under which the files are named that a command of the build cannot do without. */
export const outsideQuestion = 'outside_files';

const copiers = /^(cp|rsync|ln|install|ditto)$/;

const writers = /^(rm|rmdir|mkdir|mv|touch|chmod|chown|curl|wget|tar|zip|git|find|kill|pkill)$/;

// Keys, sign-ins, tools and caches of a person, which are seen to elsewhere or come with the image.
const seenTo =
  /^~\/(\.(ssh|aws|kube|docker|npmrc|netrc|pypirc|config|gitconfig|nvm|rvm|rbenv|pyenv|sdkman|cargo|local|cache|npm|yarn|bashrc|bash_profile|profile|zshrc|m2\/repository|gradle|composer|virtualenvs|pm2|dotnet|deno|bun|minikube)(\/|$)|(go|bin|\.?venvs?|miniconda\d?|anaconda\d?)(\/|$))/;

/** A copy of such a file is a person's to replace; a command that reads one asks where it comes from. */
export function withOutsideFiles(
  classified: ClassifiedStep,
  decision: Decision,
  situation: Situation,
): Decision {
  const isHere =
    decision.disposition === 'converted' &&
    /^(buildspec|stage|deploy)\//.test(decision.destination) &&
    decision.question === null;
  if (!isHere) return decision;
  const [file] = outsideFilesOf(classified, situation);
  if (file === undefined) return decision;
  return copiers.test(classified.step.name ?? '')
    ? {
        ...manual(decision.destination, say('plan/outside-file', { file })),
        because: decision.because,
      }
    : { ...decision, question: outsideQuestion };
}

/** All that the build reads there, for one question. */
export function outsideFilesIn(
  steps: readonly PlannedStep[],
  situation: Situation,
): readonly string[] {
  const asking = steps.filter(({ question }) => question === outsideQuestion);
  return [...new Set(asking.flatMap(({ classified }) => outsideFilesOf(classified, situation)))];
}

function outsideFilesOf(classified: ClassifiedStep, situation: Situation): readonly string[] {
  const { step } = classified;
  if (step.place.kind !== 'local' || machineOf(step, situation) !== 'build') return [];
  return readPaths(step).filter(
    (path) => isOutside(path, step, situation) && !isMadeBefore(path, classified, situation),
  );
}

/** What a copy takes, and what other commands name by the home or by the folder above the source. */
function readPaths({ name, plain, words, stdin }: Step): readonly string[] {
  const isCopy = copiers.test(name ?? '');
  if (writers.test(name ?? '')) return [];
  const read = isCopy ? plain.slice(0, -1) : words.slice(1);
  return [
    ...read.map(({ value }) => assumedText(value)),
    ...(stdin.kind === 'file' ? [assumedText(stdin.path)] : []),
  ].flatMap((text) => {
    const path = text.replace(/^--?[\w-]+=/, '').replace(/^(\$HOME|\$\{HOME\})(?=\/)/, '~');
    const isNamed = isCopy ? /^(~|\.\.|\/)/ : /^(~\/|\.\.\/)/;
    return isNamed.test(path) && /^[\w./~@+*-]+$/.test(path) ? [path] : [];
  });
}

// What every machine has, or what the build makes for itself.
const everywhere =
  /^\/(dev|proc|sys|tmp|var\/tmp|usr|bin|sbin|lib|etc\/(ssl|pki|ca-certificates|localtime|passwd|group|hosts))(\/|$)/;

function isOutside(path: string, step: Step, { trace, classification }: Situation): boolean {
  if (path.startsWith('~')) return !seenTo.test(path);
  const cwd = step.cwd === null ? null : normalPath(assumedText(step.cwd));
  if (path.startsWith('/'))
    return (
      !everywhere.test(path) &&
      !classification.steps.some(
        ({ step: { cwd: other } }) =>
          other !== null && isWithin(path, normalPath(assumedText(other))),
      ) &&
      trace.scripts.length > 0
    );
  // From a folder that is itself unknown, the one above may be the source.
  if (cwd === null || cwd.startsWith('..') || /^[/~$]/.test(cwd)) return false;
  return (
    normalPath(resolvedFrom(cwd, path)).startsWith('../') &&
    classification.steps.some(
      ({ kind, step: other }) =>
        /^(build|install-deps|container-build)$/.test(kind) &&
        other.place.kind === 'local' &&
        other.cwd !== null &&
        normalPath(assumedText(other.cwd)) === '.',
    )
  );
}

/** An earlier command of the script put it there. */
function isMadeBefore(
  path: string,
  classified: ClassifiedStep,
  { classification }: Situation,
): boolean {
  const { steps } = classification;
  return steps.slice(0, steps.indexOf(classified)).some(({ kind, step }) => {
    const made =
      copiers.test(step.name ?? '') || kind === 'transfer' ? step.plain.slice(-1) : step.plain;
    const targets = step.redirections.flatMap(({ operator, target }) =>
      operator.includes('>') && target !== null ? [target] : [],
    );
    return (
      step.reached &&
      step.place.kind === 'local' &&
      /^(provision|source-checkout|package|build|config-write|transfer|install-deps|backup|secret|cleanup)$/.test(
        kind,
      ) &&
      [...made.map(({ value }) => value), ...targets].some((value) => {
        const text = assumedText(value).replace(/^(\$HOME|\$\{HOME\})(?=\/)/, '~');
        return /^(~\/.|\/.|\.\.\/.)/.test(text) && isWithin(path, text.replace(/\/$/, ''));
      })
    );
  });
}
