import { plumbingKinds } from '../model/kind.ts';
import type { Rule, RuleTest } from './rule.ts';
import { classFacts } from './test-facts.ts';

/** What is wrong at one key of a rule. */
export interface KeyProblem {
  readonly key: string;
  readonly text: string;
}

/** What the schema can't see: names that stand for nothing, and parts that need each other. */
export function keyProblems(rule: Rule, known: ReadonlyMap<string, Rule>): readonly KeyProblem[] {
  return [
    ...identityProblems(rule),
    ...classProblems(rule),
    ...circularProblems(rule),
    ...rule.over
      .filter((id) => !known.has(id))
      .map((id) => ({ key: '/over', text: `no rule '${id}'` })),
    ...askProblems(rule),
    ...sentenceProblems(rule),
    ...rule.tests.flatMap((test, index) => expectProblems(rule, test, index)),
  ];
}

function identityProblems({ id, path }: Rule): readonly KeyProblem[] {
  const fits = path === `${id}.yaml` || path.endsWith(`/${id}.yaml`);
  return fits ? [] : [{ key: '/id', text: `'${id}' is not what the file is called` }];
}

function classProblems({ classify, finding }: Rule): readonly KeyProblem[] {
  if (classify === null)
    return finding === null ? [{ key: '', text: "'classify' or 'finding' is missing" }] : [];
  if ((plumbingKinds as readonly string[]).includes(classify.kind)) return [];
  const whole = classify.destination !== null && classify.disposition !== null;
  return whole ? [] : [{ key: '/classify', text: "'destination' and 'disposition' are missing" }];
}

/** A class can't rest on classes: they are not known yet. */
function circularProblems({ classify, written }: Rule): readonly KeyProblem[] {
  return classify !== null && mentionsKind(written)
    ? [{ key: '/match', text: "only findings may ask for 'kind'" }]
    : [];
}

function mentionsKind(condition: unknown): boolean {
  if (typeof condition !== 'object' || condition === null) return false;
  return Object.entries(condition).some(([key, value]) => key === 'kind' || mentionsKind(value));
}

function askProblems(rule: Rule): readonly KeyProblem[] {
  const asked = [
    ...(rule.classify?.ask ?? []).map((id) => ['/classify/ask', id] as const),
    ...rule.adjust.flatMap(({ ask }, index) =>
      ask.map((id) => [`/adjust/${index}/ask`, id] as const),
    ),
  ];
  const used = new Set(asked.map(([, id]) => id));
  return [
    ...asked
      .filter(([, id]) => !Object.hasOwn(rule.questions, id))
      .map(([key, id]) => ({ key, text: `no question '${id}'` })),
    ...Object.keys(rule.questions).flatMap((id, index) =>
      used.has(id) ? [] : [{ key: `/ask/${index}`, text: `nothing asks '${id}'` }],
    ),
  ];
}

/** `{name}` in a sentence must be a capture, or a group of one. */
function sentenceProblems(rule: Rule): readonly KeyProblem[] {
  const sentences = [
    { key: '/title', said: rule.title },
    { key: '/note', said: rule.note },
    { key: '/finding', said: rule.finding?.text ?? null },
    ...rule.adjust.map(({ note }, index) => ({ key: `/adjust/${index}/note`, said: note })),
  ];
  return sentences.flatMap(({ key, said }) =>
    namesIn(`${said?.en ?? ''} ${said?.fr ?? ''}`)
      .filter((name) => !isCaptured(rule, name))
      .map((name) => ({ key, text: `no capture '${name}'` })),
  );
}

function namesIn(sentence: string): readonly string[] {
  return [...sentence.matchAll(/\{([\w.-]+)\}/g)].map(([, name = '']) => name);
}

function isCaptured(rule: Rule, name: string): boolean {
  return Object.keys(rule.captures).some((one) => name === one || name.startsWith(`${one}.`));
}

function expectProblems(rule: Rule, { expect }: RuleTest, index: number): readonly KeyProblem[] {
  const key = `/tests/${index}/expect`;
  if (expect === 'finding')
    return rule.finding === null ? [{ key, text: "the rule has no 'finding'" }] : [];
  if (expect === 'none') return [];
  return Object.keys(expect)
    .filter((name) => !(classFacts as readonly string[]).includes(name) && !isCaptured(rule, name))
    .map((name) => ({
      key: `${key}/${name}`,
      text: `'${name}' is no capture, nor one of ${classFacts.join(', ')}`,
    }));
}
