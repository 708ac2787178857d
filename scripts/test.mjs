/**
 * `npm test`: set-up, then every check of the project in turn. Its last line is the count of what
 * passed and failed: each test of jest counts, and each other check counts as one. Arguments are
 * handed to jest.
 */
import { spawnSync } from 'node:child_process';
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

function runScript(script, args, stdio) {
  return spawnSync(
    'npm',
    ['run', '--silent', script, ...(args.length > 0 ? ['--', ...args] : [])],
    {
      cwd: root,
      encoding: 'utf8',
      maxBuffer: 1 << 28,
      stdio,
      shell: process.platform === 'win32',
    },
  );
}

function secondsSince(started) {
  return `${((performance.now() - started) / 1000).toFixed(1)} s`;
}

function runCheck({ title, script }) {
  const started = performance.now();
  const done = runScript(script, [], 'pipe');
  const ok = done.status === 0;
  console.log(`${ok ? '✓' : '✗'} ${title} (npm run ${script}, ${secondsSince(started)})`);
  if (!ok) console.log(`${done.stdout}${done.stderr}`.trimEnd());
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

function runJest(args) {
  const started = performance.now();
  const folder = mkdtempSync(join(tmpdir(), 'pipewright-test-'));
  const resultFile = join(folder, 'jest.json');
  try {
    const done = runScript(
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

function* runAll(args) {
  const broken = setUp();
  if (broken !== null) {
    console.log(`✗ set-up: ${broken}`);
    yield { passed: 0, failed: 1 };
  }
  // Without packages nothing can run; without a build everything else still tells something.
  if (broken === 'packages') return;
  for (const check of checks) yield runCheck(check);
  yield runJest(args);
}

let passed = 0;
let failed = 0;
for (const counts of runAll(process.argv.slice(2))) {
  passed += counts.passed;
  failed += counts.failed;
}
process.exitCode = failed === 0 ? 0 : 1;
console.log(`${String(passed)} passed, ${String(failed)} failed`);
