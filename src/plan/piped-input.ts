/** What a command on a host reads through a pipe from the deploying machine: `zcat dump.gz | ssh host psql`. */
import type { Step } from '../model/step.ts';
import type { Trace } from '../model/trace.ts';
import type { Command, SyntaxNode, Word } from '../syntax/nodes.ts';
import { fileSource, parseSource } from '../syntax/parse-source.ts';
import { isFileOfSource } from './source-file.ts';

/** Commands that a hook can run just as well, on files of the bundle. */
export interface PipedInput {
  /** In the source, by their paths. */
  readonly files: readonly string[];
}

/** How many of the first words name no file: the program of `sed`, the pattern of `grep`. */
const readers: ReadonlyMap<string, number> = new Map([
  ['cat', 0],
  ['zcat', 0],
  ['gunzip', 0],
  ['gzip', 0],
  ['bunzip2', 0],
  ['bzip2', 0],
  ['bzcat', 0],
  ['xz', 0],
  ['xzcat', 0],
  ['unxz', 0],
  ['zstd', 0],
  ['lz4', 0],
  ['base64', 0],
  ['sort', 0],
  ['sed', 1],
  ['grep', 1],
  ['awk', 1],
  ['jq', 1],
  ['tr', 2],
]);

/** Asked on a host, they answer the same. */
export const askedAnywhere =
  /^(aws\s+(ecr|ssm|secretsmanager)\s+get-|curl\s|wget\s+(-\w*O\s*-|-\w*qO-)|openssl\s+rand\b)/;

/** The step's input comes through a pipe from the machine that the script runs on. */
export function isPiped({ stream, stdin }: Step): boolean {
  return stdin.kind === 'pipe' && stream?.from.kind === 'local' && stream.to.kind !== 'local';
}

/** Null where a host could not make the input: a file that is none of the source, another program. */
export function pipedInputOf(step: Step, trace: Trace): PipedInput | null {
  const text = isPiped(step) ? producersText(step, trace) : null;
  if (text === null) return null;
  if (askedAnywhere.test(text)) return { files: [] };
  const [only, ...others] = parseSource(fileSource('', text)).script.commands;
  if (only === undefined || others.length > 0) return null;
  const commands = only.command.type === 'Pipeline' ? only.command.commands : [only.command];
  const files = commands.map((command, at) => filesOf(command, at === 0));
  return files.some((some) => some === null)
    ? null
    : { files: files.flatMap((some) => some ?? []) };
}

/** The author's own text in front of the pipe that leaves the machine. */
function producersText({ place, covers }: Step, { sources }: Trace): string | null {
  const { through } = place.kind === 'container' ? (place.on ?? place) : place;
  if (through === null) return null;
  const before = covers.filter(({ file, end }) => file === through.file && end <= through.start);
  if (before.length === 0) return null;
  const start = Math.min(...before.map((span) => span.start));
  const text = sources.get(through.file)?.text.slice(start, through.start);
  return /^([\s\S]*)\|[^|]*$/.exec(text ?? '')?.[1] ?? null;
}

/** What a command reads; null where that is more than files of the source. */
function filesOf(node: SyntaxNode, isFirst: boolean): readonly string[] | null {
  if (node.type !== 'Command') return null;
  const skipped = readers.get(node.name?.value ?? '');
  if (skipped === undefined || node.prefix.length > 0) return null;
  const redirected = node.redirects.flatMap((one) =>
    one.type === 'Redirect' && one.operator === '<' && one.target !== undefined ? [one.target] : [],
  );
  if (redirected.length < node.redirects.length) return null;
  const files = [...operands(node, skipped), ...redirected];
  if (isFirst && files.length === 0) return null;
  return files.every(isPlainFile) ? files.map(({ value }) => value.replace(/^\.\//, '')) : null;
}

/** `sed -e s/a/b/ f`, `awk -f prog f`: an option may say the program. */
function operands({ args }: Command, skipped: number): readonly Word[] {
  const words = args.filter((item): item is Word => item.type === 'Word');
  const options = words.filter(({ text }) => /^-./.test(text));
  const says = options.some(({ text }) => /^-\w*[ef]$/.test(text));
  const valued = words.filter((_, at) => /^-\w*[ef]$/.test(words[at - 1]?.text ?? ''));
  const plain = words.filter((word) => !options.includes(word) && word.text !== '-');
  return says ? plain.filter((word) => !valued.includes(word)) : plain.slice(skipped);
}

function isPlainFile({ value, text }: Word): boolean {
  return !/[$`*?[]/.test(text) && isFileOfSource(value);
}
