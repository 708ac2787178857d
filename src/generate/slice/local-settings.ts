/** What the deploying machine alone can know of a variable: by its own files, or by what it was told. */
import type { Plan } from '../../model/plan.ts';
import type { Span } from '../../model/source.ts';
import { forEachChild, walk } from '../../syntax/nodes.ts';
import type { Assignment, Command, For, SyntaxNode, While } from '../../syntax/nodes.ts';
import { fileSource, parseSource } from '../../syntax/parse-source.ts';
import { readsArguments } from '../../syntax/reads-arguments.ts';

export interface LocalSettings {
  /** Names whose value hangs on files or commands of the deploying machine. */
  readonly byMachine: ReadonlySet<string>;
  /** Names that arguments of the script may set. */
  readonly byArguments: ReadonlySet<string>;
  /** Offsets of the settings that stand before the arguments are read: their defaults. */
  readonly defaults: ReadonlyMap<string, ReadonlySet<number>>;
}

type Condition = 'machine' | 'arguments';

interface Setting {
  readonly name: string;
  readonly file: string;
  readonly pos: number;
  readonly on: ReadonlySet<Condition>;
  /** It stands under no condition and in no function. */
  readonly isPlain: boolean;
  readonly inFunction: boolean;
}

const read = new WeakMap<Plan, LocalSettings>();

/** Reads the conditions, loops and choices around each assignment of the local scripts, once. */
export function localSettingsOf(plan: Plan): LocalSettings {
  const known = read.get(plan) ?? readSettings(plan);
  read.set(plan, known);
  return known;
}

function readSettings(plan: Plan): LocalSettings {
  const scripts = plan.trace.scripts.flatMap(({ file, runsOn }) => {
    const source = plan.trace.sources.get(file);
    if (source === undefined) return [];
    return [{ file, runsOn, ...parseSource(fileSource(file, source.text)) }];
  });
  const settings = scripts.flatMap(({ file, runsOn, script }) =>
    settingsIn(script, file, { isHost: runsOn === 'host', remote: remoteIn(file, plan) }),
  );
  const by = (condition: Condition) =>
    new Set(settings.flatMap(({ name, on }) => (on.has(condition) ? [name] : [])));
  const elsewhere = setElsewhere(plan, settings);
  // Whether the build calls a function is not known here: what functions set stays where it was.
  const byFunctions = new Set(settings.flatMap((one) => (one.inFunction ? [one.name] : [])));
  const of = (condition: Condition) =>
    new Set([...by(condition)].filter((name) => !elsewhere.has(name) && !byFunctions.has(name)));
  const byArguments = of('arguments');
  return {
    byMachine: of('machine'),
    byArguments,
    defaults: defaultsOf(settings, byArguments),
  };
}

/** Where the script asks a host: each host can ask itself, and no other machine can. */
function remoteIn(file: string, { steps }: Plan): readonly Span[] {
  return steps.flatMap(({ classified: { step } }) =>
    step.place.kind === 'remote' && step.span.file === file ? [step.span] : [],
  );
}

/** Names that a text for another shell sets as well: there they are the host's own. */
function setElsewhere(plan: Plan, settings: readonly Setting[]): ReadonlySet<string> {
  const keyOf = (name: string, file: string, at: number) => `${name} ${file} ${at}`;
  const places = new Set(settings.map(({ name, file, pos }) => keyOf(name, file, pos)));
  const files = new Set(settings.map(({ file }) => file));
  return new Set(
    plan.trace.assignments.flatMap(({ name, file, span }) =>
      files.has(file) && !places.has(keyOf(name, file, span.start)) ? [name] : [],
    ),
  );
}

function defaultsOf(
  settings: readonly Setting[],
  byArguments: ReadonlySet<string>,
): ReadonlyMap<string, ReadonlySet<number>> {
  const defaults = new Map<string, Set<number>>();
  for (const { name, file, pos, isPlain } of settings) {
    const isBefore = settings.some(
      (other) =>
        other.name === name && other.file === file && other.on.has('arguments') && pos < other.pos,
    );
    if (!byArguments.has(name) || !isPlain || !isBefore) continue;
    const known = defaults.get(file) ?? new Set();
    defaults.set(file, known.add(pos));
  }
  return defaults;
}

interface Around {
  readonly on: ReadonlySet<Condition>;
  readonly isPlain: boolean;
  readonly inFunction: boolean;
  readonly isHost: boolean;
  /** Commands of hosts in the script. */
  readonly remote: readonly Span[];
}

function settingsIn(
  root: SyntaxNode,
  file: string,
  machine: Pick<Around, 'isHost' | 'remote'>,
): readonly Setting[] {
  const found: Setting[] = [];
  const visit = (node: SyntaxNode, around: Around): void => {
    if (node.type === 'Command')
      for (const { name, pos, isCounter } of namesSetBy(node))
        found.push({
          name,
          file,
          pos,
          on: isCounter
            ? new Set()
            : readsArgument(node, around)
              ? new Set([...around.on, 'arguments'])
              : around.on,
          isPlain: around.isPlain,
          inFunction: around.inFunction,
        });
    descend(node, around, visit);
  };
  visit(root, { on: new Set(), isPlain: true, inFunction: false, ...machine });
  return found;
}

/** `B=$1` under a condition: without the argument the name keeps what it had. */
function readsArgument(node: Command, { inFunction, isPlain }: Around): boolean {
  if (inFunction || isPlain) return false;
  let reads = false;
  walk(node, (inner) => {
    if (inner.type === 'SimpleExpansion' && /^\$[1-9@*]$/.test(inner.text)) reads = true;
    if (inner.type === 'ParameterExpansion' && /^[1-9@*]$/.test(inner.parameter)) reads = true;
    return undefined;
  });
  return reads;
}

interface Named {
  readonly name: string;
  readonly pos: number;
  /** `n=$((n+1))` belongs to its loop, wherever that runs. */
  readonly isCounter: boolean;
}

function namesSetBy({ name, prefix, args }: Command): readonly Named[] {
  const items =
    name === undefined
      ? prefix
      : /^(export|readonly|declare|typeset)$/.test(name.value)
        ? args
        : [];
  return items.flatMap((item) =>
    item.type === 'Assignment'
      ? [{ name: item.name, pos: item.pos, isCounter: isCounter(item) }]
      : [],
  );
}

function isCounter({ name, text }: Assignment): boolean {
  return new RegExp(`\\$\\(\\(.*\\b${name}\\b`).test(text);
}

type Visit = (node: SyntaxNode, around: Around) => void;

function descend(node: SyntaxNode, around: Around, visit: Visit): void {
  switch (node.type) {
    case 'AndOr':
      node.commands.forEach((command, at) =>
        visit(command, at === 0 ? around : under(node.commands.slice(0, at), around)),
      );
      return;
    case 'If': {
      const inside = under([node.clause, ...node.elif.map(({ clause }) => clause)], around);
      forEachChild(node, (child) => visit(child, child === node.clause ? around : inside));
      return;
    }
    case 'Case':
      for (const item of node.items) visit(item.body, under([node.word], around));
      return;
    case 'For':
    case 'While':
      visit(node.body, readsArguments(node) ? told(around) : under(headOf(node), around));
      return;
    case 'Function':
      visit(node.body, { ...around, on: new Set(), isPlain: false, inFunction: true });
      return;
    case 'Select':
    case 'Subshell':
    case 'ArithmeticFor':
      forEachChild(node, (child) => visit(child, { ...around, isPlain: false }));
      return;
    default:
      forEachChild(node, (child) => visit(child, around));
  }
}

function headOf(node: For | While): readonly SyntaxNode[] {
  return node.type === 'While' ? [node.clause] : (node.wordlist ?? []);
}

function told(around: Around): Around {
  return { ...around, isPlain: false, on: new Set([...around.on, 'arguments']) };
}

function under(conditions: readonly SyntaxNode[], around: Around): Around {
  const asksHost = ({ pos, end }: SyntaxNode) =>
    around.remote.some((span) => pos <= span.start && span.end <= end);
  const asks = !around.isHost && conditions.some((one) => asksMachine(one) && !asksHost(one));
  const on = asks ? new Set<Condition>([...around.on, 'machine']) : around.on;
  return { ...around, on, isPlain: false };
}

const fileTest = /^-(?:[a-hkprsuwxGLNOS]|nt|ot|ef)$/;

/** Whether a condition looks at files, or asks a command. */
function asksMachine(condition: SyntaxNode): boolean {
  let asks = false;
  walk(condition, (node) => {
    if (node.type === 'CommandExpansion' || node.type === 'ProcessSubstitution') asks = true;
    if (node.type === 'Command') asks ||= asksBy(node);
    if (node.type === 'TestUnary' && fileTest.test(node.operator)) asks = true;
    return undefined;
  });
  return asks;
}

function asksBy({ name, args }: Command): boolean {
  const word = name?.value ?? ':';
  if (word !== '[' && word !== 'test') return !/^(:|true|false)$/.test(word);
  // `-a` between two operands is the conjunction. Source: POSIX, test.
  return args.some(
    (item, at) => item.type === 'Word' && fileTest.test(item.value) && isUnary(args, at),
  );
}

function isUnary(args: Command['args'], at: number): boolean {
  const before = args[at - 1];
  const text = before?.type === 'Word' ? before.value : '!';
  return before === undefined || /^(!|-a|-o|\()$/.test(text);
}
