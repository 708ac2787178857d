/** Libraries that the commands of a job load, and that neither its image nor the bundle brings. */
import type { OnceAction } from '../../model/deployment.ts';
import type { Plan, PlannedStep } from '../../model/plan.ts';
import type { Step } from '../../model/step.ts';
import { optionValues } from '../../plan/arguments.ts';
import { valueText } from '../../plan/value-text.ts';
import type { GenerateContext } from '../generator.ts';
import { quoteShell } from '../quote-shell.ts';
import type { Block } from './build-blocks.ts';
import { ownBlock } from './build-blocks.ts';
import { installCommand } from './node-project.ts';
import { environmentOf } from './once-needs.ts';
import type { OnceNeeds } from './once-needs.ts';
import { readProject } from './project-file.ts';

interface Language {
  /** Programs that load the libraries of the application. */
  readonly programs: RegExp;
  /** Programs that fetch them. */
  readonly installers: RegExp;
  readonly file: string;
  /** What was fetched lies in the application's own folder, which the bundle holds. */
  readonly isBundled: boolean;
  readonly install: (plan: Plan, context: GenerateContext) => string;
}

const languages: readonly Language[] = [
  {
    programs: /^(python\d*(\.\d+)?|alembic|flask|django-admin|manage\.py|superset|airflow|celery)$/,
    installers: /^(pip\d*(\.\d+)?|pipenv|poetry|uv)$/,
    file: 'requirements.txt',
    // Packages lie in the machine's Python or in a virtual environment, and no bundle takes those along.
    isBundled: false,
    install: (plan) => `pip install --quiet -r ${requirementsOf(plan)}`,
  },
  {
    programs: /^(rake|rails|ruby|cap|mina|kamal|sidekiq|jekyll|middleman)$/,
    installers: /^(bundle|bundler)$/,
    file: 'Gemfile',
    isBundled: false,
    install: () => 'bundle install --quiet',
  },
  {
    programs: /^(node|npm|npx|yarn|pnpm|prisma|knex|sequelize(-cli)?|typeorm|ts-node|db-migrate)$/,
    installers: /^(npm|yarn|pnpm|bun)$/,
    file: 'package.json',
    isBundled: true,
    install: (plan, context) => installCommand(plan, context),
  },
  {
    programs: /^(php\d*(\.\d+)?|artisan|console|drush|phinx|symfony|doctrine)$/,
    installers: /^composer(\.phar)?$/,
    file: 'composer.json',
    isBundled: true,
    install: () => 'composer install --no-interaction --no-dev --prefer-dist',
  },
];

/** Fetches what the application's own programs need, once its folder is the current one. */
export function librariesOf(
  { steps: ids }: OnceAction,
  plan: Plan,
  needs: OnceNeeds,
  context: GenerateContext,
): readonly Block[] {
  const own = plan.steps
    .filter(
      ({ classified, disposition }) =>
        ids.includes(classified.step.id) &&
        disposition === 'converted' &&
        classified.step.place.kind !== 'container',
    )
    .map(({ classified }) => classified.step);
  const lines = languages.flatMap((language) => linesOf(language, own, plan, needs, context));
  return lines.length === 0 ? [] : [ownBlock('The libraries of the application.', lines)];
}

/**
 * What the build's own programs load (`python manage.py collectstatic`), where the script had only the
 * hosts fetch it: their virtual environments stay there.
 */
export function librariesOfBuild(
  steps: readonly PlannedStep[],
  plan: Plan,
  context: GenerateContext,
): readonly Block[] {
  const own = steps
    .filter(({ disposition, classified }) => disposition === 'converted' && classified.step.reached)
    .map(({ classified }) => classified.step)
    .filter((step) => step.place.kind !== 'container' && (runsProgram(step) || isInstall(step)));
  const needs = { application: null, site: null };
  const lines = languages
    .filter(({ isBundled }) => !isBundled)
    .flatMap((language) => linesOf(language, own, plan, needs, context));
  return lines.length === 0
    ? []
    : [
        ownBlock(
          'Added: the build runs the application’s own programs, and they need its libraries.',
          lines,
        ),
      ];
}

function isInstall({ name }: Step): boolean {
  return languages.some(({ installers }) => installers.test(name ?? ''));
}

/** Not Python's own modules, nor a packaging script: those need no libraries of the application. */
function runsProgram({ name, plain, words }: Step): boolean {
  if (!/^python/.test(name ?? '')) return true;
  const [first] = plain.map(({ value }) => valueText(value));
  const hasOption = words[1] !== undefined && valueText(words[1].value).startsWith('-');
  return !hasOption && first !== undefined && first.endsWith('.py') && first !== 'setup.py';
}

function linesOf(
  language: Language,
  own: readonly Step[],
  plan: Plan,
  { application, site }: Pick<OnceNeeds, 'application' | 'site'>,
  context: GenerateContext,
): readonly string[] {
  const { programs, installers, file, isBundled, install } = language;
  const loads = own.filter(({ name }) => programs.test(name ?? ''));
  const fetches = (step: Step): boolean =>
    installers.test(step.name ?? '') && /\b(install|ci|sync|add)\b/.test(step.text);
  const isThere = isBundled && (application !== null || site !== null);
  if (loads.length === 0 || isThere || own.some(fetches)) return [];
  const isKnown =
    readProject(file, plan, context) !== null ||
    plan.steps.some(({ classified: { step } }) => step.reached && fetches(step));
  if (!isKnown) return [];
  const environments = [
    ...new Set(loads.flatMap(({ words }) => environmentOf(programOf(words)) ?? [])),
  ];
  const command = install(plan, context);
  return environments.length === 0 || isBundled
    ? [command]
    : environments.flatMap((folder) => [
        `python3 -m venv ${quoteShell(folder)}`,
        `${quoteShell(folder)}/bin/${command}`,
      ]);
}

function programOf([first]: Step['words']): string {
  return first === undefined ? '' : valueText(first.value);
}

/** The list that the script itself installed from. */
function requirementsOf({ steps }: Plan): string {
  const named = steps.flatMap(({ classified: { step } }) =>
    /^pip/.test(step.name ?? '')
      ? optionValues(step.words, ['-r', '--requirement']).map(valueText)
      : [],
  );
  const plain = named.filter((path) => /^[\w][\w./-]*$/.test(path));
  return quoteShell(plain[0] ?? 'requirements.txt');
}
