import { findingMessages } from '../messages/findings.ts';
import { checks } from './checks/index.ts';
import type { Rule, RuleSet, RuleTest } from './rule.ts';

/** `docs/rules.md`: one entry a rule, with its kind, destination and examples. */
export function rulesPage({ rules }: RuleSet): string {
  const families = familiesOf(rules);
  const lines = [
    '# Rules',
    '',
    'Made by `npm run docs` from the files in `rules/`; change those. Each rule says what one sort of',
    'command is (a class: kind, destination, disposition), what a reviewer must know of it (a finding),',
    'or both. Its examples are its tests: `pipewright rules test`.',
    '',
    countOf(rules),
    '',
    '| family | rules |',
    '| --- | --- |',
    ...[...families].map(([family, of]) => `| [${family}](#${family}) | ${of.length} |`),
    '',
    ...[...families].flatMap(([family, of]) => [`## ${family}`, '', ...of.flatMap(entryOf)]),
    ...checksOf(),
  ];
  return `${lines.join('\n').trimEnd()}\n`;
}

function countOf(rules: readonly Rule[]): string {
  const classes = rules.filter(({ classify }) => classify !== null).length;
  const findings = rules.filter(({ finding }) => finding !== null).length;
  return `${rules.length} rules: ${classes} classes, ${findings} findings; and ${checks.length} checks, which look at more than one step.`;
}

function checksOf(): readonly string[] {
  return [
    '## Checks',
    '',
    'Findings that need more than one step, or none; they are part of the program.',
    '',
    '| finding | level | |',
    '| --- | --- | --- |',
    ...checks.map(
      ({ id, level }) => `| ${id} | ${level} | ${proseOf(findingMessages[`finding/${id}`].en)} |`,
    ),
  ];
}

function familiesOf(rules: readonly Rule[]): ReadonlyMap<string, readonly Rule[]> {
  const families = new Map<string, readonly Rule[]>();
  for (const rule of rules) {
    const family = rule.id.slice(0, rule.id.indexOf('/'));
    families.set(family, [...(families.get(family) ?? []), rule]);
  }
  return families;
}

function entryOf(rule: Rule): readonly string[] {
  return [
    `### ${rule.id}`,
    '',
    `${proseOf(rule.title.en)} — ${proseOf(rule.title.fr)}`,
    '',
    ...factsOf(rule).map((fact) => `- ${fact}`),
    '',
    '```bash',
    ...rule.tests.flatMap(exampleOf),
    '```',
    '',
  ];
}

function factsOf(rule: Rule): readonly string[] {
  const { classify, finding, note, see, questions } = rule;
  return [
    ...(classify === null ? [] : [classFact(rule)]),
    ...(finding === null ? [] : [`finding, ${finding.level}: ${proseOf(finding.text.en)}`]),
    ...(note === null ? [] : [`note: ${proseOf(note.en)}`]),
    ...rule.adjust.flatMap(({ note: more }) =>
      more === null ? [] : [`at times: ${proseOf(more.en)}`],
    ),
    ...Object.values(questions).map(
      ({ text }) => `may ask: ${proseOf(text.said?.en ?? text.code)}`,
    ),
    ...(rule.over.length === 0 ? [] : [`goes before ${rule.over.join(', ')}`]),
    ...(rule.fallback ? ['gives way to every rule that fits more closely'] : []),
    ...(see === null ? [] : [`see <${see}>`]),
  ];
}

function classFact({ classify }: Rule): string {
  if (classify === null) return '';
  const { kind, destination, disposition, confidence } = classify;
  const place =
    destination === null
      ? 'follows the code that it serves'
      : `${disposition} → \`${destination}\``;
  return `kind \`${kind}\`, ${place}, confidence ${confidence}`;
}

function exampleOf({ sh, expect, why }: RuleTest): readonly string[] {
  const result =
    typeof expect === 'string'
      ? { none: 'not this rule', finding: 'reported' }[expect]
      : Object.entries(expect)
          .map(([name, value]) => `${name} ${value}`)
          .join(', ');
  const lines = sh.trimEnd().split('\n');
  const comment = `# ${result}${why === null ? '' : `: ${why}`}`;
  return [...lines.slice(0, -1), `${lines.at(-1) ?? ''}  ${comment}`];
}

/** Markdown reads some characters as its own; sentences mean them as they are. */
function proseOf(sentence: string): string {
  return sentence.replace(/[<>*_|[\]]/g, (character) => `\\${character}`);
}
