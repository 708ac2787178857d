/** Where a variable of the script gets its value from in its new place. */
import { parameterName } from '../../plan/parameters.ts';
import type { Plan } from '../../model/plan.ts';
import type { Value } from '../../model/value.ts';
import { textsOf } from '../../shell/value.ts';
import { inputsOf } from '../inputs/inputs.ts';
import type { Input, Inputs } from '../inputs/inputs.ts';
import type { LocalSettings } from './local-settings.ts';
import { localSettingsOf } from './local-settings.ts';

export type Provision =
  /** Chosen by the deployment group or the stage. */
  | 'environment'
  /** From `deploy/env/<environment>.sh`. */
  | 'environment-file'
  /** What the loop over the hosts knew of them, their group says. */
  | 'host-group'
  | 'secret'
  /** The live folder of a release layout. */
  | 'release'
  /** By the pipeline, as the caller of the script did. */
  | 'given'
  /** From `deploy.env`, which the build writes. */
  | 'build'
  /** The machine or AWS sets it. */
  | 'ambient'
  /** By statements of the script that come along, or by nobody. */
  | 'script';

const ambient =
  /^(HOME|USER|LOGNAME|PATH|PWD|OLDPWD|SHELL|LANG|LC_\w+|TERM|HOSTNAME|RANDOM|SECONDS|UID|EUID|PPID|IFS|LINENO|BASH_\w+|OPTARG|OPTIND|REPLY|PIPESTATUS|FUNCNAME|TMPDIR|CODEBUILD_\w+|AWS_REGION|AWS_DEFAULT_REGION|DEPLOYMENT_(?:ID|GROUP_NAME|GROUP_ID)|LIFECYCLE_EVENT|BUNDLE(?:_\w+)?|APPLICATION_(?:NAME|ROOT)|ENVIRONMENT)$/;

/** Set by the machine, the shell or AWS. */
export function isAmbient(name: string): boolean {
  return ambient.test(name);
}

interface GroupValue {
  readonly group: string;
  readonly text: string;
}

/** By the name of the variable; of several groups only, each of which has a value. */
function valuesOfGroups({ deployment }: Plan): ReadonlyMap<string, readonly GroupValue[]> {
  const all = new Map<string, Map<string, string>>();
  const groups = deployment.environments.flatMap(({ hostGroups }) => hostGroups);
  for (const { name: group, values = {} } of groups)
    for (const [name, text] of Object.entries(values))
      all.set(name, (all.get(name) ?? new Map<string, string>()).set(group, text));
  const names = new Set(groups.map(({ name }) => name));
  return new Map(
    [...all]
      .filter(([, texts]) => texts.size === names.size && names.size > 1)
      .map(([name, texts]) => [name, [...texts].map(([group, text]) => ({ group, text }))]),
  );
}

export class Values {
  readonly plan: Plan;
  private readonly secretNames = new Map<string, string>();
  private readonly parameterNames: ReadonlySet<string>;
  private readonly hostVariables: ReadonlySet<string>;
  private readonly environmentNames: ReadonlySet<string>;
  private readonly settings: LocalSettings;
  private readonly inputs: Inputs;
  private readonly valuesOfGroups: ReadonlyMap<string, readonly GroupValue[]>;
  private readonly oneWord = new Map<string, boolean>();

  constructor(plan: Plan) {
    this.plan = plan;
    this.settings = localSettingsOf(plan);
    this.inputs = inputsOf(plan);
    for (const secret of plan.secrets)
      if (secret.name !== null) this.secretNames.set(secret.name, parameterName(secret));
    this.parameterNames = new Set([
      ...plan.secrets.map(parameterName),
      ...plan.parameters.map(({ name }) => name),
    ]);
    this.hostVariables = new Set(
      plan.steps.flatMap(({ classified: { step } }) =>
        step.loop?.overHosts === true && step.loop.variable !== null ? [step.loop.variable] : [],
      ),
    );
    this.valuesOfGroups = valuesOfGroups(plan);
    this.environmentNames = new Set(plan.deployment.values.map(({ name }) => name));
  }

  /** The parameter that holds the secret of this variable; null when it is none. */
  secretOf(name: string): string | null {
    return this.secretNames.get(name) ?? (this.parameterNames.has(name) ? name : null);
  }

  /** The name stands for a host that a loop went over, or that a function was told. */
  isHostName(name: string): boolean {
    if (/^(h|host|srv|server|serveur|node|machine|instance|vm)$/.test(name)) return true;
    if (this.hostVariables.has(name)) return true;
    return (
      /^(H|HOST|SERVER|SERVEUR|SRV|NODE|MACHINE|TARGET_HOST|REMOTE_HOST|IP)$/i.test(name) &&
      !this.isConstant(name)
    );
  }

  /** What a variable of the loop over the hosts was for each group of them. */
  groupValues(name: string): readonly GroupValue[] {
    return this.valuesOfGroups.get(name) ?? [];
  }

  choosesEnvironment(name: string): boolean {
    return this.plan.trace.choices.some(({ environment }) => environment === name);
  }

  provisionOf(name: string, room: 'build' | 'host' | 'once'): Provision {
    if (this.choosesEnvironment(name)) return 'environment';
    if (this.secretOf(name) !== null) return 'secret';
    if (room === 'host' && this.plan.deployment.release?.variables.includes(name) === true)
      return 'release';
    if (this.environmentNames.has(name)) return 'environment-file';
    if (room === 'host' && this.groupValues(name).length > 0) return 'host-group';
    if (this.input(name)?.role === 'given') return room === 'host' ? 'build' : 'given';
    if (room === 'host' && this.isBuilt(name)) return 'build';
    return ambient.test(name) && !this.isOwnScratch(name) ? 'ambient' : 'script';
  }

  /** `TMPDIR=$(mktemp -d)`: the machine has such a name, and the script has a folder of its own by it. */
  private isOwnScratch(name: string): boolean {
    return name === 'TMPDIR' && this.plan.trace.assignments.some((use) => use.name === name);
  }

  /** What the caller of the scripts could say of the name; null for nothing. */
  input(name: string): Input | null {
    return this.inputs.all.get(name) ?? null;
  }

  /** The variable that holds an argument of the script. */
  variableOfArgument(number: string): string | null {
    const own = `ARGUMENT_${number}`;
    return this.input(own)?.role === 'given' ? own : (this.inputs.byArgument.get(number) ?? null);
  }

  private isBuilt(name: string): boolean {
    const { byMachine, byArguments } = this.settings;
    return (
      byMachine.has(name) ||
      byArguments.has(name) ||
      this.plan.build.values.some((value) => value.name === name)
    );
  }

  /** An option of the old script could set the name: unset means that it was not given. */
  isTold(name: string): boolean {
    return this.settings.byArguments.has(name);
  }

  /** The setting at this place is what holds where the arguments said nothing. */
  isDefault(file: string, offset: number): boolean {
    return this.settings.defaults.get(file)?.has(offset) === true;
  }

  /** The scripts set the name to known texts only. */
  isConstant(name: string): boolean {
    const uses = this.plan.trace.assignments.filter((use) => use.name === name);
    return uses.length > 0 && uses.every(({ value }) => textsOf(value) !== null);
  }

  /** For each loop with this variable: its words were split at blanks and match no files. */
  private loopsOver(name: string): readonly boolean[] {
    return this.plan.trace.scripts.flatMap(({ file }) => {
      const text = this.plan.trace.sources.get(file)?.text ?? '';
      return [...text.matchAll(/\bfor\s+(\w+)\s+in\s+([^;\n]*)/g)].flatMap(
        ([, variable, list = '']) =>
          variable === name ? [!/["'*?[\]]/.test(list) && !/@\}/.test(list)] : [],
      );
    });
  }

  /** All values that the name ever has are known and are one word each, without patterns. */
  isOneWord(name: string): boolean {
    if (/^(HOME|USER|HOSTNAME|ENVIRONMENT|[?#$!])$/.test(name)) return true;
    const known = this.oneWord.get(name);
    if (known !== undefined) return known;
    // One argument, one answer: a value like the one that holds without it.
    const input = this.input(name);
    if (input?.role === 'given')
      return (
        isWord(input.default) && input.tellings.every(({ sets }) => sets === null || isWord(sets))
      );
    const uses = this.plan.trace.assignments.filter((use) => use.name === name);
    // Ours, where the script has no variable of this name.
    if (uses.length === 0 && /^GIT_(COMMIT|COMMIT_SHORT|BRANCH)$/.test(name)) return true;
    const loops = this.loopsOver(name);
    const answer =
      uses.length + loops.length > 0 &&
      uses.every(({ value }) => isOneWord(value)) &&
      loops.every((isSafe) => isSafe);
    this.oneWord.set(name, answer);
    return answer;
  }
}

/** A text that stays itself without quotes, and is no list of options. */
function isWord(text: string | null): boolean {
  return text !== null && /^[^-\s*?[\]\\][^\s*?[\]\\]*$/.test(text);
}

function isOneWord(value: Value): boolean {
  const texts = textsOf(value);
  if (texts !== null) return texts.every((text) => text !== '' && !/[\s*?[\]\\]/.test(text));
  // One line of one word each; whatever stands around them is checked as well.
  if (value.kind === 'output')
    return /^(git (rev-parse|describe)|date|hostname|whoami|basename|dirname|mktemp|pwd)\b/.test(
      value.command,
    );
  return value.kind === 'concat' && value.parts.every(isOneWord);
}
