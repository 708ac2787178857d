/**
 * Makes a fresh clone ready: packages, the built program, and the tools beside Node that checks
 * profit from. Does only what is missing or stale, needs nothing but Node and npm, and says what it
 * does on stderr, so that the results of whoever calls it stay alone on stdout.
 *
 * Runs by itself (`node scripts/setup.mjs`) and before `npm start` and `npm test`.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** Written last, so that an interrupted or failed build is never taken for a whole one. */
const buildStamp = join(root, 'dist', '.built');
/** Goes with node_modules, so that an installation that failed is tried once, not at every start. */
const toolsStamp = join(root, 'node_modules', '.pipewright-tools');

/** Programs that are no npm package. `misses` says what does not happen without them. */
const tools = [
  {
    program: 'shellcheck',
    debian: 'shellcheck',
    misses: "generated shell scripts are parsed, but ShellCheck's own warnings are not looked for",
  },
  {
    program: 'bash',
    misses: 'the tests that ask the real bash whether we read it right are skipped',
  },
];

export function say(line) {
  process.stderr.write(`${line}\n`);
}

/** Runs what may take a while: a line before, a line after, and its output only when it fails. */
function runSlowly(title, program, args) {
  say(`  … ${title}`);
  const started = performance.now();
  const done = spawnSync(program, args, {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    // npm is a command file on Windows, and only a shell starts those.
    shell: process.platform === 'win32',
  });
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  const ok = done.status === 0;
  say(`  ${ok ? '✓' : '✗'} ${title} (${seconds} s)`);
  if (!ok)
    say([done.error?.message, done.stdout, done.stderr].filter(Boolean).join('\n').trimEnd());
  return ok;
}

/**
 * Whether node_modules holds what package-lock.json asks for. npm keeps a copy of the lock file of
 * what it installed; entries, not times, are compared, since a checkout touches times.
 */
function packagesAreInstalled() {
  const installedLock = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(installedLock)) return false;
  const wanted = packagesOf(join(root, 'package-lock.json'));
  const installed = packagesOf(installedLock);
  return Object.entries(wanted).every(([path, entry]) => {
    // '' is this project itself; what is optional may be for another machine.
    if (path === '') return true;
    const found = installed[path];
    return found === undefined ? entry.optional === true : found.version === entry.version;
  });
}

function packagesOf(lockFile) {
  return JSON.parse(readFileSync(lockFile, 'utf8')).packages;
}

function installPackages() {
  if (packagesAreInstalled()) return true;
  return runSlowly('installing packages (npm ci; half a minute, the first time)', 'npm', ['ci']);
}

/** The time of the last change below a path; folders count, since a deletion changes only them. */
function lastChange(path) {
  const stat = statSync(path);
  if (!stat.isDirectory()) return stat.mtimeMs;
  const below = readdirSync(path).map((name) => lastChange(join(path, name)));
  return Math.max(stat.mtimeMs, ...below);
}

function buildIsFresh() {
  if (!existsSync(buildStamp)) return false;
  const inputs = ['src', 'tsconfig.json', 'tsconfig.build.json', 'package-lock.json'];
  const built = statSync(buildStamp).mtimeMs;
  return inputs.every((path) => lastChange(join(root, path)) <= built);
}

function build() {
  if (buildIsFresh()) return true;
  // The time is taken before the compiler reads: what changes meanwhile is built the next time.
  const started = new Date();
  rmSync(join(root, 'dist'), { recursive: true, force: true });
  if (!runSlowly('building (npm run build)', 'npm', ['run', '--silent', 'build'])) return false;
  writeFileSync(buildStamp, `${started.toISOString()}\n`);
  return true;
}

function isThere(program) {
  return spawnSync(program, ['--version'], { stdio: 'ignore' }).error === undefined;
}

/** Debian packages are installed where that needs no question: as root, once per installation. */
function installTools() {
  const packages = tools.filter((tool) => !isThere(tool.program)).flatMap((t) => t.debian ?? []);
  if (packages.length === 0 || existsSync(toolsStamp)) return;
  if (process.getuid?.() !== 0 || !isThere('apt-get')) return;
  const install = ['install', '-y', '-q', '--no-install-recommends', ...packages];
  const title = `installing ${packages.join(', ')} (apt-get)`;
  if (!runSlowly(title, 'apt-get', install)) {
    // A fresh container has no package lists yet.
    if (runSlowly('fetching package lists (apt-get update)', 'apt-get', ['update', '-q'])) {
      runSlowly(title, 'apt-get', install);
    }
  }
  writeFileSync(toolsStamp, 'Debian packages were tried; remove this file to try again.\n');
}

function sayWhatIsMissing() {
  for (const { program, misses, debian } of tools.filter((tool) => !isThere(tool.program))) {
    const remedy = debian === undefined ? '' : ` To change that: apt-get install ${debian}`;
    say(`  ! ${program} is not installed: ${misses}.${remedy}`);
  }
}

/** Does all of it; tells what failed: nothing (null), the packages, or the build. */
export function setUp() {
  say('Set-up');
  if (!installPackages()) return 'packages';
  installTools();
  sayWhatIsMissing();
  if (!build()) return 'build';
  say('  ✓ ready');
  return null;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  process.exitCode = setUp() === null ? 0 : 1;
}
