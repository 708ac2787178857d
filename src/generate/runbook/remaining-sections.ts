import type { Plan, PlannedStep } from '../../model/plan.ts';
import { parameterName, lineOf } from '../../plan/parameters.ts';
import { codeSpan, list, text } from './blocks.ts';
import type { Block, Item, Section } from './blocks.ts';
import type { Page } from './speaker.ts';

/** Steps that no file of ours carries out. */
export function manualSection({ plan, context, say, sentence }: Page): Section {
  const items = plan.steps
    .filter(({ disposition }) => disposition === 'manual')
    .map(({ classified: { step }, reason, because, question }: PlannedStep): Item => {
      const place = context.notes.of([step.id]);
      const command = codeSpan(context.redaction.text(step.span));
      const why = sentence(reason ?? because);
      const asked = question === null ? '' : ` (${codeSpan(question)})`;
      return { text: `${place}: ${command}. ${why}${asked}`, steps: [step.id] };
    });
  return {
    title: say('runbook/heading-manual'),
    blocks: [items.length === 0 ? text(say('runbook/no-manual')) : list(items)],
  };
}

/** Places and kinds of secrets; never anything of their characters. */
export function secretsSection({ plan, say }: Page): Section {
  const items = plan.secrets.map((secret): Item => {
    const place = `${relative(secret.span.file, plan)}:${String(lineOf(secret.span, plan.trace))}`;
    const { label, kind } = secret;
    return {
      text: say('runbook/secret', { label, kind, place, name: parameterName(secret) }),
      steps: [],
    };
  });
  return {
    title: say('runbook/heading-secrets'),
    blocks:
      items.length === 0
        ? [text(say('runbook/no-secrets'))]
        : [text(say('runbook/secrets-why')), list(items)],
  };
}

function relative(file: string, { root }: Plan): string {
  return file.startsWith(`${root}/`) ? file.slice(root.length + 1) : file;
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
  const items = plan.deployment.prerequisites.map(({ name, because, steps }): Item => ({
    text: `${codeSpan(name)}: ${sentence(because)}`,
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
