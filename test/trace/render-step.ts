import type { Place, Step } from '../../src/model/step.ts';
import type { Value } from '../../src/model/value.ts';

/** A value in one word: `$NAME`, `$(command)`, `{a|b}`, `?reason`. */
export function renderValue(value: Value | null): string {
  if (value === null) return '-';
  switch (value.kind) {
    case 'literal':
      return value.text;
    case 'variable':
      return `$${value.name}`;
    case 'identity':
      return `<${value.name}>`;
    case 'output':
      return `$(${value.command})`;
    case 'concat':
      return value.parts.map(renderValue).join('');
    case 'one-of':
      return `{${value.values.map(renderValue).join('|')}}`;
    default:
      return `?${value.reason}`;
  }
}

function renderPlace(place: Place): string {
  if (place.kind === 'local') return '';
  if (place.kind === 'container')
    return `[${renderValue(place.container)}${place.on ? renderPlace(place.on) : ''}] `;
  const user = place.user === null ? '' : `${renderValue(place.user)}@`;
  return `${user}${place.hosts.map(renderValue).join(',')}: `;
}

/** A step in one line: `deploy@web1: (/srv) sudo:root npm ci`. */
export function renderStep(step: Step): string {
  const assignments = step.assignments.map(({ name, value }) => `${name}=${renderValue(value)}`);
  const words = step.words.map(({ value }) => renderValue(value)).join(' ');
  const text = step.form === 'command' ? words : `${step.form} ${assignments.join(' ')}`.trim();
  const cwd =
    step.place.kind === 'local' && renderValue(step.cwd) === '.'
      ? ''
      : `(${renderValue(step.cwd)}) `;
  const user = step.runAs === null ? '' : `as ${renderValue(step.runAs)} `;
  const notes = [
    step.unresolved,
    step.reached ? null : `unreached:${step.unreachedBecause}`,
  ].filter((note) => note !== null);
  return `${renderPlace(step.place)}${cwd}${user}${text}${notes.map((note) => ` !${note}`).join('')}`;
}
