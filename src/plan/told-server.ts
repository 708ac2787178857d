import type { ClassifiedStep } from '../model/classified.ts';
import type { Step } from '../model/step.ts';
import type { Word } from '../model/value.ts';
import { textsOf } from '../shell/value.ts';
import { clientOf, serverWord } from './own-database.ts';

/**
 * The word with which another command of the script names the machine of this client, which asks its own
 * (`ssh db1 mysqldump shop` beside `mysql -h db1`): the database answers over the network too. Null where
 * nobody reaches it that way.
 */
export function toldServerOf(
  { name, place }: Step,
  all: readonly ClassifiedStep[],
): { readonly option: string; readonly word: Word } | null {
  const client = clientOf(name);
  if (client === null || client.host === null || place.kind !== 'remote') return null;
  const own = hostNames(place.hosts);
  if (own === null) return null;
  for (const { step } of all) {
    if (!step.reached || clientOf(step.name) !== client) continue;
    const word = serverWord(step, client.host);
    if (word !== null && hostNames([word.value]) === own) return { option: client.option, word };
  }
  return null;
}

function hostNames(values: Step['place']['hosts']): string | null {
  const names = values.map(textsOf);
  return names.length > 0 && names.every((texts) => texts !== null)
    ? [...new Set(names.flat())].sort().join(' ')
    : null;
}
