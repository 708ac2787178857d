import type { RuleFile } from '../classify/rule.ts';
import { decodeText } from '../fleet/decode.ts';
import { parseYamlQuickly } from '../fleet/quick-yaml.ts';
import { YamlError } from '../fleet/yaml.ts';
import type { FileReader } from '../model/host.ts';
import type { Lore } from '../model/lore.ts';
import { parseLore } from '../trace/lore-file.ts';
import type { Io } from './io.ts';

/** A file's text, or null when it can't be read or is no text. */
export function readText(reader: FileReader, path: string, maxBytes?: number): string | null {
  const result = reader.read(path, maxBytes);
  return result.ok ? decodeText(result.bytes).text : null;
}

/**
 * The rule files below a folder, sorted by path; `shown` stands for the folder in messages. Throws a
 * YamlError that names the file.
 */
export function rulesBelow(
  reader: FileReader,
  folder: string,
  shown = folder,
): readonly RuleFile[] {
  const files: RuleFile[] = [];
  const pending = [''];
  for (let next = pending.shift(); next !== undefined; next = pending.shift()) {
    for (const { name, kind } of reader.list(`${folder}/${next}`) ?? []) {
      const path = next === '' ? name : `${next}/${name}`;
      if (kind === 'directory') pending.push(path);
      else if (path.endsWith('.yaml') && path !== 'lore.yaml')
        files.push(ruleFile(readText(reader, `${folder}/${path}`) ?? '', `${shown}/${path}`));
    }
  }
  return files.sort((left, right) => (left.path < right.path ? -1 : 1));
}

/** Rule files by path and text: whoever runs several commands in one process reads the YAML once. */
const readBefore = new Map<string, RuleFile>();

function ruleFile(text: string, path: string): RuleFile {
  const key = `${path}\n${text}`;
  const known = readBefore.get(key);
  if (known !== undefined) return known;
  const file = parsedRule(text, path);
  readBefore.set(key, file);
  return file;
}

function parsedRule(text: string, path: string): RuleFile {
  try {
    return { path, ...parseYamlQuickly(text) };
  } catch (error) {
    if (error instanceof YamlError)
      throw new YamlError(`${path}:${error.line}: ${error.message}`, error.line);
    throw error;
  }
}

/** Reads templates by their path below templates/. */
export function templateReader(reader: FileReader, packageRoot: string): (name: string) => string {
  return (name) => {
    const text = readText(reader, `${packageRoot}/templates/${name}`);
    if (text === null) throw new Error(`the template ${name} is missing from the package`);
    return text;
  };
}

/** The lore that the package brings. Throws as `parseLore` does. */
export function ourLore(reader: FileReader, packageRoot: string): Lore {
  const text = readText(reader, `${packageRoot}/rules/lore.yaml`) ?? '';
  if (loreBefore?.text !== text)
    loreBefore = { text, lore: parseLore(parseYamlQuickly(text).data) };
  return loreBefore.lore;
}

/** As `readBefore`. */
let loreBefore: { readonly text: string; readonly lore: Lore } | null = null;

/** The version in package.json. */
export function versionOf(io: Pick<Io, 'reader' | 'packageRoot'>): string {
  const read = io.reader.read(`${io.packageRoot}/package.json`);
  if (!read.ok) return '0.0.0';
  const data = JSON.parse(Buffer.from(read.bytes).toString('utf8')) as { version?: string };
  return data.version ?? '0.0.0';
}
