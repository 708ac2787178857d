/** Settings in front of the shell that reads a text: `ssh host "TAG=$TAG bash -s" < remote.sh`. */
import type { SourceText } from '../../model/source.ts';
import type { Assignment, Command, Word } from '../../syntax/nodes.ts';
import { spanInFile } from '../../syntax/origin.ts';
import { parseSource } from '../../syntax/parse-source.ts';
import { carriedWords } from './carried.ts';
import type { At, Cutting } from './cutting.ts';
import { namesOf, sourceText } from './leaf.ts';
import type { Leaf } from './tree.ts';
import { nothing } from './tree.ts';

const shell = /(?:^|[\s/])(?:ba|da|k|z)?sh(?:\s+-\w+)*(?:\s|$)/;
const setting = /^[A-Za-z_]\w*=/;

/**
 * The assignments, as statements of their own; one that only hands a variable on under its own name
 * says nothing where the variable is known.
 */
export function carriedSettings(node: Command, at: At, cutting: Cutting): readonly Leaf[] {
  const text = settingsText(node, at.source);
  const [only] = text === null ? [] : parseSource(text).script.commands;
  if (text === null || only?.command.type !== 'Command') return [];
  const inside = { ...at, source: text };
  return only.command.prefix
    .filter((item): item is Assignment => item.type === 'Assignment')
    .filter(({ name, value }) => value.type !== 'Word' || !isSame(name, value.text))
    .map((item) => settingLeaf(item, inside, cutting));
}

function isSame(name: string, value: string): boolean {
  return /^"?\$\{?(\w+)\}?"?$/.exec(value)?.[1] === name;
}

/** The words from the first setting to the shell; null where none stands in front of one. */
function settingsText(node: Command, source: SourceText): SourceText | null {
  const words = node.args.filter((item): item is Word => item.type === 'Word');
  const end = words.findIndex(({ value }) => shell.test(value));
  if (end < 0) return null;
  let start = end;
  while (start > 0 && setting.test(words[start - 1]?.value ?? '')) start--;
  return setting.test(words[start]?.value ?? '')
    ? carriedWords(words.slice(start, end + 1), source, null)
    : null;
}

function settingLeaf(item: Assignment, at: At, cutting: Cutting): Leaf {
  return {
    type: 'leaf',
    role: 'assign',
    lines: [
      { text: sourceText(item, item.pos, item.end, at, cutting), verbatim: false, steps: [] },
    ],
    mayFail: false,
    comments: [],
    steps: [],
    reads: namesOf(item, at, cutting).reads,
    writes: new Set([item.name]),
    calls: nothing,
    asksHost: false,
    machine: at.machine,
    span: spanInFile(at.source, item.pos, item.end),
    cwd: null,
    hostGroups: [],
  };
}
