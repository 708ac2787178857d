/**
 * `npm test`: set-up, then every check of the project in turn. Its last line is the count of what
 * passed and failed: each test of jest counts, and each other check counts as one. Arguments are
 * handed to jest.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root, setUp } from './setup.mjs';

const checks = [
  { title: 'types', script: 'typecheck' },
  { title: 'lint', script: 'lint' },
  { title: 'formatting', script: 'format:check' },
  { title: 'layers', script: 'layers' },
];

/** Runs a script of package.json to its end; resolves to its exit code and to what it printed. */
function runScript(script, args, stdio) {
  const words = ['run', '--silent', script, ...(args.length > 0 ? ['--', ...args] : [])];
  const child = spawn('npm', words, { cwd: root, stdio, shell: process.platform === 'win32' });
  const printed = [];
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (text) => printed.push(text));
  return new Promise((resolve) => {
    child.once('error', ({ message }) => resolve({ status: null, output: message }));
    child.once('close', (status) => resolve({ status, output: printed.join('') }));
  });
}

function secondsSince(started) {
  return `${((performance.now() - started) / 1000).toFixed(1)} s`;
}

async function runCheck({ title, script }) {
  const started = performance.now();
  const done = await runScript(script, [], ['ignore', 'pipe', 'pipe']);
  const ok = done.status === 0;
  console.log(`${ok ? '✓' : '✗'} ${title} (npm run ${script}, ${secondsSince(started)})`);
  if (!ok) console.log(done.output.trimEnd());
  return { passed: ok ? 1 : 0, failed: ok ? 0 : 1 };
}

/** What jest found. A suite that could not even be loaded counts as one failure. */
function countsOf(resultFile, status) {
  let result;
  try {
    result = JSON.parse(readFileSync(resultFile, 'utf8'));
  } catch {
    return { passed: 0, failed: 1, skipped: 0 };
  }
  const failed = result.numFailedTests + result.numRuntimeErrorTestSuites;
  return {
    passed: result.numPassedTests,
    // Jest may also fail as a whole: no test found, a crash after the last one.
    failed: failed === 0 && status !== 0 ? 1 : failed,
    skipped: result.numPendingTests + result.numTodoTests,
  };
}

async function runJest(args) {
  const started = performance.now();
  const folder = mkdtempSync(join(tmpdir(), 'pipewright-test-'));
  const resultFile = join(folder, 'jest.json');
  try {
    const done = await runScript(
      'jest',
      ['--json', `--outputFile=${resultFile}`, ...args],
      [
        'inherit',
        // With --outputFile jest still names that file on stdout; people read its report on stderr.
        'ignore',
        'inherit',
      ],
    );
    const counts = countsOf(resultFile, done.status);
    const mark = counts.failed === 0 ? '✓' : '✗';
    const skipped = counts.skipped === 0 ? '' : `, ${String(counts.skipped)} skipped`;
    console.log(`${mark} tests (npm run jest, ${secondsSince(started)}${skipped})`);
    return counts;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function* runAll(args) {
  const broken = setUp();
  if (broken !== null) {
    console.log(`✗ set-up: ${broken}`);
    yield { passed: 0, failed: 1 };
  }
  // Without packages nothing can run; without a build everything else still tells something.
  if (broken === 'packages') return;
  // Each of them keeps one processor busy, jest all of them.
  for (const counts of await Promise.all(checks.map(runCheck))) yield counts;
  yield runJest(args);
}

let passed = 0;
let failed = 0;
for await (const counts of runAll(process.argv.slice(2))) {
  passed += counts.passed;
  failed += counts.failed;
}
process.exitCode = failed === 0 ? 0 : 1;
console.log(`${String(passed)} passed, ${String(failed)} failed`);
