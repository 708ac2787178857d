import type { Secret } from '../model/classified.ts';
import type { Trace } from '../model/trace.ts';
import { createLineTable } from '../syntax/line-table.ts';
import { filesOf, findSecrets } from './find-secrets.ts';

/** A place of another application where the same secret stands. */
export interface OtherPlace {
  readonly file: string;
  /** 1-based. */
  readonly line: number;
  readonly kind: Secret['kind'];
}

/** Where the secrets of one application stand in the others, by label. */
export type SharedSecrets = ReadonlyMap<string, readonly OtherPlace[]>;

/** Of an application, what its secrets are found in. */
type SecretsOf = Pick<Trace, 'application' | 'sources'>;

interface Standing extends OtherPlace {
  readonly application: string;
  readonly label: string;
}

/** Shorter ones may be the same by chance. */
const minLength = 6;

/**
 * For each application, where its secrets stand in other ones. Of the characters only their equality
 * is told. A file that several applications read is one place.
 */
export function sharedSecretsOf(traces: readonly SecretsOf[]): ReadonlyMap<string, SharedSecrets> {
  const byText = new Map<string, Standing[]>();
  for (const trace of traces)
    for (const [text, standing] of standingIn(trace))
      byText.set(text, [...(byText.get(text) ?? []), standing]);
  const shared = new Map<string, Map<string, readonly OtherPlace[]>>();
  for (const standings of byText.values())
    for (const { application, label } of standings) {
      const own = standings.filter((one) => one.application === application);
      const others = standings.filter(
        ({ application: other, file }) =>
          other !== application && !own.some((one) => one.file === file),
      );
      if (others.length === 0) continue;
      const labels = shared.get(application) ?? new Map<string, readonly OtherPlace[]>();
      shared.set(application, labels.set(label, others));
    }
  return shared;
}

function standingIn(trace: SecretsOf): readonly (readonly [text: string, standing: Standing])[] {
  const files = new Map(filesOf(trace.sources).map(({ file, text }) => [file, text]));
  return findSecrets(trace).flatMap(({ label, kind, span: { file, start, end } }) => {
    const text = files.get(file) ?? '';
    const secret = text.slice(start, end);
    if (secret.length < minLength) return [];
    const { line } = createLineTable(text).positionOf(start);
    return [[secret, { application: trace.application, label, kind, file, line }] as const];
  });
}
