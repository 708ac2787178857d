import type { Page } from './speaker.ts';

const misread: ReadonlySet<string> = new Set(['ssh/bare-session', 'script/unread-document']);

/** Lines of the script that never ran, or ran elsewhere than their author thinks. */
export function neverRunSentences({ plan, context, say, sentence }: Page): readonly string[] {
  const behind = plan.steps.flatMap(({ classified: { step } }) =>
    step.unreachedBecause === 'after-exit' ? [step.id] : [],
  );
  const place = context.notes.of(behind);
  return [
    ...(place === '' ? [] : [say('runbook/first-never-run', { place })]),
    ...plan.findings
      .filter(({ rule }) => misread.has(rule))
      .map(({ span, message }) =>
        say('runbook/first-not-meant', {
          place: context.notes.ofSpans([span]),
          why: sentence(message),
        }),
      ),
  ];
}
