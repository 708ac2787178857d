import type { Plan, PlannedStep } from '../../model/plan.ts';
import type { GenerateContext } from '../generator.ts';
import { readProject } from './project-file.ts';
import type { Block } from './build-blocks.ts';
import { ownBlock } from './build-blocks.ts';

// Gems of databases, with what Rails calls their adapters. Source:
// https://guides.rubyonrails.org/configuring.html#configuring-a-database
const adapters: readonly (readonly [RegExp, string])[] = [
  [/^\s*gem\s+['"]pg['"]/m, 'postgresql://localhost/none'],
  [/^\s*gem\s+['"]mysql2['"]/m, 'mysql2://localhost/none'],
  [/^\s*gem\s+['"]trilogy['"]/m, 'trilogy://localhost/none'],
  [/^\s*gem\s+['"]sqlite3['"]/m, 'sqlite3::memory:'],
];

/**
 * Rails starts the application to compile its assets, and in production it does not start without a key
 * and the settings of a database, neither of which it then uses. On the hosts both lay ready.
 * Source: https://guides.rubyonrails.org/configuring.html#config-secret-key-base
 */
export function railsAssets(
  steps: readonly PlannedStep[],
  plan: Plan,
  context: GenerateContext,
): readonly Block[] {
  const own = steps.filter(
    ({ disposition, classified: { step } }) =>
      disposition === 'converted' && step.reached && step.place.kind !== 'container',
  );
  const compiles = own.filter(({ classified: { step } }) =>
    /\b(rake|rails)\b.*\bassets:precompile\b/.test(step.text),
  );
  const isTold = compiles.some(({ classified: { step } }) =>
    step.assignments.some(({ name }) => /^SECRET_KEY_BASE/.test(name)),
  );
  const tests = own.some(({ classified }) => classified.kind === 'test');
  if (compiles.length === 0 || isTold) return [];
  const url = adapters.find(([gem]) => gem.test(readProject('Gemfile', plan, context) ?? ''))?.[1];
  const hasSettings = readProject('config/database.yml', plan, context) !== null;
  return [
    ownBlock('Added: without these, Rails does not start to compile assets; it uses neither.', [
      'export SECRET_KEY_BASE="${SECRET_KEY_BASE:-none}"',
      ...(url === undefined || hasSettings || tests
        ? []
        : [`export DATABASE_URL="\${DATABASE_URL:-${url}}"`]),
    ]),
  ];
}
