/**
 * What a trace expects real bash to start: one entry a step, with patterns in which what the trace
 * does not know stands open.
 */

/** Commands that bash runs itself, so that no program starts. Source: bash manual, 4. */
const builtins = new Set(
  '. : [ alias bg bind break builtin caller cd command compgen complete continue declare dirs disown echo enable eval exec exit export fc fg false getopts hash help history jobs kill let local logout mapfile popd printf pushd pwd read readarray readonly return set shift shopt source suspend test times trap true type typeset ulimit umask unalias unset wait'.split(
    ' ',
  ),
);

const escaped = (text) => text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
/** What is not known may be any text of one word. */
const open = '[^\\x00]*';

function patternOf(value) {
  switch (value.kind) {
    case 'literal':
      // `find -exec` and `xargs -I{}` put what they go over in its place.
      return escaped(value.text).replaceAll('\\{\\}', open);
    case 'concat':
      return value.parts
        .map(patternOf)
        .join('')
        .replaceAll(open + open, open);
    case 'one-of':
      return `(?:${value.values.map(patternOf).join('|')})`;
    default:
      return open;
  }
}

function isKnown(value) {
  if (value.kind === 'literal') return true;
  if (value.kind === 'concat') return value.parts.every(isKnown);
  return false;
}

function wordPattern({ value, many, glob }) {
  if (many || (glob && !isKnown(value))) return `(?:${open}\\x00)*`;
  return glob ? `(?:${patternOf(value)}\\x00|(?:${open}\\x00)*)` : `${patternOf(value)}\\x00`;
}

const whole = (pattern) => new RegExp(`^(?:${pattern})$`);
const machineName = (pattern) => pattern.replaceAll('\\/', '_');

/** The machines that a place may be: a name, as the recorder notes it. */
function machinesOf(place) {
  if (place.kind === 'container') return place.on === null ? whole('local') : machinesOf(place.on);
  if (place.kind === 'local') return whole('local');
  return place.hosts.length === 0
    ? /^(?!local$)/
    : whole(place.hosts.map((host) => machineName(patternOf(host)) || 'nowhere').join('|'));
}

/** The commands of a trace that start a program. `lineOf` gives the line of a place in a file. */
export function expectedCommands(trace, lineOf) {
  return trace.steps
    .map((step, index) => ({ step, index }))
    .filter(({ step }) => step.form === 'command' && !isInside(step))
    .map(({ step, index }) => ({
      index,
      file: step.span.file,
      line: lineOf(step.span),
      text: step.text,
      calls: callsOf(step),
      machines: machinesOf(step.place),
      inContainer: step.place.kind === 'container',
      cwd: step.cwd === null ? null : whole(patternOf(step.cwd)),
      user: step.runAs === null ? /^$/ : whole(patternOf(step.runAs)),
      isGuarded: step.guards.length > 0,
      isLooped: step.loop !== null,
      reached: step.reached,
      unresolved: step.unresolved,
      followed: step.followed,
      environments: step.environments,
      actions: step.actions,
      isKnown:
        step.words.every(({ value, many }) => isKnown(value) && !many) &&
        step.place.hosts.every(isKnown) &&
        step.unresolved === null,
    }));
}

/**
 * The programs that may start for a step: its own, and each of those that carry it, which a stand-in
 * may play without starting the one inside.
 */
function callsOf({ name, words, wrappers }) {
  const own = { name, words: whole(words.slice(1).map(wordPattern).join('')) };
  const carried = wrappers.map((wrapper, index) => {
    const rest = [...wrappers.slice(index).flatMap((inner) => inner.words), ...words].slice(1);
    return { name: wrapper.name, words: whole(rest.map(wordPattern).join('')) };
  });
  return [own, ...carried];
}

/** Builtins, and functions, whose own commands follow. */
function isInside({ name, followed, words, wrappers }) {
  if (builtins.has(name) && wrappers.every(({ name: by }) => builtins.has(by))) return true;
  const [first] = words;
  const text = first?.value.kind === 'literal' ? first.value.text : '/';
  return followed && !/\//.test(text) && !/^(ba|da|k|z|a)?sh$/.test(name ?? '');
}

/**
 * Tells whether a command is one that a step accounts for without naming it: what a substitution or a
 * filter of a pipeline only reads belongs to the command around it.
 */
export function readInWords(trace, lineOf) {
  const holders = trace.steps.flatMap(({ span, covers }) => {
    const parts = [span, ...covers].filter(({ file }) => file === span.file);
    const texts = parts.map(({ file, start, end }) =>
      trace.sources.get(file).text.slice(start, end),
    );
    const lines = parts.map((part, at) => lineOf(part) + texts[at].split('\n').length - 1);
    // Bash gives a here-document the line of its command.
    return texts.map((text) => ({ text, first: lineOf(span), last: Math.max(...lines) }));
  });
  return ({ machine, line }, name) =>
    holders.some(
      ({ text, first, last }) =>
        (machine !== 'local' || (first <= line && line <= last)) && isRead(text, name),
    );
}

/** The name stands at the head of a command of a substitution or behind a pipe. */
function isRead(text, name) {
  return new RegExp(
    `(^|\\$\\(|\`|<\\(|[|;&])\\s*(?:\\w+=\\S*\\s+|sudo\\s+)*(?:\\S*/)?${escaped(name)}(?![\\w.-])`,
  ).test(text);
}
