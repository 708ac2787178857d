/**
 * `npm start`: set-up, then the main job from one end to the other, on the applications in
 * fixtures/clientb or, with `npm start -- FOLDER`, on scripts of one's own. Runs the built command
 * line as a person would and sums up in the end what came out.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { basename, join, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { root, say, setUp } from './setup.mjs';

const usage = `Usage: npm start [-- FOLDER] [--lang en|fr] [--config FILE] [--rules DIR] [--app NAME]

Reads the deploy scripts in FOLDER (default: fixtures/clientb, the forty applications of an
invented company), writes the AWS pipeline files that replace them below out/, and a report about it.
Nothing of the scripts is run.`;

/** Of several exit codes, the first in this order is the one to end with (docs: exit codes). */
const gravest = [130, 70, 3, 4, 7, 5, 6, 2, 1, 0];
/** After these the rest of the work is done all the same. */
const goesOn = [0, 1, 2, 5, 6, 7];

const meanings = {
  1: 'there are findings that you asked to fail on',
  2: 'some inputs could not be read; the rest is done',
  3: 'the command was used wrongly',
  4: 'a configuration or a rule is wrong',
  5: 'some of the files written are not valid yet',
  6: 'what the new files do differs from the old script',
  7: 'files were edited by hand where new text was due; both are marked',
  70: 'Pipewright itself failed; please report it with the text above',
  130: 'interrupted',
};

function readArguments() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        help: { type: 'boolean', short: 'h' },
        lang: { type: 'string' },
        config: { type: 'string' },
        rules: { type: 'string' },
        app: { type: 'string' },
      },
    });
  } catch (error) {
    say(`${error.message}\n\n${usage}`);
    return null;
  }
}

/** npm changes to the project's folder; what a person types is relative to where they stand. */
function fromCaller(path) {
  return resolve(process.env.INIT_CWD ?? process.cwd(), path);
}

function runCommand(words) {
  const done = spawnSync(process.execPath, [join(root, 'dist/cli/main.js'), ...words], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 1 << 30,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (done.signal === 'SIGINT') return { status: 130, stdout: '' };
  return { status: done.status ?? 70, stdout: done.stdout };
}

function sum(numbers) {
  return numbers.reduce((total, number) => total + number, 0);
}

function counted(count, one, many) {
  return `${String(count)} ${count === 1 ? one : many}`;
}

/** A table whose first column is text and whose others are numbers. */
function tableOf(header, rows) {
  const lines = [header, ...rows].map((cells) => cells.map(String));
  const widths = header.map((_, at) => Math.max(...lines.map((cells) => cells[at].length)));
  return lines.map((cells) =>
    cells
      .map((cell, at) => (at < 2 ? cell.padEnd(widths[at]) : cell.padStart(widths[at])))
      .join('  ')
      .trimEnd(),
  );
}

function applicationRow({ name, platform, coverage, questions, readiness }) {
  const open = questions.filter((question) => question.answer === null).length;
  return [
    name,
    platform.name,
    coverage.steps,
    coverage.converted + coverage.replaced,
    coverage.dropped,
    coverage.manual,
    open,
    `${String(readiness)} %`,
  ];
}

function summaryOf({ apps, diagnostics }) {
  const scripts = sum(apps.map((app) => app.scripts.length));
  const steps = sum(apps.map((app) => app.coverage.steps));
  const manual = sum(apps.map((app) => app.coverage.manual));
  const header = [
    'application',
    'target',
    'steps',
    'taken over',
    'dropped',
    'by hand',
    'questions',
  ];
  const troubles = diagnostics.filter((diagnostic) => diagnostic.severity === 'error');
  return [
    `${counted(apps.length, 'application', 'applications')}, ${counted(scripts, 'script', 'scripts')}: the scripts do ${counted(steps, 'thing', 'things')} that matter.`,
    '',
    ...tableOf([...header, 'ready'], apps.map(applicationRow)),
    '',
    'taken over: the new pipeline does it, or AWS does it by itself.  dropped: no longer needed.',
    'by hand: a person must decide or do it; the report says what and why.',
    manual === 0
      ? 'No step is left to a person.'
      : `${counted(manual, 'step is', 'steps are')} left to a person.`,
    ...troubles.map(({ file, message }) => `! ${file === null ? '' : `${file}: `}${message.text}`),
  ];
}

function shownPath(path) {
  const fromRoot = relative(root, path);
  return fromRoot.startsWith('..') ? path : fromRoot;
}

/** The four parts of the main job; each says what it does before it does it. */
function mainJob(folder, flags) {
  const name = basename(folder) || 'fleet';
  const output = join(root, 'out', name);
  const report = join(root, 'out', `${name}-report.html`);
  const codes = [];
  const part = (title, words) => {
    say(`\n${title}\n  $ pipewright ${words.map(shownWord).join(' ')}`);
    const done = runCommand([...words, ...flags]);
    codes.push(done.status);
    return goesOn.includes(done.status) ? done.stdout : null;
  };

  const scanned = part('1. Reading the scripts', ['scan', folder, '--format', 'json']);
  if (scanned === null) return { codes };
  const written = part('2. Writing the pipeline files, and checking them', [
    ...['generate', folder, '-o', output],
  ]);
  if (written === null) return { codes };
  mkdirSync(join(root, 'out'), { recursive: true });
  const drawn = part('3. Writing the report', ['report', folder, '-o', report, '--format', 'html']);
  if (drawn === null) return { codes };
  return { codes, done: { scan: JSON.parse(scanned), output, report } };
}

function shownWord(word) {
  const shown = word.startsWith(root) ? shownPath(word) : word;
  return /^[\w@%+=:,./-]+$/.test(shown) ? shown : `'${shown.replaceAll("'", "'\\''")}'`;
}

function endWith({ codes, done }) {
  const status = gravest.find((code) => codes.includes(code)) ?? 70;
  if (done !== undefined) {
    console.log(`\n${summaryOf(done.scan).join('\n')}\n`);
    console.log(`Pipeline files: ${shownPath(done.output)}/`);
    console.log(`Report:         ${shownPath(done.report)}  (open it in a browser)`);
  }
  const meaning = meanings[status];
  if (meaning !== undefined) say(`\nExit code ${String(status)}: ${meaning}.`);
  return status;
}

function main() {
  const read = readArguments();
  if (read === null) return 3;
  const { help, ...named } = read.values;
  if (help === true) {
    console.log(usage);
    return 0;
  }
  if (read.positionals.length > 1) {
    say(`One folder at a time.\n\n${usage}`);
    return 3;
  }
  if (setUp() !== null) {
    say('\nThe set-up did not succeed; the lines above say where.');
    return 70;
  }
  const [given] = read.positionals;
  const folder = given === undefined ? join('fixtures', 'clientb') : fromCaller(given);
  const paths = new Set(['config', 'rules']);
  const flags = Object.entries(named).flatMap(([flag, value]) => [
    `--${flag}`,
    paths.has(flag) ? fromCaller(value) : value,
  ]);
  return endWith(mainJob(folder, flags));
}

process.exitCode = main();
