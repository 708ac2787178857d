import type { ScannedApplication } from '../model/scan-result.ts';
import type { Wording } from './wording.ts';

/** What to think of an application, in one to four short sentences. */
export function verdictOf(app: ScannedApplication, wording: Wording): string {
  return [
    coverageSentence(app, wording),
    ...blockerSentences(app, wording),
    ...openSentences(app, wording),
    ...(app.scripts.some((script) => !script.parsed) ? [wording.say('report/verdict-unread')] : []),
  ].join(' ');
}

function coverageSentence(app: ScannedApplication, wording: Wording): string {
  const { steps, manual } = app.coverage;
  if (steps === 0) return wording.say('report/verdict-no-steps');
  if (manual === 0) return wording.counted('report/verdict-all', steps);
  if (manual === steps) return wording.counted('report/verdict-none', steps);
  return wording.counted('report/verdict-some', manual, { done: steps - manual, steps });
}

function blockerSentences(app: ScannedApplication, wording: Wording): readonly string[] {
  if (app.coverage.steps === 0) return [];
  if (app.blockers.length > 0) {
    return [wording.counted('report/verdict-blocked', app.blockers.length)];
  }
  // On the other platforms nothing is deployed in two colours, so the sentence would promise nothing.
  const coloured = app.platform.name === 'ec2' || app.platform.name === 'ecs';
  return coloured ? [wording.say('report/verdict-free')] : [];
}

function openSentences(app: ScannedApplication, wording: Wording): readonly string[] {
  const open = app.questions.filter((question) => question.answer === null).length;
  return open === 0 ? [] : [wording.counted('report/verdict-questions', open)];
}
