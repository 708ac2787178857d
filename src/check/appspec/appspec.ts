import type { Document } from '../document.ts';
import { isRecord, listAt, recordAt, textAt, textsAt } from '../reading.ts';

/** A script that a lifecycle event runs. */
export interface HookEntry {
  readonly event: string;
  readonly location: string;
  /** Seconds; CodeDeploy's own 3600 where nothing is said. */
  readonly timeout: number;
  readonly runas: string | null;
  readonly line: number;
}

export interface FilesEntry {
  /** Relative to the bundle, without leading `/`; `.` for all of it. */
  readonly source: string;
  readonly destination: string;
  readonly line: number;
}

export interface PermissionsEntry {
  readonly object: string;
  /** `**` where nothing is said. */
  readonly pattern: string;
  readonly except: readonly string[];
  readonly mode: string | null;
  readonly types: readonly string[];
  readonly isTyped: boolean;
  readonly path: string;
  readonly line: number;
}

/** An appspec for hosts as far as it could be read; what its schema refuses is left out. */
export interface HostAppspec {
  readonly document: Document;
  readonly hooks: readonly HookEntry[];
  readonly files: readonly FilesEntry[];
  readonly permissions: readonly PermissionsEntry[];
}

const longestEvent = 3600;

/** Reads the parts of an appspec that are checked further. Never throws, whatever the data. */
export function hostAppspecOf(document: Document): HostAppspec {
  return {
    document,
    hooks: hooksOf(document),
    files: filesOf(document),
    permissions: permissionsOf(document),
  };
}

function hooksOf({ data, lineOf }: Document): readonly HookEntry[] {
  return Object.entries(recordAt(data, 'hooks')).flatMap(([event, scripts]) =>
    (Array.isArray(scripts) ? scripts : []).flatMap((script: unknown, index) => {
      const location = textAt(script, 'location');
      if (location === null) return [];
      const timeout = isRecord(script) ? Number(script['timeout'] ?? longestEvent) : longestEvent;
      const line = lineOf(`/hooks/${event}/${index}/location`);
      return [{ event, location, timeout, runas: textAt(script, 'runas'), line }];
    }),
  );
}

function filesOf({ data, lineOf }: Document): readonly FilesEntry[] {
  return listAt(data, 'files').flatMap((entry, index) => {
    const source = textAt(entry, 'source');
    const destination = textAt(entry, 'destination');
    if (source === null || destination === null) return [];
    const line = lineOf(`/files/${index}/source`);
    return [{ source: bundlePath(source), destination, line }];
  });
}

function permissionsOf({ data, lineOf }: Document): readonly PermissionsEntry[] {
  return listAt(data, 'permissions').flatMap((entry, index) => {
    const object = textAt(entry, 'object');
    if (object === null || !isRecord(entry)) return [];
    const mode = entry['mode'];
    const types = textsAt(entry, 'type');
    return [
      {
        object: object.replace(/(?<=.)\/+$/, ''),
        pattern: textAt(entry, 'pattern') ?? '**',
        except: textsAt(entry, 'except'),
        mode: typeof mode === 'string' || typeof mode === 'number' ? String(mode) : null,
        types: types.length === 0 ? ['file', 'directory'] : types,
        isTyped: types.length > 0,
        path: `/permissions/${index}`,
        line: lineOf(`/permissions/${index}/object`),
      },
    ];
  });
}

/** A path of the bundle as it is compared: `/`, `./` and a final `/` mean nothing in it. */
export function bundlePath(path: string): string {
  const parts = path.split('/').filter((part) => part !== '' && part !== '.');
  return parts.length === 0 ? '.' : parts.join('/');
}
