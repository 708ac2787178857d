/**
 * `npm run bench:parsers -- FOLDER`: unbash, which Pipewright uses, beside bash-parser, which it might
 * have used, over every *.sh below a folder. `bash -n`, which parses and runs nothing, is the judge of
 * what ought to be accepted. The decision that rests on it: docs/decisions/0001-parser-unbash.md.
 *
 * Each parser works in a thread of its own, one script at a time, so that a script that never ends
 * costs a time limit and not the comparison.
 */
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';

const limitMs = 10_000;

/** Each gives the tree's texts, or throws what it has against the script. */
const parsers = {
  unbash: async () => {
    const { forEachChild, parse } = await import('unbash');
    const textsBelow = (node, texts) => {
      // Errors of a nested script, `$( … )`, stand on that script alone.
      if (node.errors?.length > 0) throw new Error(node.errors[0].message);
      if (typeof node.text === 'string') texts.add(node.text);
      forEachChild(node, (child) => textsBelow(child, texts));
      return texts;
    };
    return { parse, textsOf: (tree) => textsBelow(tree, new Set()) };
  },
  'bash-parser': async () => {
    const { default: parse } = await import('bash-parser');
    const textsBelow = (value, texts) => {
      if (typeof value === 'string') texts.add(value);
      else if (value !== null && typeof value === 'object') {
        for (const below of Object.values(value)) textsBelow(below, texts);
      }
      return texts;
    };
    return {
      parse: (text) => parse(text, { mode: 'bash' }),
      textsOf: (tree) => textsBelow(tree, new Set()),
    };
  },
};

/** In the thread: takes scripts, answers with the time of the parse and the bodies that came back. */
async function serve(name) {
  const { parse, textsOf } = await parsers[name]();
  parentPort.on('message', ({ text, bodies }) => {
    // The first round warms the compiler up, the second one is measured.
    for (let round = 0; ; round += 1) {
      const started = performance.now();
      try {
        const tree = parse(text);
        const ms = performance.now() - started;
        if (round === 0) continue;
        const texts = textsOf(tree);
        const found = bodies.filter((body) => texts.has(body)).length;
        parentPort.postMessage({ accepted: true, ms, found });
      } catch {
        parentPort.postMessage({ accepted: false, ms: performance.now() - started, found: 0 });
      }
      return;
    }
  });
  parentPort.postMessage('ready');
}

function answerOf(worker) {
  return new Promise((done) => {
    const late = setTimeout(() => done(null), limitMs);
    worker.once('message', (answer) => {
      clearTimeout(late);
      done(answer);
    });
  });
}

async function startWorker(name) {
  const worker = new Worker(fileURLToPath(import.meta.url), { workerData: name });
  await answerOf(worker);
  return worker;
}

async function measure(name, scripts) {
  let worker = await startWorker(name);
  const total = { accepted: 0, wrongly: 0, ms: 0, found: 0, late: 0 };
  for (const { text, bodies, sound } of scripts) {
    worker.postMessage({ text, bodies });
    const answer = await answerOf(worker);
    if (answer === null) {
      total.late += 1;
      await worker.terminate();
      worker = await startWorker(name);
      continue;
    }
    total.ms += answer.ms;
    total.found += answer.found;
    if (answer.accepted && sound) total.accepted += 1;
    if (answer.accepted && !sound) total.wrongly += 1;
  }
  await worker.terminate();
  return total;
}

/** Whether bash can read the script; with -n it runs nothing, and BASH_ENV is kept away from it. */
function bashAccepts(text) {
  const done = spawnSync('bash', ['--norc', '--noprofile', '-n'], {
    env: { PATH: process.env.PATH, LC_ALL: 'C.UTF-8' },
    input: text,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  if (done.error !== undefined) throw new Error('bash is not installed, and there is no judge.');
  return done.status === 0;
}

/**
 * The bodies of the here-documents of a script, found line by line and independently of either
 * parser: an operator with its delimiter in a line that is no comment, then the lines down to the
 * delimiter. Empty bodies prove nothing and are left out. One inside a quoted string (the text of an
 * inline ssh command, say) is counted too, though it is no here-document of this script.
 */
function hereDocumentsOf(text) {
  const lines = text.split('\n');
  const bodies = [];
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at];
    const opened = /(?<![<\d])<<(-?)[ \t]*(['"\\]?)([A-Za-z_]\w*)\2/.exec(line);
    if (opened === null || line.trimStart().startsWith('#')) continue;
    const [, dash, , delimiter] = opened;
    const isEnd = (candidate) =>
      (dash === '-' ? candidate.replace(/^\t+/, '') : candidate) === delimiter;
    const end = lines.findIndex((candidate, index) => index > at && isEnd(candidate));
    if (end === -1) continue;
    if (end > at + 1) bodies.push(`${lines.slice(at + 1, end).join('\n')}\n`);
    at = end;
  }
  return bodies;
}

function scriptsBelow(folder) {
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.sh'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  return paths.map((path) => {
    const text = readFileSync(path, 'utf8').replaceAll('\r\n', '\n');
    const sound = bashAccepts(text);
    return { text, sound, bodies: sound ? hereDocumentsOf(text) : [] };
  });
}

function share(part, whole) {
  return whole === 0 ? '–' : `${((100 * part) / whole).toFixed(1)} %`;
}

async function main(folder) {
  const scripts = scriptsBelow(resolve(folder));
  const sound = scripts.filter((script) => script.sound).length;
  const documents = scripts.reduce((total, script) => total + script.bodies.length, 0);
  const megabytes = scripts.reduce((total, { text }) => total + Buffer.byteLength(text), 0) / 1e6;
  console.log(
    `${scripts.length} scripts, ${megabytes.toFixed(2)} MB; bash -n accepts ${sound}; ${documents} here-documents in those.\n`,
  );
  for (const name of Object.keys(parsers)) {
    const { accepted, wrongly, ms, found, late } = await measure(name, scripts);
    console.log(`${name}`);
    console.log(
      `  accepts of what bash accepts    ${accepted} of ${sound} (${share(accepted, sound)})`,
    );
    console.log(`  accepts of what bash rejects    ${wrongly} of ${scripts.length - sound}`);
    console.log(
      `  here-documents kept whole       ${found} of ${documents} (${share(found, documents)})`,
    );
    console.log(`  time                            ${ms.toFixed(0)} ms`);
    console.log(`  no answer within ${limitMs / 1000} s          ${late}`);
  }
}

if (!isMainThread) await serve(workerData);
else if (process.argv.length !== 3) {
  console.error('Usage: npm run bench:parsers -- FOLDER');
  process.exitCode = 3;
} else await main(process.argv[2]);
