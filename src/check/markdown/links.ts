import { posix } from 'node:path';

import type { Diagnostic } from '../../model/diagnostic.ts';
import type { CheckedFile } from '../checked-file.ts';
import { diagnose } from '../diagnose.ts';

/** Links of a page that lead to a file or heading which is not there. Addresses are not asked. */
export function linkProblems(
  { path, text }: CheckedFile,
  files: ReadonlyMap<string, CheckedFile>,
): readonly Diagnostic[] {
  return proseOf(text).flatMap((prose, index) =>
    [...prose.matchAll(/\]\(<?([^)\s>]+)>?(?:\s+"[^"]*")?\)/g)].flatMap((match) => {
      const target = match[1] ?? '';
      return leadsSomewhere(target, path, files)
        ? []
        : [diagnose('check/broken-link', path, index + 1, { target })];
    }),
  );
}

/** The lines of a page; those of code are empty. */
function proseOf(text: string): readonly string[] {
  let isCode = false;
  return text.split('\n').map((line) => {
    if (/^\s*(```|~~~)/.test(line)) {
      isCode = !isCode;
      return '';
    }
    return isCode ? '' : line.replace(/`[^`]*`/g, '');
  });
}

function leadsSomewhere(
  target: string,
  from: string,
  files: ReadonlyMap<string, CheckedFile>,
): boolean {
  if (/^[a-z][a-z+.-]*:/i.test(target) || target.startsWith('/')) return true;
  const [file = '', anchor] = target.split('#');
  const path = file === '' ? from : posix.join(posix.dirname(from), decoded(file));
  // What stands outside the output is none of our business.
  if (path.startsWith('..')) return true;
  const page = files.get(path);
  if (page === undefined)
    return [...files.keys()].some((one) => one.startsWith(`${path.replace(/\/$/, '')}/`));
  return anchor === undefined || !path.endsWith('.md') || anchorsOf(page.text).has(decoded(anchor));
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The names that hosts of Git give to headings. */
function anchorsOf(text: string): ReadonlySet<string> {
  const names = proseOf(text).flatMap((line) => {
    const heading = /^#{1,6}\s+(.+?)\s*#*$/.exec(line)?.[1];
    return heading === undefined ? [] : [slugOf(heading)];
  });
  const given = [...text.matchAll(/<a\s+(?:id|name)="([^"]+)"/g)].flatMap(
    (match) => match[1] ?? [],
  );
  return new Set([...names, ...given]);
}

function slugOf(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .replace(/\s/g, '-');
}
