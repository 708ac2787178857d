/**
 * One host builds, and the deploying machine hands what it made to the others: `ssh web1 "… rake assets:precompile;
 * tar czf /tmp/a.tgz …"`, `scp web1:/tmp/a.tgz /tmp`, `ssh web2 "tar xzf - …" < /tmp/a.tgz`. The build has moved,
 * and the bundle brings its outputs to every host.
 */
import type { ClassifiedStep } from '../model/classified.ts';
import type { FileMapping } from '../model/deployment.ts';
import type { StepId } from '../model/step.ts';
import { roleOfStep } from './action-choice.ts';
import { argumentTexts } from './arguments.ts';
import type { Evidence } from './evidence.ts';
import { isEffectful, isInContainer, machineOf } from './evidence.ts';
import { groupNames, groupsOfStep } from './host-groups.ts';
import { isBoundToHost } from './host-bound.ts';
import { makesProduct } from './moved-products.ts';
import { baseName, isKnownAbsolute, isWithin, normalPath, resolvedFrom } from './paths.ts';
import { archiveOf } from './tar-words.ts';
import type { Archive } from './tar-words.ts';
import { transferEndsOf } from './transfer-ends.ts';
import type { TransferEnd } from './transfer-ends.ts';
import { valueText } from './value-text.ts';

/** What the bundle brings instead of copies from host to host. */
export interface HandedRound {
  /** The steps of such copies, each with the folder of the host whose content it moved. */
  readonly steps: ReadonlyMap<StepId, string>;
  /** Steps that removed archives which are not made any more. */
  readonly leftovers: ReadonlySet<StepId>;
  /** The entries of the bundle without those copies, for the hosts too that only received them. */
  readonly files: readonly FileMapping[];
}

/** A product, or an archive that holds it, at a path of one machine. */
interface Parcel {
  readonly at: string;
  readonly products: readonly string[];
  /** Where it has been on its way. */
  readonly places: readonly string[];
  readonly steps: readonly ClassifiedStep[];
}

/** Which copies only hand on what a host has built, and the entries of the bundle that do so instead. */
export function handedRoundOf(mappings: readonly FileMapping[], evidence: Evidence): HandedRound {
  const steps = evidence.classification.steps.filter(
    (one) => isEffectful(one) && roleOfStep(one.step, evidence) === 'deploy',
  );
  const trees = mappings.filter(
    ({ source, isDirectory, destination, isAssumed }) =>
      source === '.' && isDirectory && destination !== null && isAssumed !== true,
  );
  const found = new Map<StepId, string>();
  const parcels: string[] = [];
  const reached = new Map<FileMapping, readonly string[]>();
  for (const tree of trees) {
    const landings = landingsOf(tree.destination ?? '', steps, evidence);
    parcels.push(...landings.flatMap(({ places }) => places));
    for (const { at, steps: chain } of landings)
      for (const { step } of chain) found.set(step.id, at);
    if (tree.hostGroups.length > 0)
      reached.set(
        tree,
        landings.flatMap(({ steps: chain }) =>
          chain.slice(-1).flatMap((one) => hostsReached(one, evidence)),
        ),
      );
  }
  if (found.size === 0) return { steps: found, leftovers: new Set(), files: mappings };
  return {
    steps: found,
    leftovers: new Set(
      steps
        .filter((one) => one.kind === 'cleanup' && removesOnly(parcels, one))
        .map(({ step }) => step.id),
    ),
    files: mappings
      .filter((one) => one.steps.length === 0 || !one.steps.every((id) => found.has(id)))
      .map((one) => withGroups(one, reached.get(one) ?? [])),
  };
}

function withGroups(mapping: FileMapping, groups: readonly string[]): FileMapping {
  return groups.length === 0
    ? mapping
    : { ...mapping, hostGroups: [...new Set([...mapping.hostGroups, ...groups])] };
}

function hostsReached(last: ClassifiedStep, evidence: Evidence): readonly string[] {
  const to = transferEndsOf(last)?.to;
  const groups = groupsOfStep(last.step, evidence, to?.remote === true ? to.host : null);
  return groups.length === 0 ? groupNames(evidence.trace) : groups;
}

/** What has been made and where it has got to, as the steps go by. */
interface Travels {
  readonly folder: string;
  readonly makers: ClassifiedStep[];
  readonly onHosts: Parcel[];
  readonly here: Parcel[];
  readonly landed: Parcel[];
}

/** The copies that end on a host where they began on another one. */
function landingsOf(
  folder: string,
  steps: readonly ClassifiedStep[],
  evidence: Evidence,
): readonly Parcel[] {
  const travels: Travels = { folder, makers: [], onHosts: [], here: [], landed: [] };
  for (const one of steps) {
    const isOnHost = machineOf(one.step, evidence) === 'host';
    if (isOnHost && isInContainer(one.step)) continue;
    if (isOnHost && isMaker(folder, one)) travels.makers.push(one);
    const archive = isOnHost ? archiveOf(one) : null;
    if (archive !== null) followArchive(archive, one, travels);
    else followMove(one, isOnHost, travels);
  }
  return travels.landed;
}

function followArchive(archive: Archive, one: ClassifiedStep, travels: Travels): void {
  const { file, folder, members } = archive;
  if (archive.verb === 'pack') {
    const isProduct = members.length > 0 && members.every((path) => isMade(path, travels));
    if (file !== null && isProduct)
      travels.onHosts.push({ at: file, products: members, places: [file], steps: [one] });
    return;
  }
  const parcel = file === null ? sentIn(one, travels.here) : find(travels.onHosts, file);
  if (parcel?.products.every((path) => isWithin(path, folder)) === true)
    travels.landed.push(ofProducts(parcel, one));
}

function followMove(one: ClassifiedStep, isOnHost: boolean, travels: Travels): void {
  const { onHosts, here, landed } = travels;
  const move = moveOf(one, isOnHost);
  const parcel = move === null ? null : parcelAt(move.from, travels);
  if (move === null || parcel === null) return;
  const { path, remote } = move.to;
  const places = [normalPath(path), normalPath(`${path}/${baseName(parcel.at)}`)];
  const [product, ...others] = parcel.products;
  if (remote && product !== undefined && others.length === 0 && places.includes(product))
    landed.push(ofProducts(parcel, one));
  else
    (remote ? onHosts : here).push(
      ...places.map((at) => ({
        ...parcel,
        at,
        places: [...parcel.places, at],
        steps: [...parcel.steps, one],
      })),
    );
}

function parcelAt({ remote, path }: TransferEnd, travels: Travels): Parcel | null {
  if (!remote) return find(travels.here, path);
  const at = normalPath(path);
  return (
    find(travels.onHosts, at) ??
    (isMade(at, travels) ? { at, products: [at], places: [], steps: [] } : null)
  );
}

function isMade(path: string, { makers, folder }: Travels): boolean {
  return makers.some((maker) => madeBy(maker, path, folder));
}

function ofProducts(parcel: Parcel, last: ClassifiedStep): Parcel {
  return { ...parcel, at: parcel.products.join(', '), steps: [...parcel.steps, last] };
}

/** Such as `rm /tmp/assets.tgz`, once it is unpacked. */
function removesOnly(places: readonly string[], one: ClassifiedStep): boolean {
  const paths = argumentTexts(one.step).map((text) => resolvedFrom(folderOf(one), text));
  return one.step.name === 'rm' && paths.length > 0 && paths.every((path) => places.includes(path));
}

/** The newest of that name. */
function find(parcels: readonly Parcel[], path: string): Parcel | null {
  return parcels.findLast(({ at }) => at === normalPath(path)) ?? null;
}

/** `ssh host "tar xzf -" < /tmp/a.tgz`: the deploying machine opens the file. */
function sentIn({ step }: ClassifiedStep, here: readonly Parcel[]): Parcel | null {
  if (step.stdin.kind !== 'file' || step.redirections.some(({ operator }) => operator === '<'))
    return null;
  return find(here, valueText(step.stdin.path));
}

/** One thing that is copied between machines. */
function moveOf(
  one: ClassifiedStep,
  isOnHost: boolean,
): { readonly from: TransferEnd; readonly to: TransferEnd } | null {
  const ends = one.kind === 'transfer' && one.step.name !== 'docker' ? transferEndsOf(one) : null;
  const [from, ...others] = ends?.from ?? [];
  if (ends === null || from === undefined || others.length > 0) return null;
  // `ssh web1 "rsync -a /srv/shop/ web2:/srv/shop/"`: what has no host in front of it lies on the first one.
  const near = isOnHost && one.step.stream === null;
  if (near && !from.remote && !ends.to.remote) return null;
  const start = near
    ? { ...from, remote: true, path: resolvedFrom(folderOf(one), from.path) }
    : from;
  const end = near
    ? { ...ends.to, remote: true, path: resolvedFrom(folderOf(one), ends.to.path) }
    : ends.to;
  if (from.kept !== null && from.isStreamed)
    return { from: start, to: { ...end, path: `${end.path}/${from.kept}` } };
  return { from: start, to: end };
}

function folderOf({ step: { cwd } }: ClassifiedStep): string | null {
  return cwd === null ? null : valueText(cwd);
}

/** An install or a build in the folder of the application, which CodeBuild does now. */
function isMaker(folder: string, one: ClassifiedStep): boolean {
  const cwd = folderOf(one);
  return (
    (one.kind === 'build' || one.kind === 'install-deps') && cwd !== null && isWithin(cwd, folder)
  );
}

/** The whole folder of the application, or what the tool is known to make there. */
function madeBy(maker: ClassifiedStep, path: string, folder: string): boolean {
  if (!isKnownAbsolute(path) || !isWithin(path, folder) || isBoundToHost(maker)) return false;
  return path === normalPath(folder) || makesProduct(maker, path);
}
