import type { PlannedStep } from '../../model/plan.ts';
import { sentenceOf } from '../../messages/messages.ts';
import { secretsOf } from '../parameters/secrets-of.ts';
import { codeSpan, list, text } from './blocks.ts';
import type { Block, Item, Section } from './blocks.ts';
import type { Page } from './speaker.ts';

/** Steps that no file of ours carries out; those of one operation of its own as one. */
export function manualSection(page: Page): Section {
  const manual = page.plan.steps.filter(({ disposition }) => disposition === 'manual');
  const items = merged(
    manual.flatMap((planned) => {
      const { code, params } = planned.reason ?? planned.because;
      const same = manual.filter(
        ({ reason, because }) =>
          (reason ?? because).code === code &&
          (reason ?? because).params['action'] === params['action'],
      );
      // An operation (purge, backup) is one piece of work, whatever its steps.
      return /^plan\/(operation|action-other|other-way-\w+)$/.test(code)
        ? same[0] === planned
          ? [operationItem(same, page)]
          : []
        : [manualItem(planned, page)];
    }),
  );
  return {
    title: page.say('runbook/heading-manual'),
    blocks: [items.length === 0 ? text(page.say('runbook/no-manual')) : list(items)],
  };
}

function manualItem(
  { classified: { step }, reason, because, question }: PlannedStep,
  { context, say, sentence }: Page,
): Item {
  const command = codeSpan(context.redaction.text(step.span));
  const asked = question === null ? '' : ` (${codeSpan(question)})`;
  return {
    text: say('runbook/manual', {
      place: context.notes.of([step.id]),
      command,
      why: `${sentence(reason ?? because)}${asked}`,
    }),
    steps: [step.id],
  };
}

function operationItem(planned: readonly PlannedStep[], { context, say, sentence }: Page): Item {
  const steps = planned.map(({ classified }) => classified.step.id);
  const [first] = planned;
  return {
    text: say('runbook/pair', {
      name: context.notes.of(steps),
      text: first === undefined ? '' : sentence(first.reason ?? first.because),
    }),
    steps,
  };
}

/** A function that is called twice has its steps twice, and says the same of them. */
function merged(items: readonly Item[]): readonly Item[] {
  const byText = new Map<string, Item>();
  for (const item of items) {
    const steps = [...(byText.get(item.text)?.steps ?? []), ...item.steps];
    byText.set(item.text, { text: item.text, steps });
  }
  return [...byText.values()];
}

/** Places and kinds of secrets, one item each; never anything of their characters. */
export function secretsSection(page: Page): Section {
  const { plan, say, language } = page;
  const items = secretsOf(plan).map(({ label, kind, name, places, isRead }): Item => {
    const params = {
      label,
      kind: sentenceOf({ code: `report/secret-kind/${kind}`, params: {} }, language),
      place: places.join(', '),
      name,
    };
    return { text: say(isRead ? 'runbook/secret' : 'runbook/secret-unread', params), steps: [] };
  });
  return {
    title: say('runbook/heading-secrets'),
    blocks:
      items.length === 0
        ? [text(say('runbook/no-secrets'))]
        : [text(say('runbook/secrets-why')), list(items)],
  };
}

/** What the scripts can't tell and nobody has answered. */
export function questionsSection({ plan, say, sentence }: Page): Section {
  const open = plan.questions.filter(({ answer }) => answer === null);
  const items = open.map(({ question, steps }): Item => {
    const params = { id: question.id, text: sentence(question.text) };
    const written =
      question.default === null
        ? say('runbook/question', params)
        : say('runbook/question-default', { ...params, assumed: question.default });
    return { text: written, steps };
  });
  return {
    title: say('runbook/heading-questions'),
    blocks:
      items.length === 0
        ? [text(say('runbook/no-questions'))]
        : [text(say('runbook/questions-where')), list(items)],
  };
}

/** For the machine image and the preflight. */
export function hostsSection({ plan, say, sentence }: Page): Section {
  const items = plan.deployment.prerequisites.map(({ kind, name, because, steps }): Item => ({
    text: say('runbook/pair', {
      name: say(`runbook/host-${kind}`, { name: codeSpan(name) }),
      text: sentence(because),
    }),
    steps,
  }));
  return {
    title: say('runbook/heading-hosts'),
    blocks: [items.length === 0 ? text(say('runbook/no-hosts')) : list(items)],
  };
}

/** How each environment is deployed, and what would have to change for blue/green. */
export function styleSection({ plan, say, sentence }: Page): Section {
  const blocks = plan.deployment.environments.flatMap(
    ({ name, style, styleBecause }): readonly Block[] => {
      if (style === 'blue-green')
        return [text(say('runbook/style-blue-green', { environment: name }))];
      const items = styleBecause.map((message): Item => {
        const blocker = plan.blockers.find((one) => one.message.code === message.code);
        return {
          text:
            blocker === undefined
              ? sentence(message)
              : say('runbook/style-remedy', {
                  blocker: sentence(message),
                  remedy: sentence(blocker.remedy),
                }),
          steps: blocker?.steps ?? [],
        };
      });
      return [text(say('runbook/style-in-place', { environment: name })), list(items)];
    },
  );
  return { title: say('runbook/heading-style'), blocks };
}
