/**
 * `npm run bench:bash -- FOLDER`: runs every script below a folder in real bash, in isolation and with
 * stand-ins for all programs, and compares the commands that bash started with those of the trace.
 * `--show SCRIPT` lists the differences of the scripts whose path holds that text; `--only CAUSE`
 * lists those of one cause; `--all` lists all.
 */
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

import { foldersIn, lore, traceFolder } from './corpus/trace-folder.mjs';
import { compareRuns } from './real-bash/compare-runs.mjs';
import { expectedCommands, readInWords } from './real-bash/expected-commands.mjs';
import { createStandIns, runIsolated, whyNotIsolated } from './real-bash/run-isolated.mjs';

/** Names that the shell and the sandbox set themselves. */
const reserved =
  /^(PATH|HOME|USER|PWD|OLDPWD|SHELL|IFS|UID|EUID|LANG|TZ|_|BASH\w*|LD_\w+|PIPEWRIGHT_\w+)$/;

/** Variables that the script reads, never sets and gives no default: somebody else sets them. */
function environmentFor(text) {
  const read = new Set([...text.matchAll(/\$\{?([A-Za-z_]\w*)/g)].map(([, name]) => name));
  const isSet = (name) =>
    new RegExp(
      `\\b${name}(\\[[^\\]]*\\])?\\+?=|\\{${name}:?[-=?]|\\b(read|for|local|getopts|mapfile|readarray|select)\\b[^;\n]*\\b${name}\\b`,
    ).test(text);
  const valueOf = (name) =>
    /dir|path|root|folder|home/i.test(name) ? `/of/${name}` : `of-${name}`;
  const free = [...read].filter((name) => !reserved.test(name) && !isSet(name));
  return Object.fromEntries(free.map((name) => [name, valueOf(name)]));
}

/** Arguments: what selects environment and action where the trace says so, else a name for each. */
function argumentsFor(trace, file, text) {
  // One that has a default is left out, so that the default is what both sides see.
  const numbers = [...text.matchAll(/\$\{?([1-9])\b(?!:?[-=])/g)].map((match) => Number(match[1]));
  const args = Array.from(
    { length: Math.max(0, ...numbers) },
    (_, index) => `argument${index + 1}`,
  );
  const chosen = trace.choices.find((choice) => choice.file === file);
  const environment = trace.environments[0]?.name ?? null;
  const action = trace.actions[0] ?? null;
  const put = (position, value) => {
    if (/^[1-9]$/.test(position ?? '') && value !== null) args[Number(position) - 1] = value;
  };
  put(chosen?.environment, environment);
  put(chosen?.action, action);
  return { args: Array.from(args, (arg) => arg ?? 'argument'), environment, action };
}

/** What keeps a comparison from being exact; null where nothing is unknown. */
function unknownIn(trace, expected) {
  const reached = expected.filter((step) => step.reached);
  if (trace.scripts.some(({ parsed }) => !parsed)) return 'not parsed';
  const open = reached.find((step) => step.unresolved !== null);
  if (open !== undefined) return open.unresolved;
  const holes = trace.steps.filter(
    ({ form, reached: isReached }) => form === 'command' && isReached,
  );
  const kinds = holes.flatMap(({ words, place }) =>
    [...words.map(({ value }) => value), ...place.hosts].map(unknownKind),
  );
  return kinds.find((kind) => kind !== null) ?? null;
}

function unknownKind(value) {
  if (value.kind === 'variable') return value.suppliedBy;
  if (value.kind === 'output') return 'command output';
  if (value.kind === 'unknown') return value.reason;
  if (value.kind === 'identity') return 'identity';
  const inner = (value.parts ?? value.values ?? []).map(unknownKind).find((kind) => kind !== null);
  return inner ?? (value.kind === 'one-of' ? 'one of several' : null);
}

function compared(folder, standIns) {
  return traceFolder(folder).flatMap(({ application, trace }) =>
    trace.scripts
      .filter(({ role }) => role === 'entry')
      .map(({ file }) => {
        const { text } = application.scripts.find((script) => script.file === file);
        const lineOf = ({ file: inFile, start }) =>
          (trace.sources.get(inFile)?.text.slice(0, start) ?? '').split('\n').length;
        const expected = expectedCommands(trace, lineOf);
        const unknown = unknownIn(trace, expected);
        const { args, ...choice } = argumentsFor(trace, file, text);
        const environment = environmentFor(text);
        const run = runIsolated({ folder, script: file, args, standIns, environment });
        return {
          file,
          unknown,
          run,
          ...compareRuns(run, { expected, readInWords: readInWords(trace, lineOf) }, choice),
        };
      }),
  );
}

/** A program may be named by a variable, whose value is made up here. */
const standInNames = (word) => (/^[A-Z]/.test(word) ? [word, `of-${word}`] : [word]);

const wordsIn = (folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile() && statSync(path).size < 1e6)
    .flatMap((path) => readFileSync(path, 'latin1').match(/[A-Za-z_][\w.+-]{0,40}/g) ?? []);

function addTo(counts, { both, differing, onlyBash, onlyTrace }) {
  const add = (key, by = 1) => counts.set(key, (counts.get(key) ?? 0) + by);
  add('scripts');
  add('both', both.length);
  for (const { cause } of differing) add(`differ: ${cause}`);
  for (const { cause } of onlyBash) add(`only in bash: ${cause}`);
  for (const { cause } of onlyTrace) add(`only in the trace: ${cause}`);
}

const oneLine = (text) => text.replaceAll('\n', '⏎').slice(0, 160);

function shown(name, { differing, onlyBash, onlyTrace }) {
  const of = ({ machine, container, cwd, user, line, words }) =>
    `${machine}${container && `{${container}}`} ${cwd} ${user || '-'} :${line} ${words.map(oneLine).join(' ')}`;
  return [
    ...differing.map(({ command, step, cause }) => ({
      cause,
      text: `${name}:${step.line} ${cause}: ${of(command)} — step ${oneLine(step.text)} [${step.machines.source} ${step.cwd?.source} ${step.user.source}]`,
    })),
    ...onlyBash.map(({ command, cause }) => ({
      cause,
      text: `${name} only in bash, ${cause}: ${of(command)}`,
    })),
    ...onlyTrace.map(({ step, cause }) => ({
      cause,
      text: `${name}:${step.line} only in the trace, ${cause}: ${oneLine(step.text)}`,
    })),
  ];
}

function report(title, counts) {
  console.log(`\n${title}`);
  for (const [key, count] of [...counts].sort())
    console.log(`  ${String(count).padStart(6)}  ${key}`);
}

function main([folder, ...options]) {
  if (folder === undefined || folder.startsWith('--'))
    throw new Error('usage: npm run bench:bash -- FOLDER [--show SCRIPT] [--only CAUSE] [--all]');
  const option = (name) =>
    options.includes(name) ? (options[options.indexOf(name) + 1] ?? '') : null;
  const why = whyNotIsolated();
  if (why !== null) {
    console.error(`bench:bash: ${why}. Nothing was run.`);
    process.exitCode = 1;
    return;
  }
  const [show, only] = [option('--show'), option('--only')];
  const all = foldersIn(folder);
  const folders = show === null ? all : all.filter((path) => path.includes(show));
  const standIns = createStandIns([
    ...lore.keys(),
    ...folders.flatMap(wordsIn).flatMap(standInNames),
  ]);
  const [known, open, reasons] = [new Map(), new Map(), new Map()];
  const failures = [];
  try {
    for (const path of folders) {
      try {
        for (const result of compared(path, standIns)) {
          const { unknown, run } = result;
          addTo(unknown === null ? known : open, result);
          if (unknown !== null) reasons.set(unknown, (reasons.get(unknown) ?? 0) + 1);
          const name = `${path.slice(folder.length).replace(/^\//, '')}/${result.file}`;
          for (const { cause, text } of shown(name, result))
            if (show !== null || only === cause || options.includes('--all'))
              console.log(`${unknown === null ? '=' : '~'} ${text}`);
          if (show !== null) console.log(`status ${run.status}\n${run.said}`);
        }
      } catch (error) {
        failures.push(`${path}: ${error.message}`);
      }
    }
  } finally {
    standIns.remove();
  }
  report('Scripts free of unknowns, compared exactly', known);
  report('Scripts with unknowns, compared with holes', open);
  report('What is unknown in those', reasons);
  for (const failure of failures) console.log(`failed: ${failure}`);
}

main(process.argv.slice(2));
