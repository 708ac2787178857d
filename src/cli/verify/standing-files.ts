import type { CheckedFile } from '../../check/checked-file.ts';
import { readCheckout, readOutput } from '../../check/read-output.ts';
import { sentenceOf } from '../../messages/messages.ts';
import { lockPath } from '../../generate/merge/lock.ts';
import type { Diagnostic } from '../../model/diagnostic.ts';
import type { Params } from '../../model/message.ts';
import { UsageError } from '../errors.ts';
import type { Io } from '../io.ts';
import { join } from '../shared.ts';
import type { CommonOptions, OpenedFleet } from '../shared.ts';

export interface VerifyOptions extends CommonOptions {
  readonly output?: string;
}

/** What is to be checked, as if it all stood in one output folder. */
export interface Standing {
  readonly files: readonly CheckedFile[];
  /** Applications whose files are to be there. */
  readonly expected: readonly string[];
  /** Prefixes of paths that stand elsewhere, and where that is. */
  readonly shownAs: ReadonlyMap<string, string>;
  /** The text of the lock of an application; null where there is none. */
  readonly lockOf: (application: string) => string | null;
}

/** Reads what stands in the output folder, in a checkout, or in the checkouts that are configured. */
export function standingFiles(io: Io, opened: OpenedFleet, options: VerifyOptions): Standing {
  const say = (code: string, params: Params = {}) => sentenceOf({ code, params }, options.lang);
  if (options.output === undefined) throw new UsageError(say('cli/need-output'));
  const folder = options.output.replace(/(?<=.)\/+$/, '');
  const output = readOutput(io.reader, folder);
  if (output === null) throw new UsageError(say('cli/no-such-folder', { path: folder }));
  const only = options.app ?? [];
  const names = opened.fleet.applications
    .map(({ name }) => name)
    .filter((name) => only.length === 0 || only.includes(name));
  if (!output.isCheckout) return withCheckouts(io, opened, output.files, names);
  const [name] = names;
  if (name === undefined || names.length > 1)
    throw new UsageError(say('cli/which-application', { names: names.join(', ') }));
  return checkoutOf(name, output.files, '');
}

/** The files of a checkout as the application's part of an output. */
function checkoutOf(name: string, files: readonly CheckedFile[], place: string): Standing {
  const prefix = `apps/${name}/repo/`;
  const lock = files.find(({ path }) => path === lockPath)?.text ?? null;
  return {
    files: files
      .filter(({ path }) => path !== lockPath)
      .map((file) => ({ ...file, path: `${prefix}${file.path}` })),
    expected: [name],
    shownAs: new Map([[prefix, place]]),
    lockOf: () => lock,
  };
}

/** Where an application's repository has its part of the output, that part is read there. */
function withCheckouts(
  io: Io,
  { fleet, knowledge }: OpenedFleet,
  files: readonly CheckedFile[],
  names: readonly string[],
): Standing {
  const elsewhere = names.flatMap((name) => {
    const checkout = knowledge.config.apps[name]?.checkout;
    const isHere = files.some(({ path }) => path.startsWith(`apps/${name}/repo/`));
    if (checkout === undefined || isHere) return [];
    const found = readCheckout(io.reader, join(fleet.dir, checkout)) ?? [];
    return [checkoutOf(name, found, `${checkout.replace(/\/+$/, '')}/`)];
  });
  const others = fleet.applications.map(({ name }) => name).filter((name) => !names.includes(name));
  const lock = files.find(({ path }) => path === lockPath)?.text ?? null;
  return {
    files: [
      ...files.filter(({ path }) => !others.some((name) => path.startsWith(`apps/${name}/`))),
      ...elsewhere.flatMap((one) => one.files),
    ],
    expected: names,
    shownAs: new Map(elsewhere.flatMap((one) => [...one.shownAs])),
    lockOf: () => lock,
  };
}

/** A diagnostic with its file as the user knows it. */
export function shown(diagnostic: Diagnostic, { shownAs }: Standing): Diagnostic {
  const { file } = diagnostic;
  for (const [prefix, place] of shownAs)
    if (file?.startsWith(prefix) === true)
      return { ...diagnostic, file: `${place}${file.slice(prefix.length)}` };
  return diagnostic;
}
