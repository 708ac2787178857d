import type { CheckedFile } from './checked-file.ts';

/** The output files of one application. */
export interface ApplicationFiles {
  readonly name: string;
  /** `apps/<name>/`. */
  readonly prefix: string;
  /** By path below `prefix`. */
  readonly platform: ReadonlyMap<string, CheckedFile>;
  /** What goes into the application's repository, by path in it. */
  readonly repository: ReadonlyMap<string, CheckedFile>;
}

/** The applications that stand in an output folder, sorted by name. */
export function applicationsOf(files: readonly CheckedFile[]): readonly ApplicationFiles[] {
  const names = new Set(files.flatMap(({ path }) => /^apps\/([^/]+)\//.exec(path)?.[1] ?? []));
  return [...names].sort().map((name) => {
    const prefix = `apps/${name}/`;
    const own = files
      .filter(({ path }) => path.startsWith(prefix))
      .map((file): [string, CheckedFile] => [file.path.slice(prefix.length), file]);
    return {
      name,
      prefix,
      platform: new Map(own.filter(([path]) => !path.startsWith('repo/'))),
      repository: new Map(
        own.flatMap(([path, file]) =>
          path.startsWith('repo/') ? [[path.slice('repo/'.length), file]] : [],
        ),
      ),
    };
  });
}

/** Our own bookkeeping: what was last generated is no output. */
export function isOutput({ path }: CheckedFile): boolean {
  return !path.startsWith('.pipewright/') && !path.includes('/.pipewright/');
}
