/**
 * `npm run bench:draw -- FOLDER SEED [COUNT]`: draws steps that are reached, by a seed and each at most
 * once, from every script below a folder, and prints them as JSON lines, to be read against the scripts
 * by hand. They are the same for the same seed, scripts and trace.
 */
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const built = process.env.PIPEWRIGHT_BUILD ?? fileURLToPath(new URL('../dist', import.meta.url));
const load = (path) => import(join(resolve(built), path));

const { discoverFleet } = await load('fleet/discover.js');
const { fileReader } = await load('host/file-system.js');
const { decodeText } = await load('fleet/decode.js');
const { parseYaml } = await load('fleet/yaml.js');
const { parseLore } = await load('trace/lore-file.js');
const { traceApplication } = await load('trace/trace-application.js');

const loreFile = fileURLToPath(new URL('../rules/lore.yaml', import.meta.url));
const lore = parseLore(parseYaml(readFileSync(loreFile, 'utf8')));

const readFile = (folder) => (file) => {
  try {
    return decodeText(readFileSync(join(folder, file))).text;
  } catch {
    return null;
  }
};

/** A value as a person reads it; what is not known says why. */
function textOf(value) {
  switch (value.kind) {
    case 'literal':
      return value.text;
    case 'variable':
      return `\${${value.name} from ${value.suppliedBy}}`;
    case 'identity':
      return `\${${value.name} of the deployer}`;
    case 'output':
      return `$(${value.command})`;
    case 'concat':
      return value.parts.map(textOf).join('');
    case 'one-of':
      return `{${value.values.map(textOf).join(' | ')}}`;
    default:
      return `?${value.reason}`;
  }
}

const maybe = (value) => (value === null ? null : textOf(value));

function drawnOf(step, trace, name) {
  const { file, start } = step.span;
  const { place } = step;
  const on = place.kind === 'container' ? place.on : place;
  return {
    script: `${name}/${file}`,
    line: trace.sources.get(file).text.slice(0, start).split('\n').length,
    text: step.text,
    form: step.form,
    words: step.words.map(({ value }) => textOf(value)).join(' '),
    place: place.kind === 'container' ? `container ${maybe(place.container)}` : place.kind,
    cwd: maybe(step.cwd),
    user: { login: on === null ? null : maybe(on.user), runAs: maybe(step.runAs) },
    hosts: on === null ? [] : on.hosts.map(textOf),
    failure: step.failure,
    statusUsed: step.statusUsed,
    guards: step.guards.map(({ negated, text }) => (negated ? 'not ' : '') + text),
    loop: step.loop === null ? null : (step.loop.over?.map(textOf) ?? step.loop.kind),
    environments: step.environments,
    actions: step.actions,
    unresolved: step.unresolved,
  };
}

function stepsBelow(folder) {
  const folders = readdirSync(folder)
    .sort()
    .filter((name) => statSync(join(folder, name)).isDirectory());
  return folders.flatMap((name) =>
    discoverFleet(fileReader, join(folder, name)).applications.flatMap((application) => {
      const trace = traceApplication(application, readFile(join(folder, name)), lore);
      return trace.steps.filter(({ reached }) => reached).map((step) => drawnOf(step, trace, name));
    }),
  );
}

/** The same numbers for the same seed, on every machine. */
function randomOf(seed) {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

const [folder, seed, count = '200'] = process.argv.slice(2);
if (!/^\d+$/.test(seed ?? '') || !/^\d+$/.test(count))
  throw new Error('usage: npm run bench:draw -- FOLDER SEED [COUNT]');
const steps = stepsBelow(folder);
const random = randomOf(Number(seed));
for (let drawn = 0; drawn < Number(count) && steps.length > 0; drawn++) {
  const [step] = steps.splice(Math.floor(random() * steps.length), 1);
  console.log(JSON.stringify({ drawn: drawn + 1, ...step }));
}
