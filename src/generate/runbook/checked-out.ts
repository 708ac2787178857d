import { codeSpan } from './blocks.ts';
import type { Page } from './speaker.ts';

/**
 * A script that is given the version to release checks that version out (`git checkout "v$VERSION"`). The
 * pipeline takes the branch's newest commit unless it is told another: told only the variable, it would
 * build one version under the name of another.
 */
export function checkedOutSentences({ plan, manifest, context, say }: Page): readonly string[] {
  const names = manifest.variables.map(({ name }) => name);
  return plan.steps.flatMap(({ classified: { kind, step }, disposition }) => {
    if (kind !== 'source-checkout' || disposition !== 'replaced' || step.name !== 'git') return [];
    return step.plain.slice(1).flatMap(({ span }) => {
      const text = (plan.trace.sources.get(span.file)?.text ?? '').slice(span.start, span.end);
      const revision = text.replaceAll('"', '');
      const read = names.filter((name) => new RegExp(`\\$\\{?${name}\\b`).test(revision));
      return read.length === 0 || !/^[\w./${}-]+$/.test(revision)
        ? []
        : [
            say('runbook/deploy-checked-out', {
              place: context.notes.of([step.id]),
              revision: codeSpan(revision),
              names: read.map(codeSpan).join(', '),
              command: codeSpan(`git rev-list -n 1 ${revision}`),
            }),
          ];
    });
  });
}

/** A script that deploys `develop` to one environment and `main` to another; one pipeline has one branch. */
export function branchSentences({ plan, manifest, context, say }: Page): readonly string[] {
  const branches = Object.entries(plan.deployment.branches ?? {});
  if (branches.length === 0) return [];
  return [
    say('runbook/deploy-branches', {
      places: context.notes.of(manifest.source.steps),
      branches: branches.map(([name, branch]) => `${name}: ${codeSpan(branch)}`).join(', '),
      branch: codeSpan(manifest.source.branch),
    }),
  ];
}
