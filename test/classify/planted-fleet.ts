/** Careless lines in the places of a fleet where they stand. */
import { plantedForms, randomText } from './planted-secrets.ts';
import type { PlantedForm } from './planted-secrets.ts';

/** A secret that was put into an application, unlike any other. */
export interface PlantedLine {
  readonly app: string;
  readonly form: string;
  readonly text: string;
  readonly line: string;
}

type Lines = readonly string[];

/** Where in an application careless lines stand, one application for each; `:` follows a line of comment. */
const surroundings: Readonly<Record<string, (lines: Lines) => Readonly<Record<string, string>>>> = {
  shop: (lines) => script(lines),
  condition: (lines) => script(lines.map((line) => `if [ "$1" = prod ]; then\n:\n${line}\nfi`)),
  function: (lines) => script(lines.map((line, at) => `step_${at}() {\n:\n${line}\n}\nstep_${at}`)),
  remote: (lines) => script([`ssh web1 bash -s <<'REMOTE'\n${lines.join('\n')}\nREMOTE`]),
  loop: (lines) => script(lines.map((line) => `for host in web1 web2; do\n:\n${line}\ndone`)),
  broken: (lines) => script(lines.map((line, at) => brokenLine(line, at))),
  tasks: (lines) => ({
    ...script(lines.map((_, at) => `npm run task${at}`)),
    'package.json': JSON.stringify({ scripts: byName('task', lines) }, null, 2),
  }),
  made: (lines) => ({
    ...script(lines.map((_, at) => `make task${at}`)),
    Makefile: Object.entries(byName('task', lines))
      // Each line of a recipe is a command of its own: none can hold a here-document.
      .filter(([, line]) => !line.includes('\n'))
      .map(([name, line]) => `${name}:\n\t${line.replaceAll('$', () => '$$')}\n`)
      .join('\n'),
  }),
  sourced: (lines) => ({
    ...script(['. ./settings.env', '. lib/steps.sh', 'bash lib/more.sh']),
    'settings.env': lines.filter((line) => /^\w+=/.test(line)).join('\n'),
    'lib/steps.sh': lines.filter((_, at) => at % 2 === 0).join('\n'),
    'lib/more.sh': lines.filter((_, at) => at % 2 === 1).join('\n'),
  }),
};

function script(lines: Lines): { readonly 'deploy.sh': string } {
  return { 'deploy.sh': `${['#!/bin/bash', 'set -e', ...lines, 'npm run build'].join('\n')}\n` };
}

function byName(prefix: string, lines: Lines): Readonly<Record<string, string>> {
  return Object.fromEntries(lines.map((line, at) => [`${prefix}${at}`, line]));
}

/** A line that bash can't parse: what is said of it must not quote it. */
function brokenLine(line: string, at: number): string {
  const ways = [`if then ${line}`, `${line} ) ;;`, `${line}\n}`, `${line} && ||`];
  return ways[at % ways.length] ?? line;
}

export const plantedApplications: readonly string[] = Object.keys(surroundings);

/** What stands in the middle of a password that has no other form: each application has its own. */
const middles = ['!', '*', '%', ':', '=', '^', '+', '.', '~'];

/** The others have every second form: what is around a line matters less in them. */
const withEveryForm = ['shop', 'remote'];

/** A secret of each form in each application; another `start`, and every one of them is another. */
export function plantLines(start = 0): readonly PlantedLine[] {
  return plantedApplications.flatMap((app, place) =>
    plantedForms.flatMap((form, index) => {
      if (!withEveryForm.includes(app) && (index + place) % 2 === 0) return [];
      const text = secretOf(form, start + place * 2000 + index + 1, middles[place] ?? '!');
      return [{ app, form: form.name, text, line: form.line(text) }];
    }),
  );
}

function secretOf({ secret }: PlantedForm, seed: number, middle: string): string {
  return secret?.(seed) ?? `${randomText(seed, 8)}${middle}${randomText(seed + 900, 8)}`;
}

/** The files of an application with its secrets in them, by path. */
export function plantedFiles(
  app: string,
  planted: readonly PlantedLine[],
): Readonly<Record<string, string>> {
  const lines = planted.filter((one) => one.app === app).map(({ line }) => line);
  return surroundings[app]?.(lines) ?? {};
}
