/**
 * `git pull && mvn package && cp target/shop.jar /opt/shop/` on a host: the checkout is where the host built,
 * and nothing runs from it. The build has moved, so that the bundle brings what was taken from there.
 */
import type { ClassifiedStep } from '../model/classified.ts';
import type { FileMapping } from '../model/deployment.ts';
import { roleOfStep } from './action-choice.ts';
import { argumentTexts, hasFlag } from './arguments.ts';
import type { Evidence } from './evidence.ts';
import { isInContainer, machineOf } from './evidence.ts';
import { groupsOfStep } from './host-groups.ts';
import { landingOfFile, landingOfFolder } from './landing.ts';
import { isOfOtherRepository } from './own-repository.ts';
import { isKnownAbsolute, isWithin, normalPath, resolvedFrom } from './paths.ts';
import { isFolder } from './source-shape.ts';
import type { TransferEnd } from './transfer-ends.ts';
import { transferEndsOf } from './transfer-ends.ts';
import { treeMapping } from './tree-mapping.ts';
import { textOfStep } from './step-text.ts';
import { valueText } from './value-text.ts';

/** The folder of the checkout, and the entries that take its place in the bundle. */
export interface TakenProducts {
  readonly checkout: FileMapping;
  readonly files: readonly FileMapping[];
}

/** What the script takes from its checkout on the hosts; null where anything else there needs the checkout. */
export function takenProductsOf(
  mappings: readonly FileMapping[],
  evidence: Evidence,
): TakenProducts | null {
  const trees = mappings.filter(({ source, isDirectory }) => isDirectory && source === '.');
  const [checkout] = trees;
  const folder = checkout?.isAssumed === true ? null : (checkout?.destination ?? null);
  if (checkout === undefined || trees.length > 1 || folder === null) return null;
  const steps = evidence.classification.steps.filter(
    (one) =>
      one.step.reached &&
      machineOf(one.step, evidence) === 'host' &&
      roleOfStep(one.step, evidence) === 'deploy',
  );
  const builds = steps.filter((one) => one.kind === 'build' && isMoved(one, evidence));
  const first = steps.findIndex((one) => builds.includes(one));
  if (first < 0 || namedByUnit(folder, evidence)) return null;
  const taken = steps.slice(first).filter((one) => takesFrom(folder, one));
  const others = steps.filter((one) => !taken.includes(one) && !isMoved(one, evidence));
  if (taken.length === 0 || others.some((one) => mayUse(folder, one))) return null;
  if (!steps.filter((one) => isMoved(one, evidence)).every(makesWhole) && runsPrograms(others))
    return null;
  const files = taken.flatMap((one) => entriesOf(folder, one, evidence));
  return files.length === 0 ? null : { checkout, files };
}

const movedKinds = ['source-checkout', 'install-deps', 'build', 'test', 'lint', 'package'];

/** CodeBuild does it now. */
function isMoved({ kind, step }: ClassifiedStep, evidence: Evidence): boolean {
  if (!movedKinds.includes(kind) || isInContainer(step)) return false;
  return kind !== 'source-checkout' || !isOfOtherRepository(step, evidence);
}

/** Compilers whose product is a program by itself; the others leave libraries that it runs beside. */
const compilers =
  /^(git|mvnw?|gradlew?|sbt|ant|lein|cargo|go|rustup|make|cmake|ninja|dotnet|mix|stack|cabal|swift)$/;

function makesWhole({ step }: ClassifiedStep): boolean {
  return compilers.test(step.name ?? '');
}

/** Servers of files need nothing of the checkout but what was copied for them. */
const fileServers = /\b(nginx|apache2?|httpd|caddy|haproxy|varnish|lighttpd)\b/;

function runsPrograms(steps: readonly ClassifiedStep[]): boolean {
  return steps.some(
    (one) =>
      /^(start|restart|stop)-service$/.test(one.kind) && !fileServers.test(textOfStep(one.step)),
  );
}

/** Source: systemd.exec(5), WorkingDirectory=; systemd.service(5), ExecStart=. */
function namedByUnit(folder: string, { application: { files }, read }: Evidence): boolean {
  return files
    .filter((file) => /\.(service|conf)$/.test(file))
    .some((file) =>
      `${read(file) ?? ''}\n`.split(/[\s"'=]+/).some((word) => isIn(folder, null, word)),
    );
}

/** A plain copy, always made, of things that lie in the checkout to a place outside of it. */
function takesFrom(folder: string, { kind, step }: ClassifiedStep): boolean {
  const [to, ...from] = [...argumentTexts(step)].reverse();
  const cwd = folderOf(step);
  return (
    kind === 'transfer' &&
    /^(cp|mv)$/.test(step.name ?? '') &&
    !isInContainer(step) &&
    step.loop === null &&
    step.guards.every(({ source }) => source === 'and-or') &&
    !hasFlag(
      step.words,
      '-n',
      '--no-clobber',
      '-t',
      '--target-directory',
      '-s',
      '-l',
      '--parents',
    ) &&
    to !== undefined &&
    from.length > 0 &&
    isKnownAbsolute(resolvedFrom(cwd, to)) &&
    !isIn(folder, cwd, to) &&
    from.every(
      (one) => isIn(folder, cwd, one) && resolvedFrom(cwd, one) !== folder && !/[$|?]/.test(one),
    )
  );
}

/** These have nothing to do with the folder that they are called in, but for paths that they are told. */
const anywhere =
  /^(systemctl|service|initctl|supervisorctl|kill|pkill|killall|sleep|curl|wget|echo|printf|exit|set|trap|return|true|date|whoami|hostname|export|\[|\[\[|test)$/;

/** Whether something that stays on the host may need a file of the checkout. */
function mayUse(folder: string, { step }: ClassifiedStep): boolean {
  if (step.form !== 'command' && step.form !== 'redirection') return false;
  const cwd = folderOf(step);
  const written = step.redirections.flatMap(({ target }) =>
    target === null ? [] : [valueText(target)],
  );
  if (written.some((path) => isIn(folder, cwd, path))) return true;
  if (/^(cd|pushd|popd)$/.test(step.name ?? '')) return false;
  const [program = '', ...words] = step.words.map(({ value }) => valueText(value));
  const parts = words.flatMap((word) =>
    word.replace(/[\w+:.-]+:\/\/\S*/g, '').split(/[\s=:,"'`$()]+/),
  );
  const paths = [program, ...parts].filter((part) => part.startsWith('/'));
  if (paths.some((path) => isIn(folder, cwd, path))) return true;
  return (
    (cwd === null || isWithin(cwd, folder)) && readsHere(folder, step, [program, words, parts])
  );
}

/** What a command means that is called in the checkout. */
function readsHere(
  folder: string,
  step: ClassifiedStep['step'],
  [program, words, parts]: readonly [string, readonly string[], readonly string[]],
): boolean {
  const cwd = folderOf(step);
  const name = step.name ?? '';
  if (program.includes('/') && isIn(folder, cwd, program)) return true;
  if (anywhere.test(name))
    return !/^(curl|wget)$/.test(name) && parts.some((part) => isFileHere(folder, cwd, part));
  const plain = words.filter((word) => !word.startsWith('-'));
  return words.length === 0 || plain.some((word) => isIn(folder, cwd, word));
}

/** `../app.pid` of a checkout lies beside it; `shop.service` is no file of it. */
function isFileHere(folder: string, cwd: string | null, text: string): boolean {
  return (
    (text.includes('/') || /[^.]\.(?!service|timer|socket)[a-z]\w{0,4}$/.test(text)) &&
    isIn(folder, cwd, text)
  );
}

function isIn(folder: string, cwd: string | null, path: string): boolean {
  return isWithin(resolvedFrom(cwd, path), folder);
}

function folderOf({ cwd }: ClassifiedStep['step']): string | null {
  return cwd === null ? null : valueText(cwd);
}

function entriesOf(
  folder: string,
  classified: ClassifiedStep,
  evidence: Evidence,
): readonly FileMapping[] {
  const ends = transferEndsOf(classified);
  if (ends === null) return [];
  const cwd = folderOf(classified.step);
  const to = {
    ...ends.to,
    path: resolvedFrom(cwd, ends.to.path) + (/\/$/.test(ends.to.path) ? '/' : ''),
  };
  return ends.from.map((from) => {
    const source = normalPath(resolvedFrom(cwd, from.path).slice(folder.length + 1));
    const seen: TransferEnd = { ...from, path: /\/[.*]?$/.test(from.path) ? from.path : source };
    const isDirectory = isFolder({ ...seen }, classified, evidence);
    const landing = isDirectory
      ? landingOfFolder(seen, to)
      : ends.from.length > 1
        ? { folder: to.path, fileName: null }
        : landingOfFile(seen, to, normalPath(to.path), evidence);
    return treeMapping({
      source: isDirectory ? source.replace(/\/\*$/, '') : source,
      isDirectory,
      destination: normalPath(landing.folder),
      fileName: landing.fileName,
      excludes: [],
      isTaken: true,
      hostGroups: groupsOfStep(classified.step, evidence, null),
      steps: [classified.step.id],
    });
  });
}
