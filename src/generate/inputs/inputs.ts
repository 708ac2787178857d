/** What becomes of the values that a person gave the scripts by hand. */
import type { Plan } from '../../model/plan.ts';
import type { Value } from '../../model/value.ts';
import { alternativesOf } from '../../shell/value.ts';
import { namesSecret } from '../../plan/secret-names.ts';
import { placedNames } from './placed-names.ts';
import { tellingsOf } from './tellings.ts';
import type { Telling, Tellings, Told } from './tellings.ts';

/** A variable of the scripts that their caller could decide. */
export interface Input {
  readonly name: string;
  /** All the ways to tell it, in the order of the scripts. */
  readonly tellings: readonly [Telling, ...Telling[]];
  /** The text that holds where nobody said anything; null where there is none or it is computed. */
  readonly default: string | null;
  readonly role:
    /** Each release gives it: the pipeline takes the place of the caller. */
    | 'given'
    /** It chooses an environment or an action, which the pipeline knows by itself. */
    | 'environment'
    | 'action'
    /** The branch that the source of the pipeline follows. */
    | 'branch'
    | 'secret'
    /** A word of consent: the approval. */
    | 'consent'
    /** Hosts, users and folders, which appspec and deployment groups hold in writing. */
    | 'placed'
    /** The scripts work it out themselves where nobody says it, or change it on their way. */
    | 'worked-out';
}

export interface Inputs {
  readonly all: ReadonlyMap<string, Input>;
  /** By the number of an argument: the variable that holds it and nothing else. */
  readonly byArgument: ReadonlyMap<string, string>;
  /** Options that set no variable. */
  readonly bare: Tellings['bare'];
}

const known = new WeakMap<Plan, Inputs>();

/** Reads the scripts of a plan once. */
export function inputsOf(plan: Plan): Inputs {
  const inputs = known.get(plan) ?? readInputs(plan);
  known.set(plan, inputs);
  return inputs;
}

/** What the machine, a CI service or the account of a person sets, and no caller says on purpose. */
const ofMachine =
  /^(HOME|USER|LOGNAME|PATH|PWD|OLDPWD|SHELL|LANG|LC_\w+|TERM|COLUMNS|LINES|EDITOR|PAGER|DISPLAY|NO_COLOR|HOSTNAME|TMPDIR|TMP|TEMP|UID|EUID|PPID|IFS|REPLY|OPTIND|OPTARG|BASH_\w+|FUNCNAME|XDG_\w+|AWS_\w+|SSH\w*|SUDO_\w+|GPG_\w+|CI|(CI|CODEBUILD|GITHUB|GITLAB|TRAVIS|CIRCLE|BITBUCKET|BUILDKITE|DRONE|JENKINS|BUILD)_\w+|TRAVIS|CIRCLECI|JENKINS_URL|WORKSPACE|ENVIRONMENT)$/;

function readInputs(plan: Plan): Inputs {
  const { names, bare, places } = tellingsOf(plan);
  const elsewhere = new Set(
    plan.trace.assignments.flatMap(({ name, file, span, value }) =>
      value.kind === 'variable' || places.has(`${file}:${String(span.start)}`) ? [] : [name],
    ),
  );
  const placed = placedNames(plan, defaultsOf(names));
  const all = new Map<string, Input>();
  for (const [name, told] of names) {
    const [first, ...more] = told.tellings;
    if (first === undefined || ofMachine.test(name) || onlyFromOutside(name, told)) continue;
    const tellings = [first, ...more] as const;
    const role = roleOf(name, told, plan, placed, elsewhere.has(name));
    all.set(name, { name, tellings, default: defaultOf(told), role });
  }
  return { all, byArgument: heldArguments(all), bare };
}

/** `TAG=$1`: whoever reads the argument afterwards means the variable. */
function heldArguments(all: ReadonlyMap<string, Input>): ReadonlyMap<string, string> {
  const held = new Map<string, string>();
  for (const { name, role, tellings } of all.values()) {
    const told = tellings.filter(({ by }) => by !== 'environment');
    const [only, ...others] = told;
    if (role === 'given' && only?.by === 'argument' && others.length === 0 && only.label !== '')
      if (!held.has(only.label)) held.set(only.label, name);
  }
  return held;
}

/** `${NAME:-x}` of a name that the scripts set themselves tells of no caller. */
function onlyFromOutside(name: string, { tellings, others, defaults }: Told): boolean {
  const isOutside = tellings.every(({ by }) => by === 'environment');
  const isEmpty = defaults.every((text) => text === '') && tellings.every((one) => !one.required);
  return isOutside && (others.length > 0 || isEmpty || /^_/.test(name));
}

function roleOf(
  name: string,
  told: Told,
  plan: Plan,
  placed: ReadonlySet<string>,
  isSetElsewhere: boolean,
): Input['role'] {
  const { trace, deployment } = plan;
  const labels = new Set(
    told.tellings.flatMap(({ by, label }) => (by === 'argument' ? [label] : [])),
  );
  const chooses = (choice: string | null) =>
    choice !== null && (choice === name || labels.has(choice));
  if (trace.choices.some(({ environment }) => chooses(environment))) return 'environment';
  if (trace.choices.some(({ action }) => chooses(action))) return 'action';
  if (consents(name, plan)) return 'consent';
  if (isSecret(name, told, plan)) return 'secret';
  if (placed.has(name) || deployment.values.some((value) => value.name === name)) return 'placed';
  if (deployment.release?.variables.includes(name) === true) return 'placed';
  const text = defaultOf(told);
  if (text !== null && text === deployment.branch && readsSource([name, ...labels], plan))
    return 'branch';
  const isSettled =
    !holdsSecret(told, plan) && told.others.length === 0 && !isSetElsewhere && isOneDefault(told);
  return isSettled ? 'given' : 'worked-out';
}

function isSecret(name: string, { tellings }: Told, { secrets, parameters, trace }: Plan): boolean {
  return (
    tellings.some(({ hidden }) => hidden) ||
    secrets.some((secret) => secret.name === name) ||
    parameters.some((parameter) => parameter.name === name) ||
    namesSecret(name, trace)
  );
}

/** A default with a secret in it stays where secrets are taken out. */
function holdsSecret({ defaults }: Told, { secrets, trace }: Plan): boolean {
  const texts = secrets.map(({ span: { file, start, end } }) =>
    (trace.sources.get(file)?.text ?? '').slice(start, end),
  );
  return texts.some((secret) => secret !== '' && defaults.some((text) => text?.includes(secret)));
}

function consents(name: string, { steps }: Plan): boolean {
  return steps.some(
    ({ destination, classified: { step } }) =>
      destination === 'stage/Approve' &&
      step.text
        .replace(/"[^"]*"|'[^']*'/g, ' ')
        .split(/[\s;]+/)
        .includes(name),
  );
}

/** By its own name, or by the number of the argument that reached a host under another name. */
function readsSource(names: readonly string[], { steps }: Plan): boolean {
  const isNamed = (value: Value): boolean =>
    alternativesOf(value).some((one) =>
      (one.kind === 'concat' ? one.parts : [one]).some(
        (part) => part.kind === 'variable' && names.includes(part.name),
      ),
    );
  return steps.some(
    ({ destination, classified: { step } }) =>
      destination === 'source' &&
      (new RegExp(`\\$\\{?${names[0] ?? ''}\\b`).test(step.text) ||
        step.words.some(({ value }) => isNamed(value))),
  );
}

/** The last word: what a later default says where the first was empty. */
function defaultOf({ defaults, isRequired, tellings }: Told): string | null {
  const texts = [...new Set(defaults.filter((text) => text !== ''))];
  if (texts.length > 1) return null;
  const [only] = texts;
  if (only !== undefined) return only;
  const isAsked = isRequired || tellings.some(({ required }) => required);
  // An option is left out as a rule; an argument or an answer is not.
  const isOption = tellings.some(({ by }) => by === 'option');
  return isAsked || (defaults.length === 0 && !isOption) ? null : '';
}

function isOneDefault({ defaults }: Told): boolean {
  return new Set(defaults.filter((text) => text !== '')).size <= 1 && !defaults.includes(null);
}

function defaultsOf(names: ReadonlyMap<string, Told>): ReadonlyMap<string, string> {
  return new Map(
    [...names].flatMap(([name, told]) => {
      const text = told.tellings.length === 0 ? null : defaultOf(told);
      return text === null || text === '' ? [] : [[name, text] as const];
    }),
  );
}
