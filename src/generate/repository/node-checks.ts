/** Tests and lint that a project's `package.json` names. */
import type { Plan } from '../../model/plan.ts';
import { valueText } from '../../plan/value-text.ts';
import type { GenerateContext } from '../generator.ts';
import { productionOnly } from './development-packages.ts';
import {
  installCommand,
  nodeInstalls,
  nodeManifest,
  packageManagerOf,
  pruneCommand,
  runCommand,
} from './node-project.ts';
import type { NodeManifest } from './node-project.ts';
import type { ProjectChecks } from './project-checks.ts';
import { noChecks } from './project-checks.ts';

// Commands that Node.js, its package managers and the shell bring.
const alwaysThere =
  /^(node|npm|npx|yarn|pnpm|bun|echo|true|cd|sh|bash|test|rm|mkdir|cp|\.{0,2}\/.*)$/;

// Commands that another package brings than the one of their name.
const broughtBy: Readonly<Record<string, readonly string[]>> = {
  tsc: ['typescript'],
  'vue-cli-service': ['@vue/cli-service'],
  'run-s': ['npm-run-all', 'npm-run-all2'],
  'run-p': ['npm-run-all', 'npm-run-all2'],
  biome: ['@biomejs/biome'],
  eslint: ['eslint', 'react-scripts'],
  nuxi: ['nuxt'],
  playwright: ['@playwright/test'],
};

// They need the application running, or a person in front of a browser.
const needsMore = /\b(cypress|playwright|testcafe|wdio|nightwatch|protractor|detox|e2e)\b/;

/** What can run in CodeBuild as it stands: the tool is installed, it ends by itself, it changes nothing. */
export function nodeChecks(plan: Plan, context: GenerateContext, isAdded: boolean): ProjectChecks {
  const manifest = nodeManifest(plan, context);
  const isInstalled = isAdded || nodeInstalls(plan).length > 0;
  if (manifest === null || !isInstalled) return noChecks;
  const manager = packageManagerOf(plan, context);
  const test = commandOf('test', manifest);
  const lint = commandOf('lint', manifest);
  const runs = (script: string): string => runCommand(manager, script);
  return {
    ...(!isAdded && installsProductionOnly(plan)
      ? {
          development: {
            install: installCommand(plan, context),
            prune: pruneCommand(plan, context),
            without: productionOnly,
          },
        }
      : {}),
    lint: lint !== null && isLint(lint) ? runs('lint') : null,
    // Without it, the runner of Create React App waits for changes.
    test:
      test === null || !isTest(test)
        ? null
        : `${/\breact-scripts\b/.test(test) ? 'CI=true ' : ''}${runs('test')}`,
  };
}

/** The hosts get no packages of development; the checks need them. */
function installsProductionOnly(plan: Plan): boolean {
  return nodeInstalls(plan).every(
    ({ classified: { step } }) =>
      productionOnly.test(step.text) ||
      step.assignments.some(
        ({ name, value }) => name === 'NODE_ENV' && valueText(value) === 'production',
      ),
  );
}

function isLint(text: string): boolean {
  // vue-cli-service writes its corrections unless it is told not to.
  return (
    !/--(fix|write)\b|\blint-staged\b/.test(text) &&
    !(/\bvue-cli-service lint\b/.test(text) && !/--no-fix/.test(text))
  );
}

function isTest(text: string): boolean {
  if (/no test specified|\bexit 1\b/.test(text) || needsMore.test(text)) return false;
  if (/--watch(All)?(?!\s*=?\s*false)(=true)?(\s|$)/.test(text)) return false;
  // Karma waits for changes unless it is told not to, and CodeBuild's root needs a launcher of Chrome's own.
  return (
    !/\b(ng test|karma)\b/.test(text) ||
    (/--(watch=false|no-watch|single-run)/.test(text) &&
      /--browsers[= ]\w*(CI|sandbox)/i.test(text))
  );
}

/** All that the script runs in the end; null where a command of it is nowhere installed. */
function commandOf(script: string, manifest: NodeManifest, depth = 0): string | null {
  const text = manifest.scripts[script];
  if (text === undefined || depth > 3) return null;
  const parts = text.split(/&&|\|\||;|\|/).map((part) => part.trim());
  const found = parts.map((part) => partOf(part, manifest, depth));
  return found.includes(null) ? null : found.join(' && ');
}

function partOf(part: string, manifest: NodeManifest, depth: number): string | null {
  const command = part.replace(/^((cross-env|env|[A-Za-z_]\w*=\S*)\s+)*/, '');
  if (/^cross-env\b/.test(part) && !isBrought('cross-env', manifest)) return null;
  const [, called] = /^(?:npm|yarn|pnpm|bun)\s+(?:run\s+)?([\w:.-]+)/.exec(command) ?? [];
  if (called !== undefined && manifest.scripts[called] !== undefined)
    return commandOf(called, manifest, depth + 1);
  const [tool = '', verb = ''] = command.split(/\s+/);
  if (tool === 'ng') return isBroughtByAngular(verb, manifest) ? command : null;
  return isBrought(tool, manifest) ? command : null;
}

function isBrought(tool: string, { packages }: NodeManifest): boolean {
  return (
    alwaysThere.test(tool) ||
    packages.includes(tool) ||
    (Object.hasOwn(broughtBy, tool) ? (broughtBy[tool] ?? []) : []).some((name) =>
      packages.includes(name),
    )
  );
}

/** Angular's own command calls tools that are packages of their own. */
function isBroughtByAngular(verb: string, { packages }: NodeManifest): boolean {
  const needs: Readonly<Record<string, RegExp>> = {
    lint: /^(@angular-eslint\/builder|tslint)$/,
    test: /^(karma|@angular-builders\/jest|vitest)$/,
  };
  const need = Object.hasOwn(needs, verb) ? needs[verb] : undefined;
  return (
    packages.includes('@angular/cli') &&
    (need === undefined || packages.some((name) => need.test(name)))
  );
}
