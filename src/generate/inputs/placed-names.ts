import type { Plan } from '../../model/plan.ts';
import { walk } from '../../syntax/nodes.ts';
import type { Command, SyntaxNode, Word } from '../../syntax/nodes.ts';
import { fileSource, parseSource } from '../../syntax/parse-source.ts';

/**
 * Names that say where an application lies: hosts, users and folders, which the appspec, the deployment
 * groups and other actions hold in writing. Another value in a hook alone would tear the two apart.
 */
export function placedNames(
  plan: Plan,
  /** What names are where nobody says anything else. */
  defaults: ReadonlyMap<string, string>,
): ReadonlySet<string> {
  const { trace, steps } = plan;
  const placed = new Set<string>();
  const sources = new Map<string, Set<string>>();
  for (const { file } of trace.scripts) {
    const source = trace.sources.get(file);
    if (source === undefined) continue;
    noteScript(parseSource(fileSource(file, source.text)).script, placed, sources);
  }
  for (const { destination, disposition, classified } of steps)
    if (
      destination === 'appspec/permissions' ||
      (destination?.startsWith('deploy/') === true && disposition === 'replaced')
    )
      for (const [, name = ''] of classified.step.text.matchAll(/\$\{?([A-Za-z_]\w*)/g))
        placed.add(name);
  for (const [name, text] of defaults) if (isPlace(text, plan)) placed.add(name);
  return withSources(placed, sources);
}

function noteScript(
  script: SyntaxNode,
  placed: Set<string>,
  sources: Map<string, Set<string>>,
): void {
  walk(script, (node) => {
    if (node.type === 'Assignment') {
      const known = sources.get(node.name) ?? new Set();
      sources.set(node.name, known);
      for (const name of namesRead(node)) if (name !== node.name) known.add(name);
    }
    if (node.type === 'Command')
      for (const word of placeWords(node)) for (const name of namesRead(word)) placed.add(name);
    return undefined;
  });
}

/** What decides a place decides with it: `DIR=$BASE/app`. */
function withSources(
  placed: Set<string>,
  sources: ReadonlyMap<string, ReadonlySet<string>>,
): ReadonlySet<string> {
  const pending = [...placed];
  for (let name = pending.pop(); name !== undefined; name = pending.pop())
    for (const source of sources.get(name) ?? [])
      if (!placed.has(source)) {
        placed.add(source);
        pending.push(source);
      }
  return placed;
}

/** Options of ssh that take a value. Source: ssh(1). */
const sshValues = /^-(?:\w*[bcDEeFIiJLlmOopQRSWw])$/;

/** Words that name another machine, or a folder of it. */
function placeWords({ name, args }: Command): readonly Word[] {
  const words = args.filter((item): item is Word => item.type === 'Word');
  const program = name?.value ?? '';
  if (/^(scp|rsync|sftp)$/.test(program)) return words.filter(({ text }) => text.includes(':'));
  const ssh = program === 'ssh' ? 0 : words.findIndex(({ value }) => value === 'ssh') + 1;
  if (program !== 'ssh' && ssh === 0) return [];
  for (let at = ssh; at < words.length; at++) {
    const { value } = words[at] as Word;
    if (sshValues.test(value)) at++;
    else if (!value.startsWith('-')) return words.slice(ssh, at + 1);
  }
  return words.slice(ssh);
}

function namesRead(node: SyntaxNode): readonly string[] {
  const names: string[] = [];
  walk(node, (inner) => {
    if (inner.type === 'SimpleExpansion' && /^\$[A-Za-z_]/.test(inner.text))
      names.push(inner.text.slice(1));
    if (inner.type === 'ParameterExpansion') names.push(inner.parameter);
    return undefined;
  });
  return names;
}

function isPlace(text: string, { deployment }: Plan): boolean {
  const hosts = deployment.environments.flatMap(({ hostGroups }) =>
    hostGroups.flatMap((group) => group.hosts),
  );
  if (hosts.some((host) => host === text || host.endsWith(`@${text}`))) return true;
  if (text === deployment.users.login) return true;
  if (!/^[/~]/.test(text)) return false;
  const folder = text.replace(/\/+$/, '');
  const places = [
    ...deployment.files.flatMap(({ destination }) => destination ?? []),
    ...deployment.permissions.map(({ object }) => object),
    ...(deployment.release === null ? [] : [deployment.release.live]),
    ...(deployment.directory === null ? [] : [deployment.directory]),
  ];
  return places.some((place) => place === folder || place.startsWith(`${folder}/`));
}
