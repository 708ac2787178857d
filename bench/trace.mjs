/**
 * `npm run bench:trace -- FOLDER`: traces every application below a folder, one after another, each
 * within a limit of two seconds, and counts how many commands have a known command word and why the others have
 * none. `--sample N --seed S` prints N steps drawn by a seed, to be read against their scripts by hand.
 */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isMainThread, parentPort, Worker } from 'node:worker_threads';

/** Of the processor, so that a busy machine makes no script slow. */
const limitMs = 2_000;
/** Of the clock: what goes on longer is taken to have no end. */
const endlessMs = 30_000;
const built = process.env.PIPEWRIGHT_BUILD ?? fileURLToPath(new URL('../dist', import.meta.url));
const load = (path) => import(join(resolve(built), path));

/** In the thread: traces one folder, answers with what is counted and shown. */
async function serve() {
  const { discoverFleet } = await load('fleet/discover.js');
  const { fileReader } = await load('host/file-system.js');
  const { decodeText } = await load('fleet/decode.js');
  const { parseYaml } = await load('fleet/yaml.js');
  const { parseLore } = await load('trace/lore-file.js');
  const { traceApplication } = await load('trace/trace-application.js');
  const { textOf } = await load('shell/value.js');
  const rules = fileURLToPath(new URL('../rules/lore.yaml', import.meta.url));
  const lore = parseLore(parseYaml(readFileSync(rules, 'utf8')));
  const readFile = (folder) => (file) => {
    try {
      return decodeText(readFileSync(join(folder, file))).text;
    } catch {
      return null;
    }
  };
  parentPort.on('message', (folder) => {
    const started = process.cpuUsage();
    const spent = () => {
      const { user, system } = process.cpuUsage(started);
      return (user + system) / 1000;
    };
    try {
      const fleet = discoverFleet(fileReader, folder);
      const steps = fleet.applications.flatMap((application) => {
        const trace = traceApplication(application, readFile(folder), lore);
        return trace.steps.map((step) => shown(step, trace, textOf));
      });
      const ms = spent();
      parentPort.postMessage(ms > limitMs ? { failed: `${ms.toFixed(0)} ms` } : { steps, ms });
    } catch (error) {
      parentPort.postMessage({ failed: String(error.stack) });
    }
  });
  parentPort.postMessage('ready');
}

/** A step in the few words in which a person compares it with its script. */
function shown(step, trace, textOf) {
  const text = (value) => (value === null ? '-' : valueText(value));
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
  function valueText(value) {
    const known = textOf(value);
    if (known !== null) return known;
    switch (value.kind) {
      case 'variable':
        return `$${value.name}<${value.suppliedBy}>`;
      case 'identity':
        return `<${value.name}>`;
      case 'output':
        return `$(${value.command})`;
      case 'concat':
        return value.parts.map(valueText).join('');
      case 'one-of':
        return `{${value.values.map(valueText).join('|')}}`;
      default:
        return `?${value.reason ?? value.kind}`;
    }
  }
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

/** The same numbers for the same seed, on every machine. */
function randomOf(seed) {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

async function main([folder, ...options]) {
  if (folder === undefined)
    throw new Error('usage: npm run bench:trace -- FOLDER [--sample N --seed S]');
  const option = (name) => Number(options[options.indexOf(name) + 1] || 0);
  const [sample, seed] = options.includes('--sample')
    ? [option('--sample'), option('--seed')]
    : [0, 0];
  const folders = readdirSync(folder)
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isDirectory());
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
  const random = randomOf(seed);
  for (let drawn = 0; drawn < sample && all.length > 0; drawn++) {
    const step = all[Math.floor(random() * all.length)];
    console.log(
      `\n#${drawn + 1} ${step.name}/${step.at}\n  ${step.text.replaceAll('\n', '⏎')}\n  = ${step.words.replaceAll('\n', '⏎')}\n  ${step.line}`,
    );
  }
}

if (isMainThread) await main(process.argv.slice(2));
else await serve();
