/** Reads from the scripts what their caller could tell them: arguments, options, answers, environment. */
import type { Plan } from '../../model/plan.ts';
import { forEachChild, walk } from '../../syntax/nodes.ts';
import type {
  Assignment,
  Case,
  Command,
  For,
  If,
  SyntaxNode,
  While,
  Word,
} from '../../syntax/nodes.ts';
import { fileSource, parseSource } from '../../syntax/parse-source.ts';
import { readsArguments } from '../../syntax/reads-arguments.ts';
import { optionsAsked, presenceAsked } from './argument-conditions.ts';
import { textOfWord, toldBy } from './told-values.ts';

/** One way in which the caller of a script could give a variable its value. */
export interface Telling {
  readonly name: string;
  readonly by: 'argument' | 'option' | 'prompt' | 'environment';
  /** `1`, `--tag`, the words of the prompt, the name in the environment. */
  readonly label: string;
  /** What a switch sets, which takes no value of its own; null for others. */
  readonly sets: string | null;
  /** The script goes no further without it. */
  readonly required: boolean;
  /** The terminal shows nothing of the answer: `read -s`. */
  readonly hidden: boolean;
  readonly file: string;
  readonly pos: number;
}

/** All that the scripts say of one variable. */
export interface Told {
  readonly tellings: Telling[];
  /** What holds where the caller says nothing, in the order of the script; null for what is computed. */
  readonly defaults: (string | null)[];
  /** Values of its own: no caller decides them. */
  readonly others: string[];
  /** The script gives up where it is empty. */
  isRequired: boolean;
}

export interface Tellings {
  readonly names: ReadonlyMap<string, Told>;
  /** Options that set no variable: `--help`. */
  readonly bare: readonly Omit<Telling, 'name'>[];
  /** Where the scripts themselves set variables, as `file:offset`. */
  readonly places: ReadonlySet<string>;
}

const declarations = /^(export|readonly|declare|typeset|local)$/;

type Condition = { readonly asks: readonly string[] } | 'nothing' | 'other';

interface Around {
  readonly file: string;
  /** `$1` is the script's own argument there. */
  readonly isOwn: boolean;
  readonly inFunction: boolean;
  /** Under a loop over the arguments, or `getopts`. */
  readonly inLoop: boolean;
  /** The options of the branch that is read; null outside of one. */
  readonly options: readonly string[] | null;
  /** A file or a command before the pipe answers `read` there, and no person. */
  readonly isFed: boolean;
  /** What the condition around it asks for; `other` where it asks for more than that something was said. */
  readonly on: Condition;
}

/** Everything that a caller may tell the entry scripts. */
export function tellingsOf({ trace }: Plan): Tellings {
  const reader = new Reader();
  for (const { file, role } of trace.scripts) {
    const source = trace.sources.get(file);
    if (source === undefined) continue;
    const { script } = parseSource(fileSource(file, source.text));
    reader.read(script, file, role !== 'called');
  }
  return { names: reader.names, bare: reader.bare, places: reader.places };
}

class Reader {
  readonly names = new Map<string, Told>();
  readonly bare: Omit<Telling, 'name'>[] = [];
  readonly places = new Set<string>();
  private passing: ReadonlySet<string> = new Set();
  /** Arguments that `shift` has put away. */
  private shifted = 0;

  read(script: SyntaxNode, file: string, isEntry: boolean): void {
    this.passing = functionsWithArguments(script);
    this.shifted = 0;
    const around: Around = {
      file,
      isOwn: isEntry,
      inFunction: false,
      inLoop: false,
      isFed: false,
      options: null,
      on: 'nothing',
    };
    this.visit(script, around);
  }

  private told(name: string): Told {
    const known = this.names.get(name) ?? {
      tellings: [],
      defaults: [],
      others: [],
      isRequired: false,
    };
    this.names.set(name, known);
    return known;
  }

  private visit(node: SyntaxNode, around: Around): void {
    switch (node.type) {
      case 'Command':
        this.command(node, around);
        return;
      case 'AndOr':
        node.commands.forEach((command, at) => {
          this.visit(command, at === 0 ? around : under(node.commands.slice(0, at), around));
        });
        return;
      case 'If':
        this.choice(node, around);
        return;
      case 'Case':
        this.cases(node, around);
        return;
      case 'For':
      case 'While':
        this.loop(node, around);
        return;
      case 'Function': {
        const isOwn = around.isOwn && this.passing.has(node.name.value);
        this.visit(node.body, { ...around, isOwn, inFunction: true, isFed: false });
        return;
      }
      case 'Pipeline':
        node.commands.forEach((command, at) => {
          this.visit(command, { ...around, on: 'other', isFed: around.isFed || at > 0 });
        });
        return;
      case 'Redirected': {
        const isFed =
          around.isFed || node.redirects.some(({ operator }) => operator.startsWith('<'));
        this.visit(node.command, { ...around, isFed });
        return;
      }
      case 'Subshell':
      case 'Select':
      case 'ArithmeticFor':
        forEachChild(node, (child) => {
          this.visit(child, { ...around, on: 'other' });
        });
        return;
      default:
        forEachChild(node, (child) => {
          this.visit(child, around);
        });
    }
  }

  private choice(node: If, around: Around): void {
    this.visit(node.clause, around);
    const arms = [{ clause: node.clause, then: node.then }, ...node.elif];
    for (const { clause, then } of arms) {
      const options = around.inLoop ? optionsAsked(clause) : [];
      const inside = under([clause], around);
      this.visit(then, options.length > 0 ? { ...inside, options } : inside);
    }
    if (node.else !== undefined)
      this.visit(
        node.else,
        under(
          arms.map(({ clause }) => clause),
          around,
        ),
      );
  }

  private cases(node: Case, around: Around): void {
    const isOption = around.inLoop && around.options === null;
    for (const { pattern, body } of node.items) {
      const labels = pattern.map(({ value }) => value).filter((text) => !/^[*?:]$/.test(text));
      const options = labels.map((text) => (/^[A-Za-z]$/.test(text) ? `-${text}` : text));
      const inside = { ...around, on: 'other' as const };
      if (isOption && options.length > 0) {
        const before = this.count();
        this.visit(body, { ...inside, options });
        if (this.count() === before) this.bareOption(options, around, body.pos);
      } else this.visit(body, inside);
    }
  }

  private count(): number {
    return [...this.names.values()].reduce(
      (sum, { tellings, others }) => sum + tellings.length + others.length,
      0,
    );
  }

  private bareOption(options: readonly string[], { file, isOwn }: Around, pos: number): void {
    const label = options.join(', ');
    if (isOwn && label.startsWith('-'))
      this.bare.push({
        by: 'option',
        label,
        sets: null,
        required: false,
        hidden: false,
        file,
        pos,
      });
  }

  private loop(node: For | While, around: Around): void {
    const inLoop = around.isOwn && readsArguments(node);
    if (node.type === 'While' && !inLoop) this.visit(node.clause, { ...around, on: 'other' });
    if (node.type === 'For') this.told(node.name.value).others.push('');
    this.visit(node.body, inLoop ? { ...around, inLoop } : { ...around, on: 'other' });
  }

  private command(node: Command, around: Around): void {
    this.environment(node, around);
    const name = node.name?.value ?? '';
    for (const item of settingsOf(node)) this.assignment(item, around);
    if (name === 'read') this.prompt(node, around);
    else if (name === 'shift') this.shift(node, around);
    else if (/^(mapfile|readarray|getopts)$/.test(name) || setsByFormat(node)) this.written(node);
    else if (givingUp.test(name)) this.givesUp(around);
  }

  private shift({ args }: Command, { on, inLoop, inFunction }: Around): void {
    if (on === 'nothing' && !inLoop && !inFunction)
      this.shifted += Number(args[0]?.text ?? '1') || 1;
  }

  private givesUp({ on }: Around): void {
    if (typeof on === 'string') return;
    for (const name of on.asks) if (!/^[1-9#]$/.test(name)) this.told(name).isRequired = true;
  }

  /** `mapfile -t LIST`, `printf -v NAME`: the script's own doing. */
  private written({ args }: Command): void {
    for (const item of args)
      if (item.type === 'Word' && /^[A-Za-z_]\w*$/.test(item.value))
        this.told(item.value).others.push('');
  }

  private prompt(node: Command, around: Around): void {
    const isTyped =
      !around.isFed && !node.redirects.some(({ operator }) => operator.startsWith('<'));
    const { names, label, hidden } = promptOf(node);
    for (const name of names) {
      const told = this.told(name);
      if (!isTyped) told.others.push('');
      else
        told.tellings.push({
          name,
          by: 'prompt',
          label,
          sets: null,
          required: false,
          hidden,
          file: around.file,
          pos: node.pos,
        });
    }
  }

  private assignment(item: Assignment, around: Around): void {
    const told = this.told(item.name);
    this.places.add(`${around.file}:${String(item.pos)}`);
    const value = item.value.type === 'Word' ? toldBy(item.value, item.name) : null;
    const isSingle = item.append !== true && item.index === undefined && value !== null;
    if (!isSingle || (around.inFunction && !around.isOwn && value.kind !== 'self'))
      told.others.push(item.text);
    else this.single(item, value, told, around);
  }

  private single(
    { name, text, pos }: Assignment,
    value: NonNullable<ReturnType<typeof toldBy>>,
    told: Told,
    { options, on, isOwn, file, inLoop }: Around,
  ): void {
    const at = { name, sets: null, required: false, hidden: false, file, pos };
    if (options !== null && isOwn) {
      const label = options.join(', ');
      if (value.kind === 'text')
        told.tellings.push({ ...at, by: 'option', label, sets: value.text });
      else if (value.kind === 'argument' || value.kind === 'option-value')
        told.tellings.push({ ...at, by: 'option', label });
      else told.others.push(text);
    } else if (value.kind === 'argument' && isOwn && on !== 'other') {
      const label = inLoop ? '' : String(Number(value.number) + this.shifted);
      told.tellings.push({ ...at, by: 'argument', label, required: value.required });
      if (value.hasDefault) told.defaults.push(value.text);
    } else if (value.kind === 'text' && isDefaultUnder(on, name)) told.defaults.push(value.text);
    else if (value.kind === 'self') {
      if (value.hasDefault) told.defaults.push(value.text);
    } else told.others.push(text);
  }

  /** `${WORKERS:-4}`: whoever calls may have set it. */
  private environment(node: Command, { file, isOwn }: Around): void {
    walk(node, (inner) => {
      if (inner.type === 'ProcessSubstitution') return false;
      if (inner.type !== 'ParameterExpansion' || inner.operation?.type !== 'Default')
        return undefined;
      const { parameter, operation } = inner;
      const isArgument = /^[1-9]$/.test(parameter);
      const name = isArgument ? `ARGUMENT_${parameter}` : parameter;
      if (!/^[A-Za-z_]\w*$/.test(name) || operation.operator.endsWith('+')) return undefined;
      if (isArgument && (!isOwn || node.name === undefined || declarations.test(node.name.value)))
        return undefined;
      const required = operation.operator.endsWith('?');
      this.told(name).tellings.push({
        name,
        by: isArgument ? 'argument' : 'environment',
        label: parameter,
        sets: null,
        required,
        hidden: false,
        file,
        pos: inner.pos,
      });
      if (!required) this.told(name).defaults.push(textOfWord(operation.operand));
      return undefined;
    });
  }
}

function settingsOf({ name, prefix, args }: Command): readonly Assignment[] {
  const items = name === undefined ? prefix : declarations.test(name.value) ? args : [];
  return items.filter((item): item is Assignment => item.type === 'Assignment');
}

/** `printf -v NAME …` */
function setsByFormat({ name, args }: Command): boolean {
  return name?.value === 'printf' && args[0]?.text === '-v';
}

function under(conditions: readonly SyntaxNode[], around: Around): Around {
  const asked = conditions.map(presenceAsked);
  const names = [...new Set(asked.flat())];
  const isAboutSaying = asked.every((one) => one.length > 0) && around.on === 'nothing';
  return { ...around, on: isAboutSaying ? { asks: names } : 'other' };
}

/** A value that holds where the caller said nothing of the name. */
function isDefaultUnder(on: Condition, name: string): boolean {
  if (typeof on === 'string') return on === 'nothing';
  return on.asks.every((asked) => asked === name || /^[1-9#]$/.test(asked));
}

/** What a script calls to give up. */
const givingUp =
  /^(exit|return|die|fail|fatal|abort|error|err|usage|help|(show|print|display)_?(usage|help))$/i;

/** Functions that are handed all arguments of the script: `main "$@"`. */
function functionsWithArguments(script: SyntaxNode): ReadonlySet<string> {
  const names = new Set<string>();
  walk(script, (node) => {
    if (node.type !== 'Command' || node.name === undefined) return undefined;
    const isAll = node.args.some((item) => item.type === 'Word' && /^"?\$[@*]"?$/.test(item.text));
    if (isAll && node.args.length === 1) names.add(node.name.value);
    return undefined;
  });
  return names;
}

/** Options of `read` that take a value. Source: bash manual, 4.2. */
function promptOf({ args }: Command): {
  readonly names: readonly string[];
  readonly label: string;
  readonly hidden: boolean;
} {
  const words = args.filter((item): item is Word => item.type === 'Word');
  const names: string[] = [];
  let label = '';
  let hidden = false;
  for (let at = 0; at < words.length; at++) {
    const { value } = words[at] as Word;
    if (!value.startsWith('-')) {
      if (/^[A-Za-z_]\w*$/.test(value)) names.push(value);
      continue;
    }
    if (/^-\w*s/.test(value)) hidden = true;
    const [, option = '', attached = ''] = /^-[ersa]*([pdintNu])(.*)$/.exec(value) ?? [];
    if (option === '') continue;
    const given = attached === '' ? (words[++at]?.value ?? '') : attached;
    if (option === 'p') label = given;
  }
  return { names, label: label.trim(), hidden };
}
