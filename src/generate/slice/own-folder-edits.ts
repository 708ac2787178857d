/** The folder that a script lies in, which it found by its own name. */
import { normalPath, parentOf } from '../../plan/paths.ts';
import { pathInApplication } from '../../plan/installed.ts';
import { valueText } from '../../plan/value-text.ts';
import { walk } from '../../syntax/nodes.ts';
import type { Assignment, Command, SyntaxNode } from '../../syntax/nodes.ts';
import { spanInFile } from '../../syntax/origin.ts';
import type { At, Cutting } from './cutting.ts';
import type { Edit } from './source-lines.ts';

/** Where the hooks of a script that lay in the application find the application now. */
export const applicationRoot = 'APPLICATION_ROOT';

/**
 * `$(cd "$(dirname "$0")" && pwd)` is another folder in a hook, and in CodeBuild, where `$0` is the
 * shell, it is none: what is meant is the checkout, or the application as it is installed.
 */
export function ownFolderEdits(node: SyntaxNode, at: At, cutting: Cutting): readonly Edit[] {
  // Behind ssh and in containers the name of the shell is not the script's.
  if (at.source.segments.length > 0) return at.machine === 'host' ? movesIn(node, at, cutting) : [];
  const edits: Edit[] = [];
  walk(node, (inner) => {
    if (inner.type === 'Command') {
      const found = [...assignmentEdits(inner, at, cutting), ...movingEdits(inner, at, cutting)];
      edits.push(...found);
      return undefined;
    }
    if (isInside(inner, edits)) return false;
    const path = ownPath(inner, node, at, cutting);
    if (path === null) return undefined;
    // `$(dirname "$0")/..`: the way up is a part of what is meant.
    const [up = ''] = /^(?:\/\.\.)+(?=["/\s;]|$)/.exec(at.source.text.slice(inner.end)) ?? [];
    const whole = normalPath(`${path}${up}`);
    const kept = whole.startsWith('..') ? '' : up;
    edits.push({
      start: inner.pos,
      end: inner.end + kept.length,
      text: rootText(kept === '' ? path : whole, at, cutting),
    });
    return false;
  });
  return edits;
}

/** Behind ssh: where it goes to the application, and the variable that held its folder. */
function movesIn(node: SyntaxNode, at: At, cutting: Cutting): readonly Edit[] {
  const edits: Edit[] = [];
  const holders = cutting.index.plan.deployment.installed?.standsFor ?? [];
  walk(node, (inner) => {
    if (inner.type === 'Command') edits.push(...movingEdits(inner, at, cutting));
    const isPlain =
      inner.type === 'SimpleExpansion' ||
      (inner.type === 'ParameterExpansion' && inner.operation === undefined);
    if (!isPlain || isInside(inner, edits)) return undefined;
    const [, name] = /^\$\{?([A-Za-z_]\w*)\}?$/.exec(inner.text) ?? [];
    if (name === undefined || !holders.includes(`$${name}`)) return undefined;
    const isBare = !/^[\w[]/.test(at.source.text.slice(inner.end));
    const text = isBare ? `$${applicationRoot}` : `\${${applicationRoot}}`;
    edits.push({ start: inner.pos, end: inner.end, text });
    return undefined;
  });
  return edits;
}

function isInside({ pos, end }: SyntaxNode, edits: readonly Edit[]): boolean {
  return edits.some((edit) => edit.start <= pos && end <= edit.end);
}

const self = String.raw`\$(?:0|\{0\}|BASH_SOURCE|\{BASH_SOURCE(?:\[0\])?\})`;
const ofSelf = String.raw`(?:dirname|readlink -[a-z]+|realpath(?: -[a-z]+)?)(?: --)? "?(?:${self}|\$\((?:readlink -[a-z]+|realpath(?: -[a-z]+)?)(?: --)? "?${self}"?\))"?`;
const folderOfSelf = String.raw`(?:\$\(${ofSelf}\)|\$\{(?:0|BASH_SOURCE(?:\[0\])?)%/\*\})`;

const simple = new RegExp(`^${folderOfSelf}$`);
const moved = new RegExp(
  String.raw`^\$\(\s*(?:CDPATH= )?cd (?:-P )?(?:-- )?"?${folderOfSelf}((?:/[\w.-]+)*)/?"?(?: ?&?>\s*/dev/null(?: 2>&1)?)?\s*(?:&&|;)\s*pwd(?: -P)?\s*\)$`,
);

/** The path of an expansion that means a folder of the script's own; null for any other. */
function ownPath(node: SyntaxNode, within: SyntaxNode, at: At, cutting: Cutting): string | null {
  if (node.type === 'SimpleExpansion' && node.text !== '$PWD') return null;
  if (!/^(CommandExpansion|ParameterExpansion|SimpleExpansion)$/.test(node.type)) return null;
  const text = textOf(node, at);
  // The script itself is not the folder that it lies in.
  const isFile = /^\$\((?:readlink|realpath)/.test(text);
  if (simple.test(text)) return isFile ? null : folderOf(at, cutting);
  const [, below] = moved.exec(text) ?? [];
  if (below !== undefined) return normalPath(`${folderOf(at, cutting)}${below}`);
  if (/^\$\(\s*git rev-parse --show-toplevel( 2> ?\/dev\/null)?\s*\)$/.test(text)) return '.';
  return /^(\$\(\s*pwd( -[PL])?\s*\)|\$PWD|\$\{PWD\})$/.test(text)
    ? currentFolder(within, at, cutting)
    : null;
}

function textOf({ pos, end }: SyntaxNode, { source }: At): string {
  const text = source.text.slice(pos, end).replace(/\s+/g, ' ');
  return text.startsWith('`') ? `$(${text.slice(1, -1)})` : text;
}

/** Relative to the application. */
function folderOf({ source }: At, { index }: Cutting): string {
  const { root } = index.plan;
  const file = source.file.startsWith(`${root}/`)
    ? source.file.slice(root.length + 1)
    : source.file;
  return parentOf(file);
}

function currentFolder(node: SyntaxNode, at: At, { index }: Cutting): string | null {
  const [planned] = index.stepsAt(spanInFile(at.source, node.pos, node.end));
  const cwd = planned?.classified.step.cwd ?? null;
  const text = cwd === null ? null : valueText(cwd);
  return text !== null && /^[^/~$?|]/.test(text) ? text : null;
}

/** What the whole of a setting comes to, where its parts say it together. */
function assignmentEdits({ prefix, args }: Command, at: At, cutting: Cutting): readonly Edit[] {
  return [...prefix, ...args].flatMap((item): readonly Edit[] => {
    if (item.type !== 'Assignment') return [];
    const path = pathOfSetting(item, at, cutting);
    if (path === null) return [];
    const { pos, end } = item.value;
    return [{ start: pos, end, text: `"${rootText(path, at, cutting)}"` }];
  });
}

function pathOfSetting(item: Assignment, at: At, { index }: Cutting): string | null {
  if (item.value.type !== 'Word') return null;
  const text = item.value.text;
  const finds =
    /\$\(|`|\$\{?(0|BASH_SOURCE)\b/.test(text) &&
    /\bpwd\b|\bdirname\b|%\/|\breadlink\b|\brealpath\b|show-toplevel/.test(text) &&
    !/\bbasename\b|##/.test(text);
  if (!finds) return null;
  const { file, start } = spanInFile(at.source, item.pos, item.end);
  const use = index.plan.trace.assignments.find(
    (one) => one.name === item.name && one.file === file && one.span.start === start,
  );
  if (use?.value.kind !== 'literal' || /^[/~]|\.sh$/.test(use.value.text)) return null;
  return use.value.text === '' ? null : normalPath(use.value.text);
}

/** `cd ~/app` on the host, where the application lies in a folder of its own from now on. */
function movingEdits(node: Command, at: At, cutting: Cutting): readonly Edit[] {
  const { index, room } = cutting;
  const { installed } = index.plan.deployment;
  const [target, ...rest] = node.args;
  if (room.kind !== 'host' || installed === null || node.name?.value !== 'cd') return [];
  if (target === undefined || rest.length > 0) return [];
  const [planned] = index.stepsAt(spanInFile(at.source, node.pos, node.end));
  const word = planned?.classified.step.words[1];
  const text = word === undefined ? '' : valueText(word.value);
  if (!/^[~$]/.test(text)) return [];
  const path = pathInApplication(text, installed);
  return path === null
    ? []
    : [{ start: target.pos, end: target.end, text: `"${rootText(path, at, cutting)}"` }];
}

/** A folder of the application by the name that it has in the room. */
function rootText(path: string, at: At, { room, index }: Cutting): string {
  const { installed } = index.plan.deployment;
  const inside = installed === null ? null : pathInApplication(path, installed);
  const below = (inside ?? path).replace(/^(\.\.(\/|$))+/, '').replace(/^\.$/, '');
  const root =
    room.kind !== 'host'
      ? 'CODEBUILD_SRC_DIR'
      : at.machine === 'host' && installed !== null
        ? applicationRoot
        : 'BUNDLE';
  return below === '' ? `$${root}` : `$${root}/${below}`;
}
