import { languages } from '../../model/message.ts';
import type { Language } from '../../model/message.ts';
import type { Plan } from '../../model/plan.ts';
import type { Generator, TellingContext } from '../generator.ts';
import { manifestOf } from '../pipeline/manifest-of.ts';
import { sectionsOf } from './sections.ts';
import { speakerOf } from './speaker.ts';

/** `RUNBOOK.md` and `RUNBOOK.fr.md`: what the person on call needs, and what is left to do by hand. */
export const runbook: Generator = {
  id: 'runbook',
  generate: (plan, context) => languages.map((language) => inLanguage(plan, context, language)),
};

function inLanguage(plan: Plan, context: TellingContext, language: Language) {
  const manifest = manifestOf(plan, context);
  const page = { plan, manifest, context, ...speakerOf(language) };
  const { text, origins } = context.render('runbook/RUNBOOK.md.hbs', {
    title: page.say('runbook/title', { name: plan.application }),
    ...sectionsOf(page),
  });
  return {
    path: language === 'en' ? 'RUNBOOK.md' : `RUNBOOK.${language}.md`,
    text: `${text.trimEnd()}\n`,
    origins,
    executable: false,
    from: [...new Set(origins.flatMap(({ steps }) => steps))],
  };
}
