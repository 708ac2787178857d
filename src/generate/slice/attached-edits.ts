import { walk } from '../../syntax/nodes.ts';
import type { SyntaxNode } from '../../syntax/nodes.ts';
import type { Cutting } from './cutting.ts';
import type { Edit } from './source-lines.ts';

// Each of them makes the command come back by itself.
const comesBack =
  /^(-d|--detach|--wait|--no-start|--abort-on-container-exit|--abort-on-container-failure|--exit-code-from(=.*)?)$/;

/**
 * `docker compose up` shows what the containers print until somebody ends it, and them. A hook would wait for
 * its timeout: it starts them with `-d`. Source: https://docs.docker.com/reference/cli/docker/compose/up/
 */
export function attachedEdits(node: SyntaxNode, { room }: Cutting): readonly Edit[] {
  if (room.kind !== 'host') return [];
  const edits: Edit[] = [];
  walk(node, (inner) => {
    if (inner.type !== 'Command' || inner.name === undefined) return undefined;
    const words = [inner.name, ...inner.args];
    const texts = words.map(({ text }) => text);
    const tool = texts.findIndex((text) => /(^|\/)(docker-compose|podman-compose)$/.test(text));
    const plugin = texts.findIndex(
      (text, at) => text === 'compose' && /(^|\/)(docker|podman)$/.test(texts[at - 1] ?? ''),
    );
    const from = tool >= 0 ? tool : plugin;
    const up = from < 0 ? -1 : texts.indexOf('up', from);
    // A service by name may be one that does its work and ends: it is waited for.
    const rest = texts.slice(up + 1);
    const isWhole = rest.every((text) => text.startsWith('-') || /^["']?\d/.test(text));
    if (up >= 0 && isWhole && !rest.some((text) => comesBack.test(text)))
      edits.push({ start: words[up]?.end ?? 0, end: words[up]?.end ?? 0, text: ' -d' });
    return undefined;
  });
  return edits;
}
