/** Holds what real bash started against what the trace expects. */
import { posix } from 'node:path';

const home = '/home/me';
const application = '/home/me/application';

/** Programs that only lead to another, which is noted by itself. */
const carriers = new Set(
  'ssh autossh sudo doas su runuser sshpass nohup setsid nice ionice stdbuf timeout time env xargs bash sh dash zsh ksh flock unbuffer'.split(
    ' ',
  ),
);

/**
 * `both`: the records that a step explains wholly; `differing`: those that a step explains but for
 * place, folder or user; `onlyBash`: those that no step explains, `onlyTrace`: the reached steps that
 * bash did not come to, each with its cause.
 */
export function compareRuns(run, { expected, readInWords }, choice) {
  const seen = new Set();
  const result = { both: [], differing: [], onlyBash: [], onlyTrace: [] };
  for (const command of run.commands) {
    const found = bestMatch(command, expected, seen);
    if (found === null) {
      if (!isCarrier(command))
        result.onlyBash.push({ command, cause: strangeness(command, { expected, readInWords }) });
      continue;
    }
    seen.add(found.step.index);
    // What a carrier starts has a note of its own.
    if (found.isCarrier && carriers.has(nameOf(command))) continue;
    const row = { command, step: found.step, cause: found.cause };
    (found.cause === null ? result.both : result.differing).push(row);
  }
  const last = Math.max(-1, ...seen);
  for (const step of expected)
    if (step.reached && !seen.has(step.index))
      result.onlyTrace.push({ step, cause: absence(step, last, run, choice) });
  return result;
}

const nameOf = ({ words: [program] }) => program.slice(program.lastIndexOf('/') + 1);

function isCarrier(command) {
  const name = nameOf(command);
  const has = (pattern) => command.words.some((word) => pattern.test(word));
  if (name === 'find') return has(/^-(exec|ok)/);
  if (/^(docker|docker-compose|podman)$/.test(name)) return has(/^(exec|run)$/);
  return carriers.has(name) || (name === 'gcloud' && has(/^ssh$/));
}

function bestMatch(command, expected, seen) {
  const name = nameOf(command);
  const texts = writings(command.words.slice(1));
  const isCalled = (call, line) =>
    (call.name === name || (call.name === null && line === command.line)) &&
    texts.some((text) => call.words.test(text));
  // Among equals, one that nothing was found for yet.
  const newness = ({ step: { index } }) => (seen.has(index) ? expected.length : 0) + index;
  const candidates = expected
    .flatMap((step) => {
      const at = step.calls.findIndex((call) => isCalled(call, step.line));
      // A bare `ssh host` runs here, its step is there.
      return at < 0 ? [] : [{ step, ...likeness(command, step, at > 0 || name === 'ssh') }];
    })
    .sort((left, right) => right.score - left.score || newness(left) - newness(right));
  return candidates[0] ?? null;
}

/** The arguments as they are, and as the trace writes folders that it names by `.` and `~`. */
function writings(words) {
  const join = (list) => list.map((word) => `${word}\0`).join('');
  const as = (from, to) => (word) => word.replaceAll(from, to);
  return [
    join(words),
    join(
      words
        .map(as(`${application}/`, ''))
        .map(as(application, '.'))
        .map(as(home, '~')),
    ),
    join(words.map(as(application, '.')).map(as(home, '~'))),
    join(words.map(as(home, '~'))),
  ];
}

function likeness(command, step, isCarrier) {
  // A carrier runs where, and as whom, its step does not.
  const place =
    isCarrier ||
    (step.machines.test(command.machine) && step.inContainer === (command.container !== ''));
  const cwd =
    isCarrier ||
    step.cwd === null ||
    step.inContainer ||
    folders(command).some((name) => step.cwd.test(name));
  const user = isCarrier || step.user.test(command.user);
  const line = step.line === command.line && command.file.endsWith(posix.basename(step.file));
  const score = [step.reached, user, cwd, line, place, !isCarrier]
    .map((holds, weight) => (holds ? 2 ** weight : 0))
    .reduce((sum, part) => sum + part);
  return { score, isCarrier, cause: causeOf({ place, cwd, user, reached: step.reached }) };
}

function causeOf({ place, cwd, user, reached }) {
  if (!place) return 'place differs';
  if (!cwd) return 'folder differs';
  if (!user) return 'user differs';
  return reached ? null : 'unreached in the trace';
}

/** The names that the trace may give a folder. */
function folders({ machine, cwd }) {
  const names = [cwd];
  if (cwd === home || cwd.startsWith(`${home}/`)) names.push(`~${cwd.slice(home.length)}`);
  if (machine === 'local') names.push(posix.relative(application, cwd) || '.');
  return names;
}

function strangeness(command, { expected, readInWords }) {
  const name = nameOf(command);
  if (readInWords(command, name)) return 'read in the words of a step';
  const named = expected.filter(({ calls }) => calls.some((call) => call.name === name));
  if (named.some((step) => step.line === command.line)) return 'words differ';
  return named.length > 0 ? 'no step with these words' : 'no step of this name';
}

function absence(step, last, run, choice) {
  const isChosen =
    (step.environments.length === 0 || step.environments.includes(choice.environment)) &&
    (step.actions.length === 0 || step.actions.includes(choice.action));
  if (!isChosen) return 'another environment or action';
  if (step.unresolved !== null) return `not known to the trace: ${step.unresolved}`;
  if (step.isGuarded) return 'under a condition';
  if (step.isLooped) return 'in a loop';
  if (run.timedOut) return 'the time limit';
  if (step.index > last) return 'bash ended before';
  return 'unexplained';
}
