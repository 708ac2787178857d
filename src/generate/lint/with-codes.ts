/** Says of each statement of a file what ShellCheck would, with the rest of the file in view. */
import { isAmbient } from '../slice/values.ts';
import type { Piece } from '../slice/print.ts';
import { appendsInARow, statusOf } from './chain-lints.ts';
import type { FileNames } from './file-names.ts';
import { fileNamesOf } from './file-names.ts';
import { lintCodes } from './lint-codes.ts';
import { parse } from './parse.ts';

interface Options {
  /** Lines of ours in the same file. */
  readonly beside?: string;
  /** Nothing outside of the file reads its variables. */
  readonly isWhole: boolean;
}

/** The statements with their codes; what they are is left alone. */
export function withCodes(
  pieces: readonly Piece[],
  { beside = '', isWhole }: Options,
): readonly Piece[] {
  const texts = pieces.map(textOf);
  const names = fileNamesOf([beside, ...texts].join('\n'));
  const inRow = sequenceCodes(texts);
  const told = new Set<string>();
  return pieces.map((piece, at) => {
    const text = texts[at] ?? '';
    const own = fileNamesOf(text);
    const codes = [
      ...lintCodes(text, names),
      ...(inRow.get(at) ?? []),
      ...(isWhole && isUnread(own, names) ? ['SC2034'] : []),
      ...(looksMisspelt(own, names, told) ? ['SC2153'] : []),
    ];
    return { ...piece, codes: [...new Set(codes)].sort() };
  });
}

function textOf({ lines }: Piece): string {
  return lines.map(({ text }) => text).join('\n');
}

/** Codes that hang on the statement before, or on the ones after. */
function sequenceCodes(texts: readonly string[]): ReadonlyMap<number, readonly string[]> {
  const statements = texts.flatMap((text, at) =>
    parse(text).commands.map((statement) => ({ statement, at })),
  );
  const all = statements.map(({ statement }) => statement);
  const codes = new Map<number, string[]>();
  const add = (index: number, code: string) => {
    const at = statements[index]?.at ?? -1;
    codes.set(at, [...(codes.get(at) ?? []), code]);
  };
  all.forEach((statement, index) => {
    const code = statusOf(all[index - 1], statement);
    if (code !== null) add(index, code);
  });
  for (const index of appendsInARow(all)) add(index, 'SC2129');
  return codes;
}

function isUnread({ writes }: FileNames, { reads }: FileNames): boolean {
  return [...writes].some((name) => !reads.has(name) && !name.startsWith('_') && !isAmbient(name));
}

/** A name in capitals that the file never sets, beside one that it sets and that is spelt alike. */
function looksMisspelt({ demanded }: FileNames, { writes }: FileNames, told: Set<string>): boolean {
  const found = [...demanded].filter(
    (name) =>
      !told.has(name) &&
      !writes.has(name) &&
      !/[a-z]/.test(name) &&
      !isAmbient(name) &&
      [...writes].some((other) => isAlike(name, other)),
  );
  for (const name of found) told.add(name);
  return found.length > 0;
}

/** Source: ShellCheck, checkUnassignedReferences. */
function isAlike(name: string, other: string): boolean {
  const distance = distanceOf(name, other);
  return (name.length > 3 && distance <= 1) || (name.length > 7 && distance <= 2);
}

/** Insertions, deletions and replacements from one text to the other (Levenshtein). */
function distanceOf(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (const [at, letter] of [...one].entries()) {
    const next = [at + 1];
    for (const [column, second] of [...other].entries())
      next.push(
        Math.min(
          (next[column] ?? 0) + 1,
          (row[column + 1] ?? 0) + 1,
          (row[column] ?? 0) + (letter === second ? 0 : 1),
        ),
      );
    row = next;
  }
  return row.at(-1) ?? 0;
}

/** Variables with a small letter that the file reads and never sets: somebody else must. */
export function outsideNames(pieces: readonly Piece[], beside = ''): readonly string[] {
  const { demanded, writes } = fileNamesOf([beside, ...pieces.map(textOf)].join('\n'));
  return [...demanded].filter((name) => /[a-z]/.test(name) && !writes.has(name)).sort();
}
