import { actionChoiceOfPlan } from '../../plan/action-choice.ts';
import { entryFileOf } from '../../plan/evidence.ts';
import { codeSpan } from './blocks.ts';
import type { Section } from './blocks.ts';
import { checksSection } from './checks-section.ts';
import { deploySection, firstSection, followSection } from './deploy-sections.ts';
import { emergencySection, rollbackSection } from './rollback-sections.ts';
import { inputsSection } from './inputs-section.ts';
import {
  hostsSection,
  manualSection,
  questionsSection,
  secretsSection,
  styleSection,
} from './remaining-sections.ts';
import type { Page } from './speaker.ts';
import { stopsSection } from './stops-section.ts';

/** The whole runbook: what to do first, every day, when it goes wrong, and what remains. */
export function sectionsOf(page: Page): {
  readonly intro: readonly string[];
  readonly sections: readonly Section[];
} {
  return {
    intro: introOf(page),
    sections: [
      firstSection(page),
      deploySection(page),
      followSection(page),
      rollbackSection(page),
      emergencySection(page),
      stopsSection(page),
      ...[checksSection(page)].flatMap((section) => section ?? []),
      ...[inputsSection(page)].flatMap((section) => section ?? []),
      manualSection(page),
      secretsSection(page),
      questionsSection(page),
      ...(page.plan.platform.name === 'ec2' ? [hostsSection(page), styleSection(page)] : []),
    ],
  };
}

function introOf({ plan, manifest, say }: Page): readonly string[] {
  const scripts = plan.trace.scripts
    .filter(({ role }) => role === 'entry')
    .map(({ file }) => codeSpan(file));
  // An account that nobody has named yet may be the same.
  const known = manifest.environments.filter(({ account }) => account !== null);
  const isSpread =
    new Set(known.map(({ account, region }) => `${account ?? ''} ${region ?? ''}`)).size > 1;
  return [
    say(plan.platform.name === 'ec2' ? 'runbook/intro' : 'runbook/intro-no-hosts', {
      name: manifest.name,
      scripts: scripts.length === 0 ? codeSpan(plan.root) : scripts.join(', '),
    }),
    ...takenOf(plan, say),
    manifest.owner === null
      ? say('runbook/no-owner')
      : say('runbook/owner', { owner: manifest.owner }),
    ...(isSpread
      ? [
          say('runbook/accounts', {
            places: known
              .map(({ name, account, region }) =>
                say('runbook/pair', {
                  name,
                  text: [account, region].filter((word) => word !== null).join(' '),
                }),
              )
              .join(', '),
          }),
        ]
      : []),
    ...(manifest.environments.at(-1)?.account === null ? [say('runbook/zeros')] : []),
  ];
}

/** Which of several scripts are the deployment, and why; nothing where there is no choice. */
function takenOf(plan: Page['plan'], say: Page['say']): readonly string[] {
  const { parts, validating } = actionChoiceOfPlan(plan);
  const filesOf = (actions: readonly string[]) =>
    [
      ...new Set(
        plan.steps
          .filter(({ classified: { step } }) => step.actions.some((one) => actions.includes(one)))
          .map(({ classified: { step } }) => codeSpan(entryFileOf(step))),
      ),
    ].join(', ');
  return [
    ...(parts.length < 2 ? [] : [say('runbook/parts', { scripts: filesOf(parts) })]),
    ...(validating.length === 0
      ? []
      : [say('runbook/validating', { script: filesOf(validating) })]),
  ];
}
