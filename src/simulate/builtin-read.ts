/** `read` and `mapfile`. Source: bash manual, 4.2. */
import { assignArray } from '../shell/assign.ts';
import { readFields } from '../shell/read-fields.ts';
import { literal } from '../shell/value.ts';
import { nowhere } from './channel.ts';
import type { Channel } from './channel.ts';
import type { ShellProcess } from './shell-process.ts';

interface ReadOptions {
  readonly names: readonly string[];
  readonly values: ReadonlyMap<string, string>;
}

/** Letters of an option cluster; those in `valued` take the rest of the word or the next one. */
function parseOptions(args: readonly string[], valued: string): ReadOptions {
  const names: string[] = [];
  const values = new Map<string, string>();
  for (let index = 0; index < args.length; index++) {
    const arg = args[index] as string;
    if (!/^-./.test(arg)) {
      names.push(arg);
      continue;
    }
    for (let at = 1; at < arg.length; at++) {
      const letter = arg[at] as string;
      if (!valued.includes(letter)) {
        values.set(letter, '');
        continue;
      }
      const rest = arg.slice(at + 1);
      values.set(letter, rest === '' ? (args[++index] ?? '') : rest);
      break;
    }
  }
  return { names, values };
}

export function readLine(args: readonly string[], shell: ShellProcess): number {
  const { names, values } = parseOptions(args, 'adinNptu');
  const channel = shell.descriptors.get(Number(values.get('u') ?? 0)) ?? nowhere;
  const count = values.get('n') ?? values.get('N');
  const isRaw = values.has('r');
  const line =
    count === undefined
      ? wholeLine(channel, values.get('d') ?? '\n', isRaw)
      : counted(channel, Number(count));
  const ifs = shell.text('IFS') ?? ' \t\n';
  const array = values.get('a');
  const text = line?.text ?? '';
  if (array !== undefined) {
    const fields = readFields(text, ifs, null, isRaw);
    assignArray(
      shell,
      array,
      fields.map((field) => ({ key: null, value: literal(field) })),
    );
  } else if (names.length === 0) shell.setText('REPLY', plain(text, isRaw));
  else {
    const fields = readFields(text, ifs, names.length, isRaw);
    names.forEach((name, index) => {
      shell.setText(name, fields[index] ?? '');
    });
  }
  return line === null || line.ended ? 1 : 0;
}

function plain(text: string, isRaw: boolean): string {
  return readFields(text, '', 1, isRaw)[0] ?? '';
}

/** A backslash at the end of a line joins the next one, unless lines are raw. */
function wholeLine(
  channel: Channel,
  delimiter: string,
  isRaw: boolean,
): { text: string; ended: boolean } | null {
  const end = delimiter === '' ? '\0' : delimiter.charAt(0);
  let line = channel.readUntil(end);
  while (!isRaw && line !== null && !line.ended && /(^|[^\\])(\\\\)*\\$/.test(line.text)) {
    const next = channel.readUntil(end);
    if (next === null) break;
    line = { text: line.text.slice(0, -1) + next.text, ended: next.ended };
  }
  return line;
}

function counted(channel: Channel, count: number): { text: string; ended: boolean } | null {
  let text = '';
  while (text.length < count) {
    const char = channel.readCount(1);
    if (char === '') return text === '' ? null : { text, ended: true };
    if (char === '\n') break;
    text += char;
  }
  return { text, ended: false };
}

export function readArray(args: readonly string[], shell: ShellProcess): number {
  const { names, values } = parseOptions(args, 'dnOsuCc');
  const channel = shell.descriptors.get(Number(values.get('u') ?? 0)) ?? nowhere;
  const delimiter = values.get('d') === '' ? '\0' : (values.get('d') ?? '\n').charAt(0);
  const keeps = values.has('t') ? '' : delimiter;
  const lines: string[] = [];
  for (let line = channel.readUntil(delimiter); line !== null; line = channel.readUntil(delimiter))
    lines.push(line.text + (line.ended ? '' : keeps));
  const kept = lines.slice(Number(values.get('s') ?? 0));
  const most = Number(values.get('n') ?? 0);
  assignArray(
    shell,
    names[0] ?? 'MAPFILE',
    (most > 0 ? kept.slice(0, most) : kept).map((text) => ({ key: null, value: literal(text) })),
  );
  return 0;
}
