import type { Result } from '../model/result.ts';
import { asciiSafeJson } from './safe-json.ts';

/** The result itself, keys in alphabetical order after `schema`, so that equal results are equal bytes. */
export function renderJson(result: Result): string {
  return `${asciiSafeJson(sorted(result))}\n`;
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value).map(([key, inner]) => [key, sorted(inner)] as const);
  return Object.fromEntries(entries.sort(([one], [other]) => compareKeys(one, other)));
}

function compareKeys(one: string, other: string): number {
  if (one === 'schema' || other === 'schema') return one === 'schema' ? -1 : 1;
  return one < other ? -1 : 1;
}
