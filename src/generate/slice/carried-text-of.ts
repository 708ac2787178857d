import type { SourceText } from '../../model/source.ts';
import type { Assignment, Command, HereDoc, Word } from '../../syntax/nodes.ts';
import { walk } from '../../syntax/nodes.ts';
import { spanInFile } from '../../syntax/origin.ts';
import { carriedDocument, carriedWords } from './carried.ts';
import type { Substitute } from './carried.ts';
import type { ScriptIndex } from './script-index.ts';

/**
 * The text inside a command that another shell reads, on this machine or another one: the words, or
 * the here-document, in which steps stand. Null when the command carries none. Which command it is
 * doesn't matter: ssh, `bash -c`, `su -c`, or a function of the script that does any of these.
 */
export function carriedTextOf(
  node: Command,
  source: SourceText,
  index: ScriptIndex,
): SourceText | null {
  const document = node.redirects.find(
    (redirect): redirect is HereDoc =>
      redirect.type === 'HereDoc' &&
      index.readsWithin(
        spanInFile(source, redirect.body.pos, redirect.body.end),
        spanInFile(source, node.pos, node.end),
      ),
  );
  const substitute = answersOf(node, source, index);
  if (document !== undefined) return carriedDocument(document, source, substitute);
  const words = node.args.filter((item): item is Word => item.type === 'Word');
  const first = firstCarried(node, words, source, index);
  if (first < 0) return fromVariable(node, words, source, index) ?? fromFile(node, source, index);
  const option = words[first - 1]?.value ?? '';
  const isOneWord = /^-\w*c$|^--command$/.test(option);
  return carriedWords(
    words.slice(first, isOneWord ? first + 1 : undefined),
    source,
    null,
    substitute,
  );
}

/** What the sending machine computes for a text that a host reads. */
function answersOf(node: Command, source: SourceText, index: ScriptIndex): Substitute {
  const isSent = index.isSent(spanInFile(source, node.pos, node.end));
  return (command, start, end) => {
    if (!isSent || index.effectsWithin(spanInFile(source, start, end)).length > 0) return null;
    const name = index.nameAnswer(command);
    return name === null ? null : `\${${name}}`;
  };
}

/** The word that holds commands, or that begins one: `ssh host sudo systemctl stop x`. */
function firstCarried(
  node: Command,
  words: readonly Word[],
  source: SourceText,
  index: ScriptIndex,
): number {
  const holding = words.findIndex(({ pos, end }) => holdsSteps(pos, end, source, index));
  if (holding >= 0) return holding;
  const starts = new Set(
    index
      .stepsCarriedBy(spanInFile(source, node.pos, node.end))
      .map(({ classified }) => classified.step.span.start),
  );
  return words.findIndex(({ pos, end }) => starts.has(spanInFile(source, pos, end).start));
}

function holdsSteps(start: number, end: number, source: SourceText, index: ScriptIndex): boolean {
  const span = spanInFile(source, start, end);
  return index.anyWithin(span);
}

/** `ssh host "$CMD"`: the text stands where the variable is set. */
function fromVariable(
  node: Command,
  words: readonly Word[],
  source: SourceText,
  index: ScriptIndex,
): SourceText | null {
  const span = spanInFile(source, node.pos, node.end);
  const carried = index.stepsCarriedBy(span);
  if (carried.length === 0) return null;
  for (const word of words) {
    const name = /^"?\$\{?([A-Za-z_]\w*)\}?"?$/.exec(word.text)?.[1];
    if (name === undefined) continue;
    const offset = carried[0]?.classified.step.span.start ?? -1;
    const site = textHolding(name, offset, source, index);
    const substitute = answersOf(node, source, index);
    if (site?.type === 'HereDoc') return carriedDocument(site, source, substitute);
    if (site?.type === 'Word') return carriedWords([site], source, null, substitute);
  }
  return null;
}

/** The word of the variable's assignment that holds the place, or the document that it is filled with. */
function textHolding(
  name: string,
  offset: number,
  source: SourceText,
  index: ScriptIndex,
): Word | HereDoc | null {
  let found: Word | HereDoc | null = null;
  const holds = ({ pos, end }: { readonly pos: number; readonly end: number }) =>
    pos <= offset && offset < end;
  walk(index.parse(source).script, (node) => {
    if (node.type === 'Assignment') {
      const { value }: Assignment = node;
      if (node.name === name && value.type === 'Word' && holds(value))
        found = documentIn(value, offset) ?? value;
    } else if (node.type === 'Command' && fills(node, name))
      found =
        node.redirects.find((one): one is HereDoc => one.type === 'HereDoc' && holds(one.body)) ??
        found;
    return undefined;
  });
  return found;
}

/** `read -r -d '' CMD <<EOF`. */
function fills(node: Command, name: string): boolean {
  return (
    /^(read|mapfile|readarray)$/.test(node.name?.text ?? '') &&
    node.args.some((word) => word.type === 'Word' && word.text === name)
  );
}

/** `CMD=$(cat <<EOF …)`. */
function documentIn(value: Word, offset: number): HereDoc | null {
  let found: HereDoc | null = null;
  walk(value, (node) => {
    if (node.type === 'Command' && node.name?.text === 'cat')
      for (const one of node.redirects)
        if (one.type === 'HereDoc' && one.body.pos <= offset && offset < one.body.end) found = one;
    return undefined;
  });
  return found;
}

/** `ssh host 'bash -s' < remote.sh`, `cat remote.sh | ssh host`: the script is a file of the application. */
function fromFile(node: Command, source: SourceText, index: ScriptIndex): SourceText | null {
  const carried = index.stepsCarriedBy(spanInFile(source, node.pos, node.end));
  const [file, ...others] = new Set(carried.map(({ classified }) => classified.step.span.file));
  return file === undefined || others.length > 0 || file === source.file ? null : index.file(file);
}
