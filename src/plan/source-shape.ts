/** Whether what a copy takes from the deploying machine is a folder or a file. */
import type { ClassifiedStep } from '../model/classified.ts';
import type { Word } from '../model/value.ts';
import { argumentTexts, hasFlag, optionValues } from './arguments.ts';
import type { Evidence } from './evidence.ts';
import { machineOf } from './evidence.ts';
import { baseName, normalPath, resolvedFrom } from './paths.ts';
import type { TransferEnd } from './transfer-ends.ts';
import { valueText } from './value-text.ts';

/** A trailing slash, a dot or a star: the contents of a folder. Source: rsync(1), "a trailing slash". */
export function meansContents(path: string): boolean {
  return /(^|\/)[.*]?$/.test(path);
}

/** True for a folder; without a sign of either, what the copying command could take at all. */
export function isFolder(
  from: TransferEnd,
  classified: ClassifiedStep,
  evidence: Evidence,
): boolean {
  const { step } = classified;
  if (from.isFile) return false;
  if (meansContents(from.path)) return true;
  if (step.stream !== null && from.kept === null) return true;
  // Without a flag scp and put refuse a folder. Source: scp(1), sftp(1).
  if (step.stream === null && !takesFolders(classified)) return false;
  const path = normalPath(from.path);
  const { root, files } = evidence.application;
  const prefix = root === '.' ? '' : `${root}/`;
  if (files.includes(`${prefix}${path}`)) return false;
  if (files.some((file) => file.startsWith(`${prefix}${path}/`))) return true;
  if (isMadeAsFile(path, classified, evidence)) return false;
  return !hasFileName(path);
}

function takesFolders({ step }: ClassifiedStep): boolean {
  if (step.name !== 'rsync') return step.name === 'mirror' || hasFlag(step.words, '-r', '-R');
  const options = step.words.slice(1).filter(({ value }) => valueText(value).startsWith('-'));
  return (
    hasFlag(options, '-a', '-r', '--archive', '--recursive') ||
    // Options that a variable holds may say anything.
    step.words.some(({ value }) => value.kind !== 'literal')
  );
}

// Folders that programs call so; other names with a dot in front are files (`.htaccess`).
const dotFolders =
  /^\.(next|nuxt|output|svelte-kit|angular|docusaurus|vitepress|vuepress|git|github|gitlab|docker|ssh|aws|kube|m2|well-known|venv|virtualenv|vscode|husky|config|cache|local|bundle|ebextensions|platform|platforms|vercel|serverless|aws-sam|terraform|storybook|yarn|npm)$/;

/** The name says by itself that it is one file: `app.jar`, `.htaccess`; not `conf.d` or `.next`. */
export function hasFileName(path: string): boolean {
  const name = baseName(path);
  if (dotFolders.test(name) || /\.d$/.test(name)) return false;
  return name.startsWith('.') ? name.length > 2 && name !== '..' : /\.\w{1,8}$/.test(name);
}

/** Compilers and archivers make one file of the name that they are given. */
function isMadeAsFile(path: string, used: ClassifiedStep, evidence: Evidence): boolean {
  if (/(^|\/)target\/([\w.-]+\/)?(release|debug)\/(?!deps$|build$|examples$)[^/]+$/.test(path))
    return true;
  const whole = seenFrom(used.step.cwd, path);
  return evidence.classification.steps.some(
    ({ step }) =>
      step.reached &&
      machineOf(step, evidence) === 'build' &&
      [...madeFiles(step), ...programsOf(step)].some((made) => seenFrom(step.cwd, made) === whole),
  );
}

function seenFrom(cwd: ClassifiedStep['step']['cwd'], path: string): string {
  return resolvedFrom(cwd === null ? null : valueText(cwd), path);
}

/** What a step writes by name: `-o FILE`, `> FILE`, the archive of tar and zip. */
function madeFiles({ name, words, plain, redirections }: ClassifiedStep['step']): string[] {
  const written = redirections.flatMap(({ operator, target }) =>
    operator.startsWith('>') && target !== null ? [valueText(target)] : [],
  );
  const named = optionValues(words, ['-o', '--output', '--out', '--output-document', '-O']);
  // `go build -o bin/` means a folder. Source: "go help build".
  const outputs = named.map(valueText).filter((path) => !path.endsWith('/'));
  const archive =
    name === 'zip' || name === 'jar' ? argumentTexts({ plain }).slice(0, 1) : archiveOf(words);
  return [...written, ...outputs, ...archive];
}

function archiveOf(words: readonly Word[]): string[] {
  if (words[0] === undefined || valueText(words[0].value) !== 'tar') return [];
  const texts = words.map(({ value }) => valueText(value));
  const at = texts.findIndex((text, index) => index > 0 && /^-?[A-Za-z]*f$|^--file$/.test(text));
  return at < 0 ? [] : texts.slice(at + 1, at + 2);
}

/** The program that `go build` leaves in the working directory. Source: "go help build". */
function programsOf({ name, plain, words, cwd }: ClassifiedStep['step']): string[] {
  const [verb, ...packages] = argumentTexts({ plain });
  if (name !== 'go' || verb !== 'build' || hasFlag(words, '-o')) return [];
  const last = packages.at(-1) ?? '.';
  if (last.includes('...')) return [];
  const folder = last.endsWith('.go') || last === '.' ? (cwd === null ? '' : valueText(cwd)) : last;
  const own = last.endsWith('.go') ? [baseName(last).replace(/\.go$/, '')] : [];
  return [...own, ...(folder === '' ? [] : [baseName(folder)])];
}
