import type { Question } from '../model/classified.ts';
import type { ApplicationConfig } from '../model/config.ts';
import type { AnsweredQuestion, PlannedStep } from '../model/plan.ts';
import type { StepId } from '../model/step.ts';
import type { Environment } from '../model/trace.ts';
import { textOf } from '../shell/value.ts';
import { actionChoiceOf, actionQuestion } from './action-choice.ts';
import { deployPathQuestion } from './host-path.ts';
import { outsideFilesIn, outsideQuestion } from './outside-files.ts';
import { environmentsOf } from './host-groups.ts';
import { loginUserOf, loginUserQuestion } from './login-user.ts';
import type { PlanCode } from './say.ts';
import { say } from './say.ts';
import type { Situation } from './situation.ts';
import { testDatabaseQuestion } from './test-database.ts';
import { platformNames } from '../model/kind.ts';

/** The plan's own questions about steps, by the identifier that the decisions use. */
const ownQuestions: Readonly<
  Record<string, { readonly type: Question['type']; readonly text: PlanCode }>
> = {
  deploy_path: { type: 'path', text: 'plan/ask-deploy-path' },
  app_directory: { type: 'path', text: 'plan/ask-app-directory' },
  condition: { type: 'text', text: 'plan/ask-condition' },
  read_back: { type: 'text', text: 'plan/ask-read-back' },
  host_to_host: { type: 'text', text: 'plan/ask-host-to-host' },
  from_host: { type: 'text', text: 'plan/ask-from-host' },
  deploy_action: { type: 'text', text: 'plan/ask-deploy-action' },
  [testDatabaseQuestion]: { type: 'text', text: 'plan/ask-test-database' },
  database_host: { type: 'text', text: 'plan/ask-database-host' },
  once_in_container: { type: 'text', text: 'plan/ask-once-in-container' },
};

/** Everything that a person must tell, with the answers that stand in the configuration. */
export function questionsOf(
  steps: readonly PlannedStep[],
  situation: Situation,
): readonly AnsweredQuestion[] {
  const asked = new Map<string, { question: Question; steps: StepId[] }>();
  const ask = (question: Question, step: StepId | null): void => {
    const entry = asked.get(question.id) ?? { question, steps: [] };
    asked.set(question.id, entry);
    if (step !== null && !entry.steps.includes(step)) entry.steps.push(step);
  };
  for (const { id, text, choices } of openOfApplication(situation)) {
    const type = choices.length > 0 ? 'choice' : /^hosts_/.test(id) ? 'hosts' : 'text';
    const offered = offeredFor(id, situation);
    ask({ id, type, text, default: offered, choices }, null);
  }
  for (const planned of steps) {
    const { step, questions } = planned.classified;
    if (planned.disposition === null) continue;
    // What is replaced or dropped needs no answer any more.
    if (planned.disposition === 'manual' || planned.disposition === 'converted')
      questions
        .filter(({ id }) => id !== deployPathQuestion || planned.destination === 'appspec/files')
        .forEach((question) => ask(question, step.id));
    if (planned.question === outsideQuestion) {
      const files = outsideFilesIn(steps, situation).join(', ');
      const text = say('plan/ask-outside-files', { files });
      ask({ id: outsideQuestion, type: 'text', text, default: null, choices: [] }, step.id);
    }
    const own = planned.question === null ? undefined : ownQuestions[planned.question];
    if (own !== undefined && planned.question !== null) {
      ask(
        { id: planned.question, type: own.type, text: say(own.text), default: null, choices: [] },
        step.id,
      );
    }
  }
  for (const { question, steps: used } of openOfFiles(situation))
    (used.length === 0 ? [null] : used).forEach((step) => ask(question, step));
  return [...asked.values()].map(({ question, steps: used }) => ({
    question,
    answer: situation.config.answers[question.id] ?? null,
    steps: used,
  }));
}

/** Folders of the hosts that nobody named; the one that we assume is offered. */
function openOfFiles({
  platform,
  files,
}: Situation): readonly { readonly question: Question; readonly steps: readonly StepId[] }[] {
  if (platform.name !== 'ec2') return [];
  return files.flatMap(({ question: id, destination, isAssumed, steps }) => {
    const own = id === null ? undefined : ownQuestions[id];
    if (own === undefined || id === null) return [];
    const assumed = isAssumed === true ? destination : null;
    const text = say(own.text);
    return [{ question: { id, type: own.type, text, default: assumed, choices: [] }, steps }];
  });
}

/** What is assumed as long as nobody answers. */
function offeredFor(question: string, situation: Situation): string | null {
  if (question === loginUserQuestion) return loginUserOf(situation).name;
  return question === actionQuestion ? actionChoiceOf(situation).chosen.join(', ') : null;
}

interface OpenQuestion {
  readonly id: string;
  readonly text: Question['text'];
  readonly choices: readonly string[];
}

/** Questions about the application as a whole: its hosts, and its platform where the signs are weak. */
function openOfApplication(situation: Situation): readonly OpenQuestion[] {
  const open: OpenQuestion[] = [];
  if (situation.platform.confidence < 0.7 || situation.config.answers['platform'] !== undefined) {
    open.push({ id: 'platform', text: say('plan/ask-platform'), choices: platformNames });
  }
  if (actionChoiceOf(situation).isGuess || situation.config.answers[actionQuestion] !== undefined)
    open.push({ id: actionQuestion, text: say('plan/ask-deploy-action'), choices: [] });
  if (situation.platform.name !== 'ec2') return open;
  for (const environment of environmentsOf(situation)) {
    if (!hasKnownHosts(environment)) {
      const params = { environment: environment.name };
      open.push({
        id: hostsQuestion(environment.name),
        text: say('plan/ask-hosts', params),
        choices: [],
      });
    }
  }
  const { name, isAssumed } = loginUserOf(situation);
  if (isAssumed || (name === null && (usesSudo(situation) || startsProcess(situation))))
    open.push({ id: loginUserQuestion, text: say('plan/ask-login-user'), choices: [] });
  return open;
}

/** A process that the script of a host starts by itself belongs to whoever ran the script, seldom to root. */
function startsProcess({ classification }: Situation): boolean {
  return classification.steps.some(
    ({ kind, step }) =>
      kind === 'start-service' &&
      step.reached &&
      step.place.kind === 'local' &&
      (step.background || /^(java|node|python\d*|gunicorn|uvicorn|pm2)$/.test(step.name ?? '')),
  );
}

/** Whoever runs a script of the host with sudo in it is not root. */
function usesSudo({ classification }: Situation): boolean {
  return classification.steps.some(
    ({ step }) =>
      step.reached &&
      step.place.kind === 'local' &&
      step.wrappers.some(({ name }) => name === 'sudo'),
  );
}

function hasKnownHosts({ hostGroups }: Environment): boolean {
  return hostGroups.every(
    ({ hosts }) => hosts.length > 0 && hosts.every((host) => textOf(host) !== null),
  );
}

function hostsQuestion(environment: string): string {
  return `hosts_${environment.replace(/\W+/g, '_')}`;
}

/** The hosts that a person named for an environment, by commas or blanks; null without an answer. */
export function answeredHosts(
  environment: string,
  { answers }: ApplicationConfig,
): readonly string[] | null {
  const answer = answers[hostsQuestion(environment)];
  return answer === undefined ? null : answer.split(/[\s,]+/).filter((host) => host !== '');
}
