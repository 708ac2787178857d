/**
 * `npm run bench:draw -- FOLDER SEED [COUNT]`: draws steps that are reached, by a seed and each at most
 * once, from every script below a folder, and prints them as JSON lines, to be read against the scripts
 * by hand. They are the same for the same seed, scripts and trace.
 */
import { basename } from 'node:path';

import { seededRandom } from './corpus/seeded-random.mjs';
import { showValue } from './corpus/show-value.mjs';
import { foldersIn, traceFolder } from './corpus/trace-folder.mjs';

const maybe = (value) => (value === null ? null : showValue(value));

function drawnOf(step, trace, name) {
  const { file, start } = step.span;
  const { place } = step;
  const on = place.kind === 'container' ? place.on : place;
  return {
    script: `${name}/${file}`,
    line: trace.sources.get(file).text.slice(0, start).split('\n').length,
    text: step.text,
    form: step.form,
    words: step.words.map(({ value }) => showValue(value)).join(' '),
    place: place.kind === 'container' ? `container ${maybe(place.container)}` : place.kind,
    cwd: maybe(step.cwd),
    user: { login: on === null ? null : maybe(on.user), runAs: maybe(step.runAs) },
    hosts: on === null ? [] : on.hosts.map(showValue),
    failure: step.failure,
    statusUsed: step.statusUsed,
    guards: step.guards.map(({ negated, text }) => (negated ? 'not ' : '') + text),
    loop: step.loop === null ? null : (step.loop.over?.map(showValue) ?? step.loop.kind),
    environments: step.environments,
    actions: step.actions,
    unresolved: step.unresolved,
  };
}

const stepsBelow = (folder) =>
  foldersIn(folder).flatMap((path) =>
    traceFolder(path).flatMap(({ trace }) =>
      trace.steps
        .filter(({ reached }) => reached)
        .map((step) => drawnOf(step, trace, basename(path))),
    ),
  );

const [folder, seed, count = '200'] = process.argv.slice(2);
if (!/^\d+$/.test(seed ?? '') || !/^\d+$/.test(count))
  throw new Error('usage: npm run bench:draw -- FOLDER SEED [COUNT]');
const steps = stepsBelow(folder);
const random = seededRandom(Number(seed));
for (let drawn = 0; drawn < Number(count) && steps.length > 0; drawn++) {
  const [step] = steps.splice(Math.floor(random() * steps.length), 1);
  console.log(JSON.stringify({ drawn: drawn + 1, ...step }));
}
