import { isSecretName } from '../classify/secret-value.ts';
import type { Trace } from '../model/trace.ts';

/**
 * Whether a variable holds a secret, by its name. `NGINX_KEY` may be one, or the name of the file that
 * holds one: as a part of a path it is a name.
 */
export function namesSecret(name: string, trace: Trace): boolean {
  if (!maySay.test(name) || !isSecretName(name)) return false;
  return saysSecret.test(name) || !isPathPart(name, trace);
}

const maySay = /pass|ps?wd|secret|token|key|credential|mdp|(^|_)pw(_|\d|$)/i;

const saysSecret = /pass|secret|token|api_?key|private_?key|access_?key|credential/i;

function isPathPart(name: string, { sources }: Trace): boolean {
  const mention = new RegExp(`(.?)\\$(?:${name}\\b|\\{${name}\\b)`, 'g');
  const before = [...sources.values()]
    .filter(({ segments }) => segments.length === 0)
    .flatMap(({ text }) => [...text.matchAll(mention)].map(([, character]) => character));
  return before.length > 0 && before.every((character) => character === '/');
}
