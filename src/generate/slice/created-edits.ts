/** What a script could create once, and a pipeline is asked to create with every release. */
import { walk } from '../../syntax/nodes.ts';
import type { Command, SyntaxNode } from '../../syntax/nodes.ts';
import type { Edit } from './source-lines.ts';

/**
 * The forms of the same tools that accept what is there already: `kubectl create … --dry-run=client -o yaml |
 * kubectl apply -f -`, `kubectl apply -f`, `helm upgrade --install`, `aws lambda update-function-code`. Source: their manuals. What the
 * author looks at first, or lets fail, is left as it is.
 */
export function createdEdits(node: SyntaxNode, isAsked: boolean): readonly Edit[] {
  if (isAsked) return [];
  const edits: Edit[] = [];
  const settled = new Set<SyntaxNode>();
  walk(node, (inner) => {
    if (inner.type === 'AndOr' && inner.operators.includes('||'))
      for (const one of inner.commands) settled.add(one);
    if (inner.type === 'If') for (const one of inner.clause.commands) settled.add(one.command);
    if (inner.type === 'Pipeline') for (const one of inner.commands) settled.add(one);
    if (inner.type === 'Command' && !settled.has(inner)) edits.push(...editsOf(inner));
    return undefined;
  });
  return edits;
}

function editsOf(node: Command): readonly Edit[] {
  const { name, args, redirects } = node;
  const plain = args.filter((word) => !word.text.startsWith('-'));
  const [first, second] = plain;
  if (name === undefined || first === undefined || redirects.length > 0) return [];
  if (/^(helm|helm3)$/.test(name.text) && first.text === 'install')
    return args.some(({ text: word }) => /^(-g|--generate-name|--dry-run)/.test(word))
      ? []
      : [over(first, 'upgrade --install')];
  if (name.text === 'aws' && first.text === 'lambda' && second?.text === 'create-function')
    return functionEdits(node);
  return /^(kubectl|oc)$/.test(name.text) ? clusterEdits(node, name.text, plain) : [];
}

function clusterEdits(node: Command, tool: string, plain: Command['args']): readonly Edit[] {
  const [first, second] = plain;
  if (first?.text === 'create') return objectEdits(node, tool, plain);
  if (first?.text === 'expose') return printsOnly(node.args) ? [] : [applied(node, tool)];
  if (tool !== 'oc' || first?.text !== 'new-project' || second === undefined) return [];
  // To be there already is to be the one to work in. Source: `oc project --help`.
  const text = `oc project ${quoted(second.text)} > /dev/null 2>&1 || `;
  return [{ start: node.name?.pos ?? node.pos, end: node.name?.pos ?? node.pos, text }];
}

function objectEdits(
  node: Command,
  tool: string,
  [first, second]: Command['args'],
): readonly Edit[] {
  const { args } = node;
  if (first === undefined) return [];
  if (args.some(({ text: word }) => /^(-f|--filename|-k|--kustomize)(=|$)/.test(word)))
    return [over(first, 'apply')];
  const isKnown =
    /^(ns|namespace|secret|cm|configmap|serviceaccount|sa|deployment|deploy|service|svc|ingress|ing|role|rolebinding|clusterrole|clusterrolebinding|cronjob|cj|quota|pdb|poddisruptionbudget|priorityclass|route)$/;
  if (second === undefined || !isKnown.test(second.text) || printsOnly(args)) return [];
  return [applied(node, tool)];
}

function printsOnly(args: Command['args']): boolean {
  return args.some(({ text: word }) => /^(--dry-run|-o|--output)/.test(word));
}

/** What the command would make is printed, and applied like a file. */
function applied(node: Command, tool: string): Edit {
  const end = endOf(node);
  const apply = `${tool} apply${namespaceOf(node.args)} -f -`;
  return { start: end, end, text: ` --dry-run=client -o yaml | ${apply}` };
}

/** The code of a function that is there already is replaced, which is what a release is for. */
function functionEdits({ name, args }: Command): readonly Edit[] {
  const [own, zip] = [optionOf(args, '--function-name'), optionOf(args, '--zip-file')];
  if (name === undefined || own === null || zip === null) return [];
  const [region, profile] = [optionOf(args, '--region'), optionOf(args, '--profile')];
  const where = [region, profile].flatMap((option) => option ?? []).map((option) => ` ${option}`);
  const of = `${own}${where.join('')}`;
  const update = `aws lambda update-function-code ${own} ${zip}${where.join('')}`;
  const text = `{ aws lambda get-function ${of} > /dev/null 2>&1 && ${update}; } || `;
  return [{ start: name.pos, end: name.pos, text }];
}

/** The option with its value, as the author wrote it. */
function optionOf(args: Command['args'], option: string): string | null {
  const at = args.findIndex(({ text }) => text === option || text.startsWith(`${option}=`));
  const found = args[at];
  if (found === undefined) return null;
  if (found.text !== option) return quoted(found.text);
  const value = args[at + 1];
  return value === undefined ? null : `${option} ${quoted(value.text)}`;
}

function over({ pos, end }: SyntaxNode, text: string): Edit {
  return { start: pos, end, text };
}

function endOf({ args, end }: Command): number {
  return args.at(-1)?.end ?? end;
}

/** `apply` looks for the object where `create` would have put it; the object itself names its folder, too. */
function namespaceOf(args: Command['args']): string {
  const at = args.findIndex(({ text }) => /^(-n|--namespace)$/.test(text));
  const joined = args.find(({ text }) => text.startsWith('--namespace='));
  const value = at < 0 ? undefined : args[at + 1];
  if (joined !== undefined) return ` ${joined.text}`;
  return value === undefined ? '' : ` -n ${quoted(value.text)}`;
}

function quoted(text: string): string {
  return text.includes('$') && !/["']/.test(text) ? `"${text}"` : text;
}
