import { lifecycleEvents } from '../../model/kind.ts';
import type { Diagnostic } from '../../model/diagnostic.ts';
import type { Bundle } from '../bundle.ts';
import { diagnose } from '../diagnose.ts';
import type { Document } from '../document.ts';
import { isRecord } from '../reading.ts';
import { createJudge } from '../schema-problems.ts';
import { hostAppspecSchema, serviceAppspecSchema } from '../schemas/appspec-schema.ts';
import { hostAppspecOf } from './appspec.ts';
import { filesProblems } from './files.ts';
import { hookProblems } from './hooks.ts';
import { permissionsProblems } from './permissions.ts';

const judgeHosts = createJudge(hostAppspecSchema);
const judgeServices = createJudge(serviceAppspecSchema);

/** All that can be said of one appspec. */
export function checkAppspec(document: Document, bundle: Bundle): readonly Diagnostic[] {
  const isForServices = isRecord(document.data) && Object.hasOwn(document.data, 'Resources');
  if (isForServices) return [...judgeServices(document), ...versionProblems(document)];
  const appspec = hostAppspecOf(document);
  return [
    ...judgeHosts(document).map((problem) => withEvents(problem)),
    ...versionProblems(document),
    ...hookProblems(appspec, bundle),
    ...filesProblems(appspec, bundle),
    ...permissionsProblems(appspec),
  ];
}

/** A key that is no lifecycle event deserves a sentence of its own. */
function withEvents(problem: Diagnostic): Diagnostic {
  const { code, file, line, params } = problem;
  if (code !== 'check/unknown-key' || params['place'] !== 'hooks') return problem;
  return diagnose('check/unknown-event', file, line, {
    event: params['key'] ?? '',
    known: lifecycleEvents.join(', '),
  });
}

/** The agent compares the text: `"0.0"`, `0.00` and `1.0` all fail. */
function versionProblems({ file, data, lineOf, scalarAt }: Document): readonly Diagnostic[] {
  if (!isRecord(data) || !Object.hasOwn(data, 'version')) return [];
  const written = scalarAt('/version');
  const isRight = written?.style === 'plain' && /^0(\.0)?$/.test(written.source);
  return isRight ? [] : [diagnose('check/appspec-version', file, lineOf('/version'))];
}
