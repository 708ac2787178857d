import type { Secret } from '../../model/classified.ts';
import type { Plan } from '../../model/plan.ts';
import { lineOf, parameterName } from '../../plan/parameters.ts';

/** A secret of the scripts, however often it stands in them; nothing of its characters. */
export interface FoundSecret extends Pick<Secret, 'label' | 'kind'> {
  /** The parameter that holds its successor. */
  readonly name: string;
  /** `deploy.sh:12`, relative to the application. */
  readonly places: readonly string[];
  /** Something of the pipeline or of the hosts reads the parameter. */
  readonly isRead: boolean;
}

/** The secrets of an application, in the order of their labels. */
export function secretsOf({ secrets, parameters, trace, root }: Plan): readonly FoundSecret[] {
  const read = new Set(parameters.map(({ name }) => name));
  return [...new Set(secrets.map(({ label }) => label))].flatMap((label) => {
    const same = secrets.filter((secret) => secret.label === label);
    const [first] = same;
    if (first === undefined) return [];
    const places = same.map(({ span }) => {
      const file = span.file.startsWith(`${root}/`) ? span.file.slice(root.length + 1) : span.file;
      return `${file}:${String(lineOf(span, trace))}`;
    });
    const named = same.find((secret) => read.has(parameterName(secret)));
    return [
      {
        label,
        kind: first.kind,
        name: parameterName(named ?? first),
        places: [...new Set(places)],
        isRead: named !== undefined,
      },
    ];
  });
}
