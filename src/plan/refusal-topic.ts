/** What a condition asks on which a script gives up: the deployer, the checkout, a tool, a file … */
import type { Guard } from '../model/step.ts';
import type { Value } from '../model/value.ts';
import type { ClassifiedStep } from '../model/classified.ts';
import type { Evidence } from './evidence.ts';
import { listsHosts } from './host-list.ts';
import { normalPath } from './paths.ts';
import { assumedText, valueText } from './value-text.ts';
import { writtenWord } from './written-word.ts';

export type RefusalTopic =
  | 'identity'
  | 'branch'
  | 'checkout'
  | 'tool'
  | 'arguments'
  | 'variable'
  | 'settings'
  | 'own-file'
  | 'host-list'
  | 'reach'
  | 'lock'
  | 'turn'
  | 'other';

const identity =
  /\b(whoami|logname|hostname|id\s+-\w+|id\s*(?=[)|`]))\b|\$\{?(USER|LOGNAME|EUID|UID|SUDO_USER|HOSTNAME)\b/;
const branch =
  /\bgit\s+(rev-parse\s+(-\S+\s+)*--abbrev-ref|branch\b|symbolic-ref)|\$\{?(TRAVIS_BRANCH|TRAVIS_PULL_REQUEST|TRAVIS_TAG|CIRCLE_BRANCH|GITHUB_REF(_NAME)?|CI_COMMIT_(BRANCH|REF_NAME)|BITBUCKET_BRANCH|GIT_BRANCH)\b/;
const checkout =
  /\bgit\s+(-C\s+\S+\s+)?(status|diff|diff-index|diff-files|ls-files|stash|fetch|rev-list|merge-base|remote|log|rev-parse\s+(-\S+\s+)*["']?(HEAD|@|origin|--is-inside))|-d\s+["']?\S*\.git["'\s]|\bsvn\s+(status|info)|-d\s+["']?\S*\.svn["'\s]|\b(node_modules|vendor|\.?venv)["'/]?\s*\]/;
const tool = /^\s*!?\s*(command\s+-[vV]|which|type(\s+-\w+)?|hash)\s+(["']?\$?[\w{}.+-]+)/;
// What signs a person in, and not the pipeline.
const ownFiles =
  /\$\{?\w*(SSH_?KEY|KEY_?FILE|KEYFILE|PEM_?FILE|IDENTITY_?FILE)\b|\.(pem|ppk)\b|\.ssh\/|\bid_(rsa|ed25519|ecdsa)\b/i;
const callers = /\bgetopts?\b|\$(\{?#\}?(?!\w)|\{?[1-9@*])|\$#/;

/** The topic, by what the condition says and what the variables in it were set to. */
export function topicOf(guard: Guard, way: readonly Guard[], evidence: Evidence): RefusalTopic {
  const told = [guard.text, ...settingsOf(guard, evidence)].join('\n');
  if (identity.test(told)) return 'identity';
  if (branch.test(told)) return 'branch';
  if (checkout.test(told)) return 'checkout';
  if (toolAsked(guard) !== null) return 'tool';
  const command = topicOfCommand(guard.text);
  if (command !== null) return command;
  if (ownFiles.test(told)) return 'own-file';
  const files = filesAsked(guard, evidence);
  if (files.length > 0) return topicOfFiles(files, guard, evidence);
  if (way.some((one) => /^(while|loop)$/.test(one.source) && callers.test(one.text)))
    return 'arguments';
  if (comparesWords(guard)) {
    const values = valuesRead(guard, evidence);
    if (values.some(({ kind }) => kind === 'identity')) return 'identity';
    if (/\$\{!/.test(guard.text)) return 'variable';
    if (callers.test(guard.text) || values.some((value) => isFrom(value, ['argument', 'prompt'])))
      return 'arguments';
    if (isOption(guard, evidence)) return 'arguments';
    if (values.some((value) => isFrom(value, ['environment', 'nobody']))) return 'variable';
  }
  return 'other';
}

function topicOfCommand(text: string): RefusalTopic | null {
  if (/^\s*!?\s*(timeout\s+\S+\s+)?(ssh|ping|nc|telnet|nslookup)\s/.test(text)) return 'reach';
  // `exec 9> lock; flock -n 9`: whose turn it is, of runs of one script.
  return /^\s*!?\s*(flock|lockfile|lockf|shlock)\s/.test(text) ? 'turn' : null;
}

/** `-e) ENV=$2 ;;`: an option of the script sets what is compared. */
function isOption({ reads }: Guard, { classification }: Evidence): boolean {
  return classification.steps.some(
    ({ step }) =>
      step.form === 'assignment' &&
      step.assignments.some(({ name }) => reads.includes(name)) &&
      step.guards.some(({ text }) => callers.test(text)),
  );
}

/** The program that the condition looks for; null where it looks for none. */
export function toolAsked({ text }: Guard): string | null {
  const name = tool.exec(text)?.[3];
  return name === undefined ? null : name.replace(/^["']/, '');
}

/** Paths that tests of the condition ask for, with the operator. */
export function filesAsked(guard: Guard, evidence: Evidence): readonly AskedFile[] {
  return stepsWithin(guard, evidence).flatMap(({ step }) =>
    /^(\[{1,2}|test)$/.test(step.name ?? '')
      ? step.words.flatMap((word, at) => {
          const operator = step.words[at - 1];
          return operator !== undefined && /^-[aedfrsxhL]$/.test(valueText(operator.value))
            ? [
                {
                  path: assumedText(word.value),
                  written: writtenWord(word, evidence.trace) ?? '',
                  step,
                },
              ]
            : [];
        })
      : [],
  );
}

export interface AskedFile {
  readonly path: string;
  /** As the script writes it, without quotes. */
  readonly written: string;
  readonly step: ClassifiedStep['step'];
}

export function stepsWithin(
  { span }: Guard,
  { classification }: Evidence,
): readonly ClassifiedStep[] {
  return classification.steps.filter(
    ({ step }) =>
      step.span.file === span.file && span.start <= step.span.start && step.span.end <= span.end,
  );
}

/** What names the hosts, and is no file of the source. */
function asksHostList({ path, written }: AskedFile, evidence: Evidence): boolean {
  const { files, root } = evidence.application;
  const isOfSource = files.includes(normalPath(`${root}/${path}`));
  return !isOfSource && listsHosts(written, evidence);
}

function topicOfFiles(files: readonly AskedFile[], guard: Guard, evidence: Evidence): RefusalTopic {
  if (files.every((file) => asksHostList(file, evidence))) return 'host-list';
  const isOf = (pattern: RegExp) => files.every(({ path }) => pattern.test(path));
  const isThere = /(^|\s|!\s*)-[aedfrsxhL]\s/.test(guard.text) && !/!\s*-|^\s*!/.test(guard.text);
  if (isThere !== guard.negated && isOf(/lock|\.pid$|in[-_.]?progress|deploying/i)) return 'lock';
  if (isOf(/(^|\/)\.env([._-]|$)|\.env$/)) return 'settings';
  if (
    isOf(
      /^(~|\/home\/|\/root\/|\/Users\/|\$\{?HOME\b)|\.(pem|ppk)$|(^|\/)(\.ssh|id_(rsa|ed25519|ecdsa))/,
    )
  )
    return 'own-file';
  return 'other';
}

/** `[ -z "$A" ]`, `[ "$A" != x ]`, `case "$1" in`: nothing but words is looked at. */
function comparesWords({ text, source }: Guard): boolean {
  if (source === 'case') return true;
  return (
    /^\s*!?\s*(\[{1,2}|test|\(\()/.test(text) &&
    !/`|\$\((?!\()/.test(text) &&
    !/\s-[abcdefgkprstuwxGLNOS]\s/.test(text)
  );
}

/** The statements that set what the condition reads. */
function settingsOf({ reads, span }: Guard, { trace }: Evidence): readonly string[] {
  return trace.assignments.flatMap(({ name, file, span: { start, end } }) =>
    reads.includes(name) && file === span.file
      ? [trace.sources.get(file)?.text.slice(start, end) ?? '']
      : [],
  );
}

/** What the variables of the condition hold, those that nobody sets among them. */
function valuesRead({ reads }: Guard, { trace }: Evidence): readonly Value[] {
  return reads.flatMap((name): readonly Value[] => {
    const values = trace.assignments.flatMap((one) => (one.name === name ? [one.value] : []));
    return values.length > 0
      ? values
      : [{ kind: 'variable', name, suppliedBy: /^\d+$/.test(name) ? 'argument' : 'environment' }];
  });
}

/** Somebody of these gives the value, or a part of it. */
export function isFrom(value: Value, suppliers: readonly string[]): boolean {
  if (value.kind === 'concat') return value.parts.some((part) => isFrom(part, suppliers));
  if (value.kind === 'one-of') return value.values.some((one) => isFrom(one, suppliers));
  return value.kind === 'variable' && suppliers.includes(value.suppliedBy);
}
