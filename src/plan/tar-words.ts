/** What a `tar` packs or unpacks, on the machine that it runs on. */
import type { ClassifiedStep } from '../model/classified.ts';
import { normalPath, resolvedFrom } from './paths.ts';
import { valueText } from './value-text.ts';

export interface Archive {
  readonly verb: 'pack' | 'unpack';
  /** Null for a stream. */
  readonly file: string | null;
  /** Where it packs from, or unpacks into. */
  readonly folder: string;
  /** What it packs, as paths of the machine; empty when it unpacks. */
  readonly members: readonly string[];
}

const valued =
  /^(-C|--directory|-f|--file|--exclude|-X|--exclude-from|-T|--files-from|--strip-components|--transform|--owner|--group|--mode)$/;

/**
 * The archive of a plain `tar`; null for any other command, and where its folder is not known or files are
 * chosen, renamed or moved up. Source: tar(1), the three styles of options.
 */
export function archiveOf({ step }: ClassifiedStep): Archive | null {
  if (!/^(tar|gtar|bsdtar)$/.test(step.name ?? '') || step.stream !== null) return null;
  const [bundle = '', ...rest] = step.words.slice(1).map(({ value }) => valueText(value));
  const words = /^[A-Za-z]+$/.test(bundle) ? [`-${bundle}`, ...rest] : [bundle, ...rest];
  const letters = words.filter((word) => /^-[A-Za-z]+$/.test(word)).join('');
  const isPack = letters.includes('c') || words.includes('--create');
  const isUnpack = letters.includes('x') || words.some((word) => /^--(extract|get)$/.test(word));
  if (isPack === isUnpack) return null;
  if (words.some((word) => /^--(strip|transform|files-from)|^-T$/.test(word))) return null;
  const cwd = step.cwd === null ? null : valueText(step.cwd);
  let folder = cwd;
  let file: string | null = null;
  const members: string[] = [];
  words.forEach((word, at) => {
    const before = words[at - 1] ?? '';
    if (/^(-C|--directory)$/.test(before)) folder = resolvedFrom(cwd, word);
    else if (/^--directory=/.test(word))
      folder = resolvedFrom(cwd, word.slice('--directory='.length));
    else if (/^--file$|^-[A-Za-z]*f$/.test(before))
      file = word === '-' ? null : resolvedFrom(cwd, word);
    else if (/^--file=/.test(word)) file = resolvedFrom(cwd, word.slice('--file='.length));
    else if (!word.startsWith('-') && !valued.test(before)) members.push(word);
  });
  const base: string | null = folder;
  if (base === null) return null;
  return {
    verb: isPack ? 'pack' : 'unpack',
    file,
    folder: base,
    members: isPack ? members.map((path) => normalPath(resolvedFrom(base, path))) : [],
  };
}
