import type { OutputFile } from '../../model/output-file.ts';
import { addedLint, addedTests } from '../repository/added-checks.ts';
import { verdictNotes } from '../verdict/verdict-notes.ts';
import { nameOf } from './output-scripts.ts';

/** Something of ours that can stop a deployment, and no step of the script's. */
export interface AddedStop {
  /** `answers`: an answer of 400 or more; `checks`: a check whose result nothing looked at. */
  readonly kind: 'answers' | 'checks' | 'tests' | 'lint';
  /** Inside the application's repository. */
  readonly path: string;
}

const kinds: readonly (readonly [note: string, kind: AddedStop['kind']])[] = [
  [addedLint, 'lint'],
  [addedTests, 'tests'],
  [verdictNotes.fail, 'answers'],
  ...[verdictNotes.answer, verdictNotes.never, verdictNotes.loop, verdictNotes.branch].map(
    (note) => [note, 'checks'] as const,
  ),
];

/** By the comments with which each addition says that it is one; each kind once for a file. */
export function addedStops(files: readonly OutputFile[]): readonly AddedStop[] {
  const found = files.flatMap(({ path, text }) =>
    kinds.flatMap(([note, kind]) =>
      new RegExp(`^\\s*# (Added: )?${escaped(note)}`, 'm').test(text)
        ? [{ kind, path: nameOf(path) }]
        : [],
    ),
  );
  return [...new Map(found.map((one) => [`${one.path} ${one.kind}`, one])).values()];
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
