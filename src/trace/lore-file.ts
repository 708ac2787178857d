import type { BatchAct, Carrier, CommandLore, Interpreter, Lore } from '../model/lore.ts';

/** The keys of one entry of `rules/lore.yaml`; the file's head says what each means. */
const entryKeys = [
  'values',
  'subs',
  'groups',
  'sub-values',
  'effect',
  'queries',
  'query-flags',
  'effect-flags',
  'effect-args',
  'attached',
  'bundled',
  'long-dash',
  'options-first',
  'interprets',
  'streams',
  'idle',
  'idle-not',
  'carries',
  'also-carries',
  'same-as',
] as const;
type EntryKey = (typeof entryKeys)[number];
type Entry = Readonly<Partial<Record<EntryKey, unknown>>>;

/**
 * The lore as written in `rules/lore.yaml`, from its parsed YAML. Throws an Error that names the
 * command and the key when the file does not have the shape that its head describes.
 */
export function parseLore(data: unknown): Lore {
  const root = asRecord(data, 'lore');
  for (const key of Object.keys(root)) {
    if (key !== 'commands') throw new Error(`lore: unknown key '${key}'`);
  }
  const entries = asRecord(root['commands'], 'lore: commands');
  const lore = new Map<string, CommandLore>();
  for (const name of Object.keys(entries)) {
    lore.set(name, parseEntry(name, followSameAs(name, entries)));
  }
  return lore;
}

function followSameAs(name: string, entries: Readonly<Record<string, unknown>>): Entry {
  const entry = entryOf(name, entries);
  const other = entry['same-as'];
  if (other === undefined) return entry;
  if (Object.keys(entry).length > 1) {
    throw new Error(`lore: ${name}: 'same-as' stands alone`);
  }
  if (typeof other !== 'string' || !Object.hasOwn(entries, other)) {
    throw new Error(`lore: ${name}: 'same-as' names no command: ${JSON.stringify(other)}`);
  }
  const target = entryOf(other, entries);
  if (target['same-as'] !== undefined) {
    throw new Error(`lore: ${name}: 'same-as' leads to another 'same-as': ${other}`);
  }
  return target;
}

function entryOf(name: string, entries: Readonly<Record<string, unknown>>): Entry {
  const entry = asRecord(entries[name], `lore: ${name}`);
  for (const key of Object.keys(entry)) {
    if (!(entryKeys as readonly string[]).includes(key)) {
      throw new Error(`lore: ${name}: unknown key '${key}'`);
    }
  }
  return entry;
}

function parseEntry(name: string, entry: Entry): CommandLore {
  const where = (key: EntryKey): string => `lore: ${name}: ${key}`;
  const list = (key: EntryKey): readonly string[] => asStrings(entry[key], where(key));
  const alsoCarries = parseCarrier(entry['also-carries'], where('also-carries'));
  const interprets = parseInterpreter(entry.interprets, where('interprets'));
  return {
    valueFlags: list('values'),
    subLevels: asCount(entry.subs, where('subs')),
    subValueFlags: parseSubValues(entry['sub-values'], where('sub-values')),
    effect: asEffect(entry.effect, where('effect')),
    querySubs: list('queries'),
    carries: parseCarrier(entry.carries, where('carries')),
    ...(alsoCarries === null ? {} : { alsoCarries }),
    ...(interprets === null ? {} : { interprets }),
    subGroups: list('groups'),
    effectFlags: list('effect-flags'),
    queryFlags: list('query-flags'),
    effectArguments: asFlag(entry['effect-args'], where('effect-args')),
    attachedFlags: list('attached'),
    bundledFirst: asFlag(entry.bundled, where('bundled')),
    longSingleDash: asFlag(entry['long-dash'], where('long-dash')),
    optionsFirst: list('options-first'),
    streams: asStreams(entry.streams, where('streams')),
    idle: list('idle'),
    idleNot: list('idle-not'),
  };
}

function parseInterpreter(data: unknown, where: string): Interpreter | null {
  if (data === undefined) return null;
  const { module, ...others } = asRecord(data, where);
  for (const key of Object.keys(others)) throw new Error(`${where}: unknown key '${key}'`);
  return { moduleFlag: module === undefined ? null : asText(module, `${where}: module`) };
}

function parseSubValues(data: unknown, where: string): Readonly<Record<string, readonly string[]>> {
  if (data === undefined) return {};
  const record = asRecord(data, where);
  return Object.fromEntries(
    Object.keys(record).map((sub) => [sub, asStrings(record[sub], `${where}: ${sub}`)]),
  );
}

const carrierKeys: Readonly<Record<Carrier['kind'], readonly string[]>> = {
  words: ['skip', 'user-flags', 'assignments', 'appends', 'until', 'sub', 'unless', 'shell'],
  'text-option': ['option', 'user-argument'],
  ssh: [],
  container: ['sub', 'skip', 'separator'],
  eval: [],
  dialogue: [],
  batch: ['ssh', 'files', 'texts', 'users', 'splits', 'stops', 'acts', 'commands', 'near'],
  'exec-option': ['options'],
};

function parseCarrier(data: unknown, where: string): Carrier | null {
  if (data === undefined) return null;
  const record = asRecord(data, where);
  const kind = asText(record['kind'], `${where}: kind`);
  if (!isCarrierKind(kind)) throw new Error(`${where}: unknown kind '${kind}'`);
  for (const key of Object.keys(record)) {
    if (key !== 'kind' && !carrierKeys[kind].includes(key)) {
      throw new Error(`${where}: unknown key '${key}' for kind '${kind}'`);
    }
  }
  return carrierOf(kind, record, where);
}

function isCarrierKind(kind: string): kind is Carrier['kind'] {
  return Object.hasOwn(carrierKeys, kind);
}

function carrierOf(
  kind: Carrier['kind'],
  record: Readonly<Record<string, unknown>>,
  where: string,
): Carrier {
  switch (kind) {
    case 'ssh':
    case 'eval':
    case 'dialogue':
      return { kind };
    case 'words':
      return wordsCarrier(record, where);
    case 'text-option':
      return {
        kind,
        option: asText(record['option'], `${where}: option`),
        userArgument: asFlag(record['user-argument'], `${where}: user-argument`),
      };
    case 'container':
      return {
        kind,
        sub: asStrings(record['sub'], `${where}: sub`),
        skip: asCount(record['skip'], `${where}: skip`),
        ...(record['separator'] === undefined
          ? {}
          : { separator: asText(record['separator'], `${where}: separator`) }),
      };
    case 'batch':
      return batchCarrier(record, where);
    case 'exec-option':
      return { kind, options: asStrings(record['options'], `${where}: options`) };
    default: {
      const never: never = kind;
      throw new Error(`unreachable: ${String(never)}`);
    }
  }
}

function wordsCarrier(record: Readonly<Record<string, unknown>>, where: string): Carrier {
  const sub = asStrings(record['sub'], `${where}: sub`);
  const unless = asStrings(record['unless'], `${where}: unless`);
  const until = record['until'];
  return {
    kind: 'words',
    skip: asCount(record['skip'], `${where}: skip`),
    userFlags: asStrings(record['user-flags'], `${where}: user-flags`),
    assignments: asFlag(record['assignments'], `${where}: assignments`),
    ...(asFlag(record['appends'], `${where}: appends`) ? { appends: true } : {}),
    ...(asFlag(record['shell'], `${where}: shell`) ? { shell: true } : {}),
    ...(until === undefined ? {} : { until: asText(until, `${where}: until`) }),
    ...(sub.length === 0 ? {} : { sub }),
    ...(unless.length === 0 ? {} : { unless }),
  };
}

function batchCarrier(record: Readonly<Record<string, unknown>>, where: string): Carrier {
  const list = (key: string): readonly string[] => asStrings(record[key], `${where}: ${key}`);
  const flag = (key: string): boolean => asFlag(record[key], `${where}: ${key}`);
  const names = (key: string): ReadonlyMap<string, string> => {
    const verbs = record[key] === undefined ? {} : asRecord(record[key], `${where}: ${key}`);
    return new Map(
      Object.keys(verbs).map((verb) => [verb, asText(verbs[verb], `${where}: ${key}: ${verb}`)]),
    );
  };
  return {
    kind: 'batch',
    ssh: flag('ssh'),
    files: list('files'),
    texts: list('texts'),
    users: list('users'),
    splits: flag('splits'),
    stops: flag('stops'),
    acts: batchActs(record['acts'], `${where}: acts`),
    commands: names('commands'),
    near: names('near'),
  };
}

const acts = [
  'upload',
  'upload-all',
  'download',
  'download-all',
  'mirror',
  'folder',
  'near-folder',
  'connect',
  'login',
  'setting',
  'nothing',
] as const satisfies readonly BatchAct[];

function batchActs(data: unknown, where: string): ReadonlyMap<string, BatchAct> {
  const record = asRecord(data, where);
  return new Map(
    Object.keys(record).flatMap((key) => {
      const act = acts.find((one) => one === key);
      if (act === undefined) throw new Error(`${where}: unknown act '${key}'`);
      return asStrings(record[key], `${where}: ${key}`).map((verb) => [verb, act] as const);
    }),
  );
}

function asRecord(data: unknown, where: string): Readonly<Record<string, unknown>> {
  if (typeof data !== 'object' || data === null || Array.isArray(data)) {
    throw new Error(`${where}: expected a mapping`);
  }
  return data as Readonly<Record<string, unknown>>;
}

function asStrings(data: unknown, where: string): readonly string[] {
  if (data === undefined) return [];
  if (!Array.isArray(data)) throw new Error(`${where}: expected a list of strings`);
  return data.map((item) => asText(item, where));
}

function asStreams(data: unknown, where: string): readonly ('in' | 'out')[] {
  return asStrings(data, where).map((text) => {
    if (text !== 'in' && text !== 'out') throw new Error(`${where}: unknown stream '${text}'`);
    return text;
  });
}

function asText(data: unknown, where: string): string {
  if (typeof data !== 'string') throw new Error(`${where}: expected a string`);
  return data;
}

function asCount(data: unknown, where: string): number {
  if (data === undefined) return 0;
  if (typeof data !== 'number' || !Number.isInteger(data) || data < 0) {
    throw new Error(`${where}: expected a whole number`);
  }
  return data;
}

function asFlag(data: unknown, where: string): boolean {
  if (data === undefined) return false;
  if (typeof data !== 'boolean') throw new Error(`${where}: expected true or false`);
  return data;
}

const effects = ['query', 'filter', 'print', 'effect'] as const satisfies CommandLore['effect'][];

function asEffect(data: unknown, where: string): CommandLore['effect'] {
  if (data === undefined) return 'effect';
  const effect = effects.find((name) => name === data);
  if (effect === undefined) throw new Error(`${where}: unknown effect ${JSON.stringify(data)}`);
  return effect;
}
