/**
 * `node scripts/score.mjs ANNOTATIONS.jsonl FOLDER`: how often the kind of a step is the one that a
 * person gave it, and whether the confidence deserves its name. ANNOTATIONS.jsonl holds one JSON object a line:
 * {"file": "app/deploy.sh", "steps": [{"line": 3, "endLine": 5, "kind": "transfer", "alt": ["secret"]}]}
 * with paths relative to FOLDER; several steps may share a line. FOLDER is scanned with the built
 * command line; nothing in it is run.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, normalize } from 'node:path';
import { root } from './setup.mjs';
import { calibrationTable } from './scoring/calibration-table.mjs';
import { kindsTable } from './scoring/kinds-table.mjs';
import { matchSteps } from './scoring/match-steps.mjs';

const usage = 'Usage: node scripts/score.mjs ANNOTATIONS.jsonl FOLDER';

class InputError extends Error {}

function readAnnotations(path) {
  let text;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    throw new InputError(`cannot read ${path}: ${error.code ?? error.message}`);
  }
  return text.split('\n').flatMap((line, at) => {
    if (line.trim() === '') return [];
    try {
      const { file, steps } = JSON.parse(line);
      return steps.map((step) => annotationOf(file, step));
    } catch {
      throw new InputError(
        `${path}:${at + 1}: this line is no JSON object with "file" and "steps"`,
      );
    }
  });
}

/** Kind `log` is also written `echo/log`. */
function annotationOf(file, { kind, alt = [], ...rest }) {
  const name = (one) => (one === 'echo/log' ? 'log' : one);
  return { ...rest, file: normalize(file), kind: name(kind), alt: alt.map(name) };
}

function scan(folder) {
  const words = [join(root, 'dist/cli/main.js'), 'scan', folder, '--format', 'json', '--quiet'];
  const done = spawnSync(process.execPath, words, {
    encoding: 'utf8',
    maxBuffer: 1 << 30,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (done.stdout === '')
    throw new InputError(`scanning ${folder} gave no result (exit code ${done.status})`);
  return JSON.parse(done.stdout);
}

function main([annotationsPath, folder, ...rest]) {
  if (annotationsPath === undefined || folder === undefined || rest.length > 0)
    throw new InputError(usage);
  const annotations = readAnnotations(annotationsPath);
  const files = new Set(annotations.map(({ file }) => file));
  const steps = scan(folder)
    .apps.flatMap((app) => app.steps)
    .filter(({ file }) => files.has(normalize(file)));
  const found = new Set(steps.map(({ file }) => normalize(file)));
  for (const file of files) if (!found.has(file)) console.error(`! no step was found in ${file}`);
  const { pairs, extra } = matchSteps(
    annotations,
    steps.map((step) => ({ ...step, file: normalize(step.file) })),
  );
  console.log(kindsTable(pairs).join('\n'));
  console.log(`\n${calibrationTable(pairs).join('\n')}`);
  console.log(`\n${files.size} files, ${extra.length} steps that no annotation speaks of`);
}

try {
  main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof InputError)) throw error;
  console.error(error.message);
  process.exitCode = 3;
}
