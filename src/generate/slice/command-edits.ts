/** What changes in a command's text when it moves: sudo, users, secrets, arguments, quotes. */
import { parameterName } from '../../plan/parameters.ts';
import { valueText } from '../../plan/value-text.ts';
import type { SourceText } from '../../model/source.ts';
import type { StepId } from '../../model/step.ts';
import { walk } from '../../syntax/nodes.ts';
import type { Command, SyntaxNode, Word } from '../../syntax/nodes.ts';

import { answerInBuild } from './build-answers.ts';
import { answerOfCheckout } from './checkout-answers.ts';
import { carriedTextOf } from './carried-text-of.ts';
import { createdEdits } from './created-edits.ts';
import { cloneEdits } from './clone-edits.ts';
import type { At, Cutting } from './cutting.ts';
import { handedText } from './handed-words.ts';
import type { HandedText } from './handed-words.ts';
import { answerOfLink } from './link-answers.ts';
import { libraryEdits } from './library-edits.ts';
import { homeEdits } from './home-edits.ts';
import { ownFolderEdits } from './own-folder-edits.ts';
import { ownHostEdits } from './own-host-edits.ts';
import { placedEdits } from './placed-edits.ts';
import { profileEdits } from './profile-edits.ts';
import { pushEdits } from './push-edits.ts';
import { quoteEdits } from './quote-edits.ts';
import { restEdits } from './rest-edits.ts';
import { serverEdits } from './server-edits.ts';
import { shareEdits } from './share-edits.ts';
import { passwordEdits, sudoOptions } from './sudo.ts';
import { isReplaced, releaseEdits, repeatableEdits } from './release-edits.ts';
import { reportEdits } from './report-edits.ts';
import { movedFolderEdits } from './moved-folder-edits.ts';
import { openedDocuments } from './opened-documents.ts';
import { logsInAsRoot } from './room.ts';
import type { Edit } from './source-lines.ts';
import { terminalEdits, withoutTerminalAnswer } from './terminal-edits.ts';
import { testedPathEdits } from './tested-paths.ts';
import { pipefailEdits } from './tolerance.ts';
import { unpassedEdits } from './unpassed-arguments.ts';
import { attachedEdits } from './attached-edits.ts';
import { unaskedEdits } from './unasked-edits.ts';
import { toNowhere, writtenBy } from './written-by.ts';
import { writtenEdits } from './written-edits.ts';

/** All edits of a piece of bash for its new place. */
export function commandEdits(
  node: SyntaxNode,
  at: At,
  steps: readonly StepId[],
  cutting: Cutting,
): readonly Edit[] {
  const { source } = at;
  const folders = [
    ...releaseEdits(node, at, cutting),
    ...libraryEdits(node, at, cutting),
    ...ownFolderEdits(node, at, cutting),
    ...profileEdits(node, cutting),
    ...shareEdits(node, at, cutting),
    ...cloneEdits(node, at, cutting),
    ...movedFolderEdits(node, at, cutting),
    ...testedPathEdits(node, at, cutting),
    ...placedEdits(node, at, cutting),
    ...writtenEdits(node, at, steps, cutting),
  ];
  const edits: Edit[] = [
    ...folders,
    ...secretEdits(node, source, cutting),
    ...pipefailEdits(node, { source }, cutting),
    ...homeEdits(node, at, cutting),
    ...repeatableEdits(node, at, cutting),
    ...(at.inFunction ? unpassedEdits(node, at.fewest ?? null) : []),
    ...passwordEdits(node),
    ...reportEdits(node, steps, cutting),
    ...serverEdits(node, at, cutting),
    ...ownHostEdits(node, at, cutting),
  ];
  // The quotes around an expansion hold for its default as well.
  const operands = new Set<SyntaxNode>();
  walk(node, (inner) => {
    if (inner.type === 'ParameterExpansion' && inner.operation?.type === 'Default')
      operands.add(inner.operation.operand);
    if (inner.type === 'Command')
      edits.push(
        ...userEdits(inner, steps, cutting, folders),
        ...terminalEdits(inner),
        ...pushEdits(inner, cutting),
      );
    if (inner.type === 'Command' && !at.inFunction && at.handed === null)
      edits.push(...restEdits(inner, source));
    if (inner.type === 'CommandExpansion' && !isReplaced(inner, folders))
      edits.push(...expansionEdits(inner, at, cutting));
    if (inner.type === 'Word' && !operands.has(inner) && !isReplaced(inner, folders))
      edits.push(...quoteEdits(inner, source, cutting.values));
    if (inner.type === 'SimpleExpansion' || inner.type === 'ParameterExpansion')
      edits.push(...argumentEdits(inner, at, cutting));
    return undefined;
  });
  // Behind the quotes that close the last word.
  const isBehind = ({ text }: Edit): boolean => text === toNowhere;
  return [
    ...edits.filter((one) => !isBehind(one)),
    ...edits.filter(isBehind),
    ...unaskedEdits(node),
    ...attachedEdits(node, cutting),
    ...createdEdits(node, isAsked(steps, cutting)),
  ];
}

/** The script looks first, or acts on the answer of another command. */
function isAsked(steps: readonly StepId[], { index }: Cutting): boolean {
  return steps.some((id) =>
    (index.step(id)?.guards ?? []).some(({ guard }) => /^(if|and-or)$/.test(guard.source)),
  );
}

/** Names of the parameters whose values stand in a piece of bash. */
export function secretsIn(
  node: SyntaxNode,
  source: SourceText,
  { index }: Cutting,
): readonly string[] {
  return index.plan.secrets.flatMap((secret) => {
    const place = offsetsIn(source, secret.span);
    const isInside =
      place !== null &&
      place.start >= node.pos &&
      place.end <= Math.max(node.end, lastDocument(node));
    return isInside ? [parameterName(secret)] : [];
  });
}

function expansionEdits(
  node: Extract<SyntaxNode, { type: 'CommandExpansion' }>,
  at: At,
  cutting: Cutting,
): readonly Edit[] {
  const drawn = withoutTerminalAnswer(node.text);
  if (drawn !== null) return [{ start: node.pos, end: node.end, text: drawn }];
  const told = answerOfCheckout(node, at, cutting) ?? answerOfLink(node, at, cutting);
  if (told !== null) return [{ start: node.pos, end: node.end, text: told.text }];
  const answered = answerEdits(node, cutting);
  return answered.length > 0
    ? answered
    : [...carrierEdits(node, at.source, cutting), ...backquoteEdits(node)];
}

/** `$(git rev-parse HEAD)`: CodeBuild knows, the source may come without `.git`. */
function answerEdits(
  { text, pos, end }: Extract<SyntaxNode, { type: 'CommandExpansion' }>,
  { index, room }: Cutting,
): readonly Edit[] {
  if (room.kind === 'host') return [];
  const answer = answerInBuild(text.replace(/^(\$\(|`)|[)`]$/g, ''), index.plan);
  return answer === null ? [] : [{ start: pos, end, text: answer }];
}

/** `$(ssh host readlink x)` is `$(readlink x)` on the host. */
function carrierEdits(
  node: Extract<SyntaxNode, { type: 'CommandExpansion' }>,
  source: SourceText,
  cutting: Cutting,
): readonly Edit[] {
  const carried = carriedBy(node, source, cutting);
  return carried === null
    ? []
    : [{ start: node.pos, end: node.end, text: `$(${carried.text.trim()})` }];
}

/** The text that a substitution sends to the host, where the code is a host's own now. */
export function carriedBy(
  node: Extract<SyntaxNode, { type: 'CommandExpansion' }>,
  source: SourceText,
  { index, room }: Cutting,
): SourceText | null {
  const [only, ...rest] = node.script?.commands ?? [];
  if (room.kind !== 'host' || only?.command.type !== 'Command' || rest.length > 0) return null;
  if (node.script?.source !== undefined) return null;
  return carriedTextOf(only.command, source, index);
}

/** Backquotes without a backslash inside mean the same as `$( … )`. Source: bash manual, 3.5.4. */
function backquoteEdits(node: Extract<SyntaxNode, { type: 'CommandExpansion' }>): readonly Edit[] {
  const { text, pos, end } = node;
  if (!text.startsWith('`') || text.slice(1, -1).includes('\\')) return [];
  return [
    { start: pos, end: pos + 1, text: '$(' },
    { start: end - 1, end, text: ')' },
  ];
}

/** The same for all of a word. */
export function backquoteEditsIn(node: SyntaxNode): readonly Edit[] {
  const edits: Edit[] = [];
  walk(node, (inner) => {
    if (inner.type === 'CommandExpansion') edits.push(...backquoteEdits(inner));
    return undefined;
  });
  return edits;
}

/** Whoever runs them, they do the same. */
const samePrograms = /^(date|basename|dirname|seq|tr|cut|sort|uniq|wc|head|tail|hostname)$/;

/** `grep -v x` without a file takes what another command hands over. Source: grep(1), awk(1), sed(1). */
function filtersInput({ name, args }: Command): boolean {
  if (!/^([ef]?grep|[gm]?awk|sed)$/.test(name?.value ?? '')) return false;
  const options = args.filter(({ type, text }) => type === 'Word' && text.startsWith('-'));
  return (
    args.length - options.length === 1 && !options.some(({ text }) => /^-\w*[efir]/.test(text))
  );
}

/** It works with files, processes or the network: who runs it matters. */
function isProgram(node: Command, name: string): boolean {
  return (
    !/^(\[|test|cd|echo|printf|exit|return|break|continue|true|false|:|export|local|sleep|source|\.|read|set|wait|eval|command)$/.test(
      name,
    ) &&
    !samePrograms.test(name) &&
    !filtersInput(node)
  );
}

/** CodeBuild and hooks run as root: sudo goes, another user gets a helper of deploy/lib.sh. */
function userEdits(
  node: Command,
  steps: readonly StepId[],
  cutting: Cutting,
  replaced: readonly Edit[],
): readonly Edit[] {
  const name = node.name;
  if (name === undefined || isReplaced(name, replaced)) return [];
  if (name.value === 'sudo' || name.value === 'doas') return sudoEdits(node, name, cutting);
  // What only looks is nobody's step, but each user has processes of his own.
  if (steps.length === 0 && !/^(pm2|forever)$/.test(name.value)) return [];
  const { login } = cutting.users;
  if (cutting.room.kind !== 'host' || !isProgram(node, name.value)) return [];
  // `nohup sudo -u app …` says itself who it is.
  if (node.args.some(({ text }) => text === 'sudo')) return [];
  // CodeDeploy's files are root's, and in a folder like /tmp nobody else may remove them.
  if (name.value === 'rm' && removesInstalled(steps, cutting)) return [];
  const user = userOf(steps, cutting) ?? login;
  if (user === null || user === 'root') return [];
  return writtenBy(node, user) ?? [{ start: name.pos, end: name.pos, text: `as_user ${user} ` }];
}

/** `rm /tmp/app.jar` behind the copy that CodeDeploy makes now. */
function removesInstalled(steps: readonly StepId[], { index }: Cutting): boolean {
  const step = index.step(steps[0] ?? '')?.classified.step;
  const installed = index.plan.deployment.files.map(
    ({ destination, fileName, source, isDirectory }) =>
      isDirectory
        ? destination
        : `${destination ?? ''}/${fileName ?? source.split('/').at(-1) ?? ''}`,
  );
  return (step?.words ?? []).some(({ value }) => installed.includes(valueText(value)));
}

/** The user that sudo or su gave these steps, or root where root logged in; null for the login user. */
function userOf(steps: readonly StepId[], { index }: Cutting): string | null {
  const step = index.step(steps[0] ?? '')?.classified.step;
  const runAs = step?.runAs ?? null;
  if (step !== undefined && runAs === null && logsInAsRoot(step)) return 'root';
  return runAs?.kind === 'literal' ? runAs.text : null;
}

function sudoEdits(node: Command, name: Word, cutting: Cutting): readonly Edit[] {
  const { at, user } = sudoOptions(node);
  const next = node.args[at];
  if (next === undefined) return [];
  const isOther = user !== null && user !== 'root' && cutting.room.kind === 'host';
  const assigned = node.args
    .slice(0, at)
    .map(({ text }) => text)
    .filter((text) => /^\w+=/.test(text));
  const before = [
    ...(isOther ? ['as_user', user] : []),
    ...(assigned.length > 0 ? ['env', ...assigned] : []),
  ];
  const text = before.length === 0 ? '' : `${before.join(' ')} `;
  return [{ start: name.pos, end: next.pos, text }];
}

/** Literals of secrets give way to the variable that holds the parameter's value. */
function secretEdits(node: SyntaxNode, source: SourceText, { index }: Cutting): readonly Edit[] {
  const edits = index.plan.secrets.flatMap((secret): readonly Edit[] => {
    const place = offsetsIn(source, secret.span);
    if (
      place === null ||
      place.start < node.pos ||
      place.end > Math.max(node.end, lastDocument(node))
    )
      return [];
    const name = parameterName(secret);
    const quote = quoteAt(node, place.start);
    // Quotes that hold nothing else go with it.
    if (quote === 'single' && /^[^$]?'$/.test(source.text.slice(place.start - 2, place.start)))
      if (source.text[place.end] === "'")
        return [{ start: place.start - 1, end: place.end + 1, text: secretText(name, 'none') }];
    return [{ ...place, text: secretText(name, quote) }];
  });
  return edits.length === 0 ? edits : [...edits, ...openedDocuments(node, source, edits)];
}

function lastDocument(node: SyntaxNode): number {
  let end = node.end;
  walk(node, (inner) => {
    if (inner.type === 'HereDoc') end = Math.max(end, inner.body.end);
    return undefined;
  });
  return end;
}

function secretText(name: string, quote: 'single' | 'double' | 'none'): string {
  if (quote === 'single') return `'"\${${name}}"'`;
  return quote === 'double' ? `\${${name}}` : `"\${${name}}"`;
}

function quoteAt(node: SyntaxNode, offset: number): 'single' | 'double' | 'none' {
  let quote: 'single' | 'double' | 'none' = 'none';
  walk(node, (inner) => {
    const holds = inner.pos <= offset && offset < inner.end;
    if (inner.type === 'HereDoc') {
      if (inner.body.pos <= offset && offset < inner.body.end) quote = 'double';
      return undefined;
    }
    if (!holds) return undefined;
    if (inner.type === 'SingleQuoted' || inner.type === 'AnsiCQuoted') quote = 'single';
    if (inner.type === 'DoubleQuoted') quote = 'double';
    return undefined;
  });
  return quote;
}

/** Where characters of a file stand in a text that was carried from it. */
export function offsetsIn(
  source: SourceText,
  span: { readonly file: string; readonly start: number; readonly end: number },
): { readonly start: number; readonly end: number } | null {
  if (source.file !== span.file && source.segments.length === 0) return null;
  if (source.segments.length === 0) return { start: span.start, end: span.end };
  for (const segment of source.segments) {
    const site = segment.sites.at(-1);
    if (site?.file !== span.file || site.start > span.start || span.end > site.end) continue;
    const start = segment.start + span.start - site.start;
    const end = start + span.end - span.start;
    if (end <= segment.end) return { start, end };
  }
  return null;
}

type Expansion = Extract<SyntaxNode, { type: 'SimpleExpansion' | 'ParameterExpansion' }>;

/** `$1` that chooses the environment, `${2:-master}` that nobody gives any more. */
function argumentEdits(node: Expansion, at: At, { values }: Cutting): readonly Edit[] {
  const name = parameterOf(node);
  if (!/^[1-9]$/.test(name) || at.inFunction) return [];
  if (at.handed !== null) return [handedEdit(node, handedText(at.handed, Number(name)), at.source)];
  if (values.choosesEnvironment(name))
    return [{ start: node.pos, end: node.end, text: '${ENVIRONMENT}' }];
  const held = values.variableOfArgument(name);
  if (held !== null) return [{ start: node.pos, end: node.end, text: `\${${held}}` }];
  if (node.type === 'SimpleExpansion')
    return [{ start: node.pos, end: node.end, text: `\${ARGUMENT_${name}}` }];
  if (node.operation?.type === 'Default' && /^:?-$/.test(node.operation.operator))
    return [{ start: node.pos, end: node.end, text: node.operation.operand.text }];
  return [{ start: node.parameterPos, end: node.parameterEnd, text: `ARGUMENT_${name}` }];
}

function parameterOf(node: Expansion): string {
  return node.type === 'SimpleExpansion' ? node.text.slice(1) : node.parameter;
}

/** What is handed over stands in the place of the parameter; `${1:?}` still asks for it. */
function handedEdit(node: Expansion, { text, name }: HandedText, source: SourceText): Edit {
  if (name !== null && node.type === 'ParameterExpansion')
    return { start: node.parameterPos, end: node.parameterEnd, text: name };
  const isBare = name !== null && !/^[\w[]/.test(source.text.slice(node.end));
  const given = text === '' ? withoutParameter(node) : text;
  return { start: node.pos, end: node.end, text: isBare ? `$${name}` : given };
}

/** `${1:-web}` where nothing is handed over: the default holds, and `${1:?}` fails as it did. */
function withoutParameter(node: Expansion): string {
  if (node.type === 'SimpleExpansion' || node.operation === undefined) return '';
  if (node.operation.type !== 'Default') return '';
  if (/^:?-$/.test(node.operation.operator)) return node.operation.operand.text;
  return /^:?\?$/.test(node.operation.operator) ? node.text : '';
}

function replacementOf(
  node: Expansion,
  name: string,
  at: At,
  { values }: Cutting,
): readonly string[] {
  if (at.handed !== null) return handedText(at.handed, Number(name)).reads;
  if (values.choosesEnvironment(name)) return ['ENVIRONMENT'];
  const held = values.variableOfArgument(name);
  if (held !== null) return [held];
  const hasDefault =
    node.type === 'ParameterExpansion' &&
    node.operation?.type === 'Default' &&
    /^:?-$/.test(node.operation.operator);
  return hasDefault ? [] : [`ARGUMENT_${name}`];
}

/** Arguments that edits replace, each by the names that its new text reads. */
export function replacedArguments(
  node: SyntaxNode,
  at: At,
  cutting: Cutting,
): ReadonlyMap<string, readonly string[]> {
  const replaced = new Map<string, readonly string[]>();
  walk(node, (inner) => {
    if (inner.type !== 'SimpleExpansion' && inner.type !== 'ParameterExpansion') return undefined;
    if (argumentEdits(inner, at, cutting).length === 0) return undefined;
    const name = parameterOf(inner);
    replaced.set(name, replacementOf(inner, name, at, cutting));
    return undefined;
  });
  return replaced;
}
