import type { Step } from '../model/step.ts';
import { valueText } from './value-text.ts';

/**
 * A path of a host as an absolute one: `~`, `~user` and what is written without a slash in front lie in
 * the home of whoever logs in, `/home/NAME` by custom. Unchanged where nobody says who that is.
 * Source: bash manual, 3.5.2 Tilde Expansion; the Filesystem Hierarchy Standard 3.0, section 3.8.
 */
export function withLoginHome(path: string, step: Step): string {
  if (path.startsWith('/')) return path;
  const [, named = '', below = path] = /^~([\w.-]*)(?:\/(.*))?$/.exec(path) ?? [];
  const user = named === '' ? loginOf(step) : named;
  if (user === null) return path;
  const home = user === 'root' ? '/root' : `/home/${user}`;
  return `${home}/${path === `~${named}` ? '' : below}`;
}

function loginOf({ place, words }: Step): string | null {
  if (place.user !== null) return valueText(place.user);
  for (const { value } of words) {
    const user = /^([A-Za-z_][\w-]*)@[^/]*:/.exec(valueText(value))?.[1];
    if (user !== undefined) return user;
  }
  return null;
}
