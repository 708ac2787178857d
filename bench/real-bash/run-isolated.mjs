/**
 * Runs a script in real bash where it can harm nothing: namespaces of its own by bubblewrap (files,
 * network, processes), stand-ins for every program. Nothing outside is bound writable; what was seen
 * comes back on standard output.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Seconds that a script may take. */
const limitSeconds = 5;
/** Memory of each of the sandbox's file systems that can be limited. */
const fileBytes = 256 * 1024 * 1024;

const own = fileURLToPath(new URL('.', import.meta.url));

/** Programs that are always there; the words of the scripts add theirs. */
const commonPrograms =
  'bash sh env ssh scp rsync sudo su cat sed grep awk cut tr sort uniq head tail wc basename dirname ' +
  'readlink realpath mkdir touch ln rm rmdir mv cp tee mktemp chmod chown date ls find xargs seq expr ' +
  'id whoami hostname uname sleep which git docker curl wget tar systemctl npm test [ printf echo true ' +
  'false nohup timeout nice cmp diff getopt base64';

/** The sandbox's arguments of bubblewrap, without what is bound for one run. */
function sandbox() {
  const libraries = ['/usr/lib', '/usr/lib64', '/usr/lib32'].filter((path) => existsSync(path));
  return [
    ...['--unshare-all', '--die-with-parent', '--new-session', '--clearenv'],
    ...['--uid', '0', '--gid', '0', '--hostname', 'local'],
    // To make the namespace of a further machine inside, root must be allowed to map itself (user_namespaces(7)).
    ...['--cap-drop', 'ALL', '--cap-add', 'CAP_SETFCAP'],
    ...['--ro-bind', '/usr', '/harness/real', '--proc', '/proc', '--dev', '/dev'],
    ...libraries.flatMap((path) => ['--ro-bind', path, path]),
    ...['bin', 'sbin', 'lib', 'lib64'].flatMap((name) => ['--symlink', `usr/${name}`, `/${name}`]),
    ...['--symlink', 'bin', '/usr/sbin', '--symlink', '../bin', '/usr/local/bin'],
    ...['/tmp', '/home', '/hosts', '/log'].flatMap((path) => [
      ...['--size', String(fileBytes), '--tmpfs', path],
    ]),
    ...['--setenv', 'PATH', '/usr/local/bin:/usr/bin:/bin', '--setenv', 'HOME', '/home/me'],
    ...['--setenv', 'USER', 'root', '--setenv', 'LANG', 'C.UTF-8', '--setenv', 'TZ', 'UTC'],
  ];
}

/** Why scripts can't be run in isolation here; null where they can. */
export function whyNotIsolated(bubblewrap = 'bwrap') {
  const asked = spawnSync(bubblewrap, ['--version'], { encoding: 'utf8' });
  if (asked.error !== undefined)
    return `bubblewrap is not installed: no program named ${bubblewrap} on the path (Debian: apt-get install bubblewrap)`;
  const tried = spawnSync(bubblewrap, [...sandbox(), '/harness/real/bin/bash', '-c', ':'], {
    encoding: 'utf8',
    timeout: 10_000,
  });
  if (tried.status === 0) return null;
  const said = (tried.stderr ?? '').trim() || String(tried.error ?? `status ${tried.status}`);
  return `bubblewrap can't make a sandbox here (${said}); in a container it needs unprivileged user namespaces`;
}

/** Lays out a folder of stand-ins, one for each name; `remove` takes it away again. */
export function createStandIns(names) {
  const folder = mkdtempSync(join(tmpdir(), 'pipewright-stand-ins-'));
  const programs = join(folder, 'bin');
  mkdirSync(programs);
  for (const name of new Set([...commonPrograms.split(' '), ...names]))
    if (/^[\w[][\w.+-]*$/.test(name)) symlinkSync('/harness/recorder.sh', join(programs, name));
  writeFileSync(join(folder, 'answers'), 'y\n'.repeat(500));
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/**
 * Runs `script`, a path inside `folder`, with its arguments. Throws when the sandbox itself fails;
 * what the script does is in the result, its end by the time limit too.
 */
export function runIsolated({ folder, script, args = [], standIns, environment = {} }) {
  const files = ['recorder.sh', 'prelude.sh', 'inside.sh'];
  const words = [
    ...sandbox(),
    ...['--ro-bind', join(standIns.folder, 'bin'), '/usr/bin'],
    ...['--ro-bind', join(standIns.folder, 'answers'), '/harness/answers'],
    ...files.flatMap((file) => ['--ro-bind', join(own, file), `/harness/${file}`]),
    ...['--ro-bind', resolve(folder), '/harness/application'],
    ...Object.entries(environment).flatMap(([name, value]) => ['--setenv', name, value]),
    ...['/harness/real/bin/bash', '/harness/inside.sh', String(limitSeconds), script, ...args],
  ];
  const run = spawnSync('bwrap', words, {
    maxBuffer: 1 << 26,
    timeout: (limitSeconds + 10) * 1000,
    killSignal: 'SIGKILL',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [status, said, ...fields] = String(run.stdout).split('\0');
  if (said === undefined || !/^\d+$/.test(status))
    throw new Error(`the sandbox failed on ${script}: ${String(run.stderr).trim() || run.signal}`);
  return {
    status: Number(status),
    timedOut: ['124', '137'].includes(status),
    said,
    commands: readNotes(fields),
  };
}

/** The notes of the recorder: six fields, the last of which counts the words that follow. */
function readNotes(fields) {
  const commands = [];
  for (let at = 0; at + 6 < fields.length;) {
    const [machine, container, cwd, user, line, count] = fields.slice(at, at + 6);
    const words = fields.slice(at + 6, at + 6 + Number(count));
    commands.push({ machine, container, cwd, user, ...whereOf(line), words });
    at += 6 + Number(count);
  }
  return commands;
}

/** `deploy.sh:12`; of a text that is no file, bash knows no name. */
function whereOf(noted) {
  const colon = noted.lastIndexOf(':');
  return { file: noted.slice(0, Math.max(0, colon)), line: Number(noted.slice(colon + 1)) };
}
