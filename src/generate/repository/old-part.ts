/** What of the version before a command works with, and how a hook asks whether that is there. */
import type { StepKind } from '../../model/kind.ts';
import type { Plan, PlannedStep } from '../../model/plan.ts';
import { pathInApplication } from '../../plan/installed.ts';
import type { Step } from '../../model/step.ts';
import type { Word } from '../../model/value.ts';
import { isKnownAbsolute, isWithin, parentOf, resolvedFrom } from '../../plan/paths.ts';
import { valueText } from '../../plan/value-text.ts';
import { quoteShell } from '../quote-shell.ts';
import type { Piece } from '../slice/print.ts';
import { hostFolder, livePath } from './working-directory.ts';

/** A part of the version before, without which there is nothing to do. */
export type OldPart =
  /** `file` is seen from the folder, which is a word for the shell; null where no file is named. */
  | { readonly kind: 'path'; readonly folder: string; readonly file: string | null }
  /** A container that only an earlier deployment has started. */
  | { readonly kind: 'container'; readonly question: string };

/** The part that both need, so that one question is asked for both; undefined where there is none. */
export function joinedPart(one: OldPart | null, other: OldPart | null): OldPart | null | undefined {
  if (one === null || other === null) return one === other ? null : undefined;
  if (other.kind === 'container') {
    // Where the application was installed, its containers were started.
    if (one.kind === 'path') return one;
    return one.question === other.question ? one : undefined;
  }
  if (one.kind === 'container') return undefined;
  if (one.folder !== other.folder) return undefined;
  return one.file === null ? other : one;
}

/** A condition for the shell. */
export function questionOf(
  part: OldPart,
  /** The folder as the author wrote it; null where nobody goes there. */
  written: string | null,
): string {
  if (part.kind === 'container')
    return written === null ? part.question : `(cd ${written} 2> /dev/null && ${part.question})`;
  const folder = written ?? part.folder;
  return `[ -e ${part.file === null ? folder : below(folder, part.file)} ]`;
}

function below(folder: string, file: string): string {
  const [, quote, inside] = /^(["'])(.*)\1$/.exec(folder) ?? [];
  if (quote !== undefined) return `${quote}${inside ?? ''}/${file}${quote}`;
  return folder.includes('$') ? `"${folder}/${file}"` : `${folder}/${file}`;
}

const asksOld: readonly StepKind[] = [
  'backup',
  'maintenance-mode',
  'cache-clear',
  'health-check',
  'stop-service',
  'restart-service',
];

/** What of the application the piece needs; null where it needs nothing or asks by itself. */
export function oldPartOf(piece: Piece, plan: Plan): OldPart | null {
  const { steps, lines, cwd } = piece;
  const text = lines.map((line) => line.text).join('\n');
  if (steps.length === 0 || /(\[\[?|test) -[defrsx] /.test(text)) return null;
  const own = plan.steps.filter(({ classified }) => steps.includes(classified.step.id));
  const folder = cwd === null ? null : broughtFolder(cwd, plan);
  const file = own.map(programFile).find((one) => one !== null) ?? null;
  const asks = own.some(({ classified: { kind } }) => asksOld.includes(kind));
  if (folder !== null && (asks || file !== null)) return { kind: 'path', folder, file };
  // What may fail needs no question, but for the way to its folder.
  if (!asks || /\|\| true$/.test(text)) return null;
  const container = own.map(containerQuestion).find((one) => one !== null) ?? null;
  if (container !== null) return { kind: 'container', question: container };
  const paths = own.flatMap((step) => pathsOf(step));
  const [path = besideRelease(paths, plan)] = paths.filter((one) => isBrought(one, plan));
  return path === undefined ? null : { kind: 'path', folder: quoteShell(path), file: null };
}

/** `mv notice.html /srv/shop/notice.html` beside `/srv/shop/current`: the folder around the releases. */
function besideRelease(paths: readonly string[], { deployment }: Plan): string | undefined {
  const around = deployment.release === null ? null : parentOf(deployment.release.live);
  return around !== null && paths.some((path) => parentOf(path) === around) ? around : undefined;
}

/** The folder as a word for the shell, where CodeDeploy brings what lies in it. */
function broughtFolder(cwd: string, plan: Plan): string | null {
  const { installed } = plan.deployment;
  const isOurs =
    isBrought(livePath(cwd, plan), plan) ||
    (installed !== null && pathInApplication(cwd, installed) !== null);
  return isOurs ? hostFolder(cwd, plan, '~') : null;
}

function isBrought(path: string | null, { deployment }: Plan): path is string {
  return (
    isKnownAbsolute(path) &&
    // What lies there is of this run, whatever the bundle puts beside it.
    !/^\/(var\/)?tmp\//.test(path) &&
    deployment.files.some(({ destination }) => destination !== null && isWithin(path, destination))
  );
}

/** Programs that begin with a file of the project that they are started in. */
const projectFiles: Readonly<Record<string, string>> = {
  npm: 'package.json',
  yarn: 'package.json',
  pnpm: 'package.json',
  composer: 'composer.json',
  bundle: 'Gemfile',
  rake: 'Rakefile',
  rails: 'Gemfile',
  make: 'Makefile',
};

/** The file of the application that the command runs: `artisan`, `bin/console`, `manage.py`. */
function programFile({ classified: { step } }: PlannedStep): string | null {
  if (step.place.kind === 'container') return null;
  const program = step.words[0] === undefined ? '' : valueText(step.words[0].value);
  if (isInside(program) && program.includes('/')) return program.replace(/^\.\//, '');
  const wrapper = step.wrappers.find(({ name }) => name in projectFiles)?.name ?? step.name ?? '';
  const own = projectFiles[wrapper];
  if (own !== undefined) return own;
  const file = editedInPlace(step) ?? interpreted(step);
  return file !== null && isInside(file) ? file.replace(/^\.\//, '') : null;
}

/** `sed -i … config.ini`: what is edited has to be there. */
function editedInPlace({ name, words }: Step): string | null {
  const last = words.at(-1);
  const isInPlace = words.some(({ value }) => /^(-i|--in-place)/.test(valueText(value)));
  return name === 'sed' && isInPlace && last !== undefined ? valueText(last.value) : null;
}

/** `php artisan down`: the program that an interpreter is given. */
function interpreted({ name, words, plain }: Step): string | null {
  if (!/^(php|python|node|ruby|perl|bash|sh)[\d.]*$/.test(name ?? '')) return null;
  const takesCode = words.some(({ value }) => /^-[cemr]$/.test(valueText(value)));
  const [file] = plain;
  return takesCode || file === undefined ? null : valueText(file.value);
}

function isInside(path: string): boolean {
  return /^[\w.@+/-]+$/.test(path) && !/^\/|^\.\.\//.test(path);
}

/**
 * `docker exec web …`, `docker compose exec web …`: whether the container that it goes into is there. Compose
 * looks for its file in the folder that the shell is in, so that an empty answer is a no.
 */
function containerQuestion({ classified: { step } }: PlannedStep): string | null {
  const { kind, container } = step.place;
  const carrier = step.wrappers.find(({ words }) => words.some((word) => isExec(word)));
  if (kind !== 'container' || container?.kind !== 'literal' || carrier === undefined) return null;
  const before = carrier.words.slice(
    0,
    carrier.words.findIndex((word) => isExec(word)),
  );
  if (before.some(({ value }) => value.kind !== 'literal')) return null;
  const program = before.map(({ value }) => quoteShell(valueText(value))).join(' ');
  const name = quoteShell(container.text);
  return /compose/.test(program)
    ? `${program} ps -q ${name} 2> /dev/null | grep -q .`
    : `${program} container inspect ${name} > /dev/null 2>&1`;
}

function isExec({ value }: Word): boolean {
  return valueText(value) === 'exec';
}

/** The paths that a command names, those behind `tar -C DIR` seen from there. */
function pathsOf({ classified: { step } }: PlannedStep): readonly string[] {
  const texts = step.words.slice(1).map(({ value }) => valueText(value));
  const at = texts.findIndex((text) => text === '-C' || text === '--directory');
  const base = at < 0 ? (step.cwd === null ? null : valueText(step.cwd)) : (texts[at + 1] ?? null);
  return texts
    .filter((text, index) => !text.startsWith('-') && (at < 0 || index !== at + 1))
    .map((text) => resolvedFrom(base, text));
}
