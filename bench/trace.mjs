/**
 * `npm run bench:trace -- FOLDER`: traces every application below a folder, one after another, each
 * within a limit of two seconds, and counts how many commands have a known command word and why the others have
 * none. `--sample N --seed S` prints N steps drawn by a seed, to be read against their scripts by hand.
 */
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isMainThread, parentPort, Worker } from 'node:worker_threads';

import { seededRandom } from './corpus/seeded-random.mjs';
import { showValue } from './corpus/show-value.mjs';
import { foldersIn, traceFolder } from './corpus/trace-folder.mjs';

/** Of the processor, so that a busy machine makes no script slow. */
const limitMs = 2_000;
/** Of the clock: what goes on longer is taken to have no end. */
const endlessMs = 30_000;

/** In the thread: traces one folder, answers with what is counted and shown. */
function serve() {
  parentPort.on('message', (folder) => {
    const started = process.cpuUsage();
    const spent = () => {
      const { user, system } = process.cpuUsage(started);
      return (user + system) / 1000;
    };
    try {
      const steps = traceFolder(folder).flatMap(({ trace }) =>
        trace.steps.map((step) => shown(step, trace)),
      );
      const ms = spent();
      parentPort.postMessage(ms > limitMs ? { failed: `${ms.toFixed(0)} ms` } : { steps, ms });
    } catch (error) {
      parentPort.postMessage({ failed: String(error.stack) });
    }
  });
  parentPort.postMessage('ready');
}

/** A step in the few words in which a person compares it with its script. */
function shown(step, trace) {
  const text = (value) => (value === null ? '-' : showValue(value));
  const source = trace.sources.get(step.span.file);
  const line = source === undefined ? 0 : source.text.slice(0, step.span.start).split('\n').length;
  const place = step.place;
  const on = place.kind === 'container' ? place.on : place;
  return {
    form: step.form,
    at: `${step.span.file}:${line}`,
    hasWord: step.name !== null,
    unresolved: step.unresolved,
    reached: step.reached,
    line:
      `${place.kind}${on?.hosts?.length ? `[${on.user ? `${text(on.user)}@` : ''}${on.hosts.map(text).join(',')}]` : ''}` +
      `${place.container ? `{${text(place.container)}}` : ''} cwd=${text(step.cwd)} as=${text(step.runAs)} ` +
      `fail=${step.failure} use=${step.statusUsed}${step.reached ? '' : ` UNREACHED:${step.unreachedBecause}`}` +
      `${step.unresolved ? ` ?${step.unresolved}` : ''} env=${step.environments.join()} act=${step.actions.join()}` +
      `${step.guards.length ? ` if=${step.guards.map((guard) => (guard.negated ? '!' : '') + guard.text.slice(0, 40)).join(' & ')}` : ''}` +
      `${step.loop ? ` loop=${step.loop.kind}:${step.loop.over === null ? '?' : step.loop.over.map(text).join(',')}` : ''}`,
    words: step.words
      .map(({ value }) => text(value))
      .join(' ')
      .slice(0, 200),
    text: step.text.slice(0, 200),
  };
}

const start = () =>
  new Promise((done) => {
    const worker = new Worker(fileURLToPath(import.meta.url));
    worker.once('message', () => done(worker));
  });

const ask = (worker, folder) =>
  new Promise((done) => {
    const timer = setTimeout(() => done({ failed: `no end within ${endlessMs} ms` }), endlessMs);
    worker.once('message', (answer) => {
      clearTimeout(timer);
      done(answer);
    });
    worker.postMessage(folder);
  });

async function main([folder, ...options]) {
  if (folder === undefined)
    throw new Error('usage: npm run bench:trace -- FOLDER [--sample N --seed S]');
  const option = (name) => Number(options[options.indexOf(name) + 1] || 0);
  const [sample, seed] = options.includes('--sample')
    ? [option('--sample'), option('--seed')]
    : [0, 0];
  const folders = foldersIn(folder);
  let worker = await start();
  const all = [];
  const failures = [];
  let slowest = { ms: 0, name: '' };
  for (const path of folders) {
    const name = relative(folder, path);
    const answer = await ask(worker, path);
    if (answer.failed !== undefined) {
      failures.push(`${name}: ${answer.failed}`);
      await worker.terminate();
      worker = await start();
      continue;
    }
    if (answer.ms > slowest.ms) slowest = { ms: answer.ms, name };
    all.push(...answer.steps.map((step) => ({ ...step, name })));
  }
  await worker.terminate();
  const commands = all.filter(({ form }) => form === 'command');
  const present = commands.filter(({ unresolved }) => unresolved !== 'missing-file');
  const withWord = present.filter(({ hasWord }) => hasWord);
  const reasons = new Map();
  for (const { unresolved } of commands)
    if (unresolved !== null) reasons.set(unresolved, (reasons.get(unresolved) ?? 0) + 1);
  const percent = (part, whole) => `${((100 * part) / Math.max(1, whole)).toFixed(2)} %`;
  console.log(
    `${folders.length} folders, ${failures.length} failed or without an end; slowest ${slowest.ms.toFixed(0)} ms (${slowest.name})`,
  );
  for (const failure of failures) console.log(`  ${failure}`);
  console.log(
    `${all.length} steps, ${commands.length} commands, ${commands.length - present.length} of them call a file that is absent`,
  );
  console.log(
    `command word known: ${withWord.length} of ${present.length}, ${percent(withWord.length, present.length)}`,
  );
  for (const [reason, count] of [...reasons].sort((a, b) => b[1] - a[1]))
    console.log(`  ${reason}: ${count}`);
  if (options.includes('--unresolved'))
    for (const step of commands.filter(({ unresolved }) => unresolved !== null))
      console.log(
        `${step.unresolved}\t${step.name}/${step.at}\t${step.text.replaceAll('\n', '⏎')}`,
      );
  const random = seededRandom(seed);
  for (let drawn = 0; drawn < sample && all.length > 0; drawn++) {
    const step = all[Math.floor(random() * all.length)];
    console.log(
      `\n#${drawn + 1} ${step.name}/${step.at}\n  ${step.text.replaceAll('\n', '⏎')}\n  = ${step.words.replaceAll('\n', '⏎')}\n  ${step.line}`,
    );
  }
}

if (isMainThread) await main(process.argv.slice(2));
else serve();
