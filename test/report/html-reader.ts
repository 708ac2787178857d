/** What a browser would find in a page of ours; anything that is not well formed throws. */
export interface Page {
  readonly ids: readonly string[];
  readonly elements: readonly {
    readonly name: string;
    readonly attributes: ReadonlyMap<string, string>;
  }[];
  /** Text outside style and script, character references resolved. */
  readonly text: string;
  readonly style: string;
  readonly script: string;
}

const empty = new Set(['meta', 'input', 'br', 'link', 'img']);
const names: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"' };

/** Reads a page strictly: every tag closed in order, every attribute quoted, no stray `<`. */
export function readPage(html: string): Page {
  const elements: { name: string; attributes: ReadonlyMap<string, string> }[] = [];
  const open: string[] = [];
  const raw: Record<string, string> = {};
  let text = '';
  let rest = html.replace(/^<!doctype html>\n/, '');
  while (rest !== '') {
    const tag = /^<(\/?)([a-z][a-z0-9]*)((?:\s+[a-zA-Z-]+(?:="[^"<>]*")?)*)\s*>/.exec(rest);
    if (tag === null) {
      const plain = /^[^<]+/.exec(rest);
      if (plain === null) throw new Error(`Not a tag: ${rest.slice(0, 60)}`);
      text += resolved(plain[0]);
      rest = rest.slice(plain[0].length);
      continue;
    }
    const [all, slash, name = '', attributes = ''] = tag;
    rest = rest.slice(all.length);
    if (slash === '/') {
      if (open.pop() !== name) throw new Error(`Closed out of order: ${name}`);
      continue;
    }
    elements.push({ name, attributes: attributesOf(attributes) });
    if (name === 'style' || name === 'script') {
      const end = rest.indexOf(`</${name}>`);
      raw[name] = (raw[name] ?? '') + rest.slice(0, end);
      rest = rest.slice(end + name.length + 3);
    } else if (!empty.has(name)) open.push(name);
  }
  if (open.length > 0) throw new Error(`Left open: ${open.join(' ')}`);
  const ids = elements.flatMap(({ attributes }) => attributes.get('id') ?? []);
  return { ids, elements, text, style: raw['style'] ?? '', script: raw['script'] ?? '' };
}

function attributesOf(text: string): ReadonlyMap<string, string> {
  const found = [...text.matchAll(/([a-zA-Z-]+)(?:="([^"]*)")?/g)];
  return new Map(found.map(([, name = '', value = '']) => [name, resolved(value)]));
}

function resolved(text: string): string {
  return text.replace(
    /&(?:#x([0-9A-Fa-f]+)|#(\d+)|(\w+));/g,
    (all, hex?: string, number?: string, name?: string) => {
      if (name !== undefined) return names[name] ?? all;
      return String.fromCodePoint(hex === undefined ? Number(number) : parseInt(hex, 16));
    },
  );
}
