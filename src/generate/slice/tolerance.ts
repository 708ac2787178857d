/**
 * What may fail in the normal run stays tolerant where the new script stops at the first failure:
 * nothing to stop, no line that matches, there already, a counter that is 0; and on the way back.
 */
import type { Lore } from '../../model/lore.ts';
import type { Word as KnownWord } from '../../model/value.ts';
import { walk } from '../../syntax/nodes.ts';
import type {
  Command,
  CommandNode,
  Pipeline,
  Statement,
  SyntaxNode,
  Word,
} from '../../syntax/nodes.ts';
import { spanInFile } from '../../syntax/origin.ts';
import { failsIdle } from '../../trace/fails-idle.ts';
import type { At, Cutting } from './cutting.ts';
import type { Edit } from './source-lines.ts';
import type { Line } from './tree.ts';

/**
 * Whether a statement fails in the normal run and the script passed over that. Where anybody looks
 * at its status, or where the script stopped, it does not count.
 */
export function mayFail(node: SyntaxNode, at: At, { index, lore }: Cutting): boolean {
  const span = spanInFile(at.source, node.pos, node.end);
  // What could not be undone keeps nobody from undoing the rest.
  const isNormal = prunes(node) || statusOf(node).some((command) => fails(command, lore));
  if (!index.goesBack(span) && !isNormal) return false;
  const failures = index.failuresWithin(span);
  return failures.length > 0 && failures.every((failure) => failure === 'ignored');
}

/** `ls -t shop-*.tgz | tail -n +4 | xargs rm -f`: there may be none yet, and with `pipefail` `ls` counts. */
function prunes(node: SyntaxNode): boolean {
  if (node.type !== 'Pipeline' || node.prefixes.length > 0) return false;
  const [first, last] = [node.commands[0], node.commands.at(-1)].map((member) =>
    member?.type === 'Command' ? member.name?.value : undefined,
  );
  return first === 'ls' && last === 'xargs';
}

/** The lines of such a statement. A declaration is passed over: its own status hides the value's. */
export function tolerantLines(lines: readonly Line[]): readonly Line[] {
  const declares = /^(local|declare|typeset|export|readonly)\s/.test(lines[0]?.text ?? '');
  return declares ? lines : (gentle(lines) ?? withTolerance(lines));
}

/** Options with which nothing is left to complain of but real trouble. */
const options: Readonly<Record<string, string>> = { mkdir: 'p', rm: 'f' };

/** `mkdir -p`, `rm -f` and `kubectl apply` say what is meant, and still fail where they must. */
function gentle(lines: readonly Line[]): readonly Line[] | null {
  const [first, ...rest] = lines;
  // It accepts already what is there.
  if (/ --dry-run=client -o yaml \| (kubectl|oc) apply /.test(lines.at(-1)?.text ?? ''))
    return lines;
  // There may be no crontab yet; a new one that is not taken is another matter.
  const [only = ''] = rest.length === 0 ? [first?.text] : [];
  if (
    first !== undefined &&
    /^(as_user \S+ )?crontab -l\b.*\|\s*(as_user \S+ )?crontab -$/.test(only)
  )
    return [{ ...first, text: `(set +o pipefail; ${only})` }];
  const name = /^(?:as_user \S+ )?(mkdir|rm)(?=\s)/.exec(first?.text ?? '');
  const option = options[name?.[1] ?? ''];
  if (first === undefined || name === null || option === undefined) return null;
  const text = `${name[0]}${withOption(option, first.text.slice(name[0].length))}`;
  return [{ ...first, text }, ...rest];
}

/** Joined to the options that are there already: `rm -r old` becomes `rm -rf old`. */
function withOption(option: string, words: string): string {
  const cluster = /^\s+-(?<letters>[a-zA-Z]+)(?=\s)/.exec(words);
  const letters = cluster?.groups?.['letters'];
  if (cluster === null || letters === undefined) return ` -${option}${words}`;
  if (letters.includes(option)) return words;
  // The last letter of a cluster may take the next word: `mkdir -m 755 log`.
  const joined = option === 'p' ? option + letters : letters + option;
  return ` -${joined}${words.slice(cluster[0].length)}`;
}

/** Appends `|| true`, before the author's remark and before the bodies of here-documents. */
export function withTolerance(lines: readonly Line[]): readonly Line[] {
  const hasBody = lines.some(({ text, verbatim }) => !verbatim && /<<-?\s*[\\'"\w]/.test(text));
  const at = hasBody ? lines.findLastIndex(({ verbatim }) => !verbatim) : lines.length - 1;
  return lines.map((line, index) => {
    if (index !== at || /\|\||&\s*$/.test(line.text)) return line;
    const remark = /\s{2}#[^'"]*$/.exec(line.text)?.index ?? line.text.length;
    return { ...line, text: `${line.text.slice(0, remark)} || true${line.text.slice(remark)}` };
  });
}

/**
 * `pipefail` counts the members of a pipe that no longer were: a `grep` in the middle without a
 * match, a `yes` that ends by SIGPIPE. Where the script stopped by the last member alone, it is off.
 */
export function pipefailEdits(
  node: SyntaxNode,
  at: Pick<At, 'source'>,
  cutting: Cutting,
): readonly Edit[] {
  if (cutting.index.hasPipefail) return [];
  const edits: Edit[] = [];
  walk(node, (inner) => {
    if (inner.type === 'CommandExpansion' && inner.script?.source === undefined) {
      const [only, ...rest] = inner.script?.commands ?? [];
      const pipe = rest.length === 0 ? only?.command : undefined;
      if (pipe?.type === 'Pipeline' && isMisjudged(pipe, at, cutting))
        edits.push({ start: pipe.pos, end: pipe.pos, text: 'set +o pipefail; ' });
    }
    return undefined;
  });
  if (node.type === 'Pipeline' && isMisjudged(node, at, cutting))
    edits.push(
      { start: node.pos, end: node.pos, text: '(set +o pipefail; ' },
      { start: node.end, end: node.end, text: ')' },
    );
  return edits;
}

function isMisjudged(pipe: Pipeline, at: Pick<At, 'source'>, { index, lore }: Cutting): boolean {
  const before = pipe.commands.slice(0, -1);
  if (before.some((member) => neverEnds(member, at))) return true;
  const failures = index.failuresWithin(spanInFile(at.source, pipe.pos, pipe.end));
  return failures.includes('aborts') && before.some((member) => fails(member, lore));
}

// `tail -f log | grep -q Started`: what follows a log goes on until the pipe is closed to it.
const follows =
  /\b(?:tail|journalctl|logs)\b(?:\s[^|;&]*?)?\s(?:-[a-zA-Z]*[fF][a-zA-Z]*|--follow(?:=\w+)?)(?=\s|$)/;

/** It writes until nobody reads any more. */
function neverEnds(node: CommandNode, { source }: Pick<At, 'source'>): boolean {
  if (node.type !== 'Command') return false;
  const text = source.text.slice(node.pos, node.end);
  return node.name?.value === 'yes' || /\/dev\/(u?random|zero)\b/.test(text) || follows.test(text);
}

/** The commands by which a statement succeeds or fails, with `pipefail`. */
function statusOf(node: SyntaxNode): readonly SyntaxNode[] {
  switch (node.type) {
    case 'Pipeline':
      return node.prefixes.length > 0 ? [] : node.commands.flatMap(statusOf);
    case 'Command':
      return node.name === undefined || declaring.test(node.name.value)
        ? statusOfValue(node)
        : [node];
    case 'Redirected':
      return statusOf(node.command);
    case 'ArithmeticCommand':
      return [node];
    default:
      return [];
  }
}

/** What may lose its declaration: a function's `local` in a script that is no function. */
const declaring = /^(local|declare|typeset|export|readonly)$/;

/** `PID=$(pgrep app)` has the status of its last substitution. Source: bash manual, 3.7.1. */
function statusOfValue({ prefix, args }: Command): readonly SyntaxNode[] {
  const scripts: (readonly Statement[])[] = [];
  for (const item of [...prefix, ...args])
    if (item.type === 'Assignment')
      walk(item, (inner) => {
        if (inner.type !== 'CommandExpansion') return undefined;
        scripts.push(inner.script?.commands ?? []);
        return false;
      });
  const last = scripts.at(-1)?.at(-1)?.command;
  return last === undefined ? [] : statusOf(last);
}

function fails(node: SyntaxNode, lore: Lore): boolean {
  // `(( n++ ))` fails where its value is 0. Source: bash manual, 3.2.5.2.
  if (node.type === 'ArithmeticCommand') return true;
  if (node.type !== 'Command' || node.name === undefined) return false;
  const words = [node.name, ...node.args.filter((item): item is Word => item.type === 'Word')];
  return failsIdle(words.map(wordOf), lore);
}

function wordOf({ value, parts, pos, end }: Word): KnownWord {
  const isKnown = (parts ?? []).every(({ type }) => /^(Literal|SingleQuoted|Glob)$/.test(type));
  return {
    value: isKnown ? { kind: 'literal', text: value } : { kind: 'unknown', reason: 'dynamic' },
    span: { file: '', start: pos, end },
    glob: false,
    many: false,
  };
}
