import type { Value } from '../model/value.ts';
import { concat, literal, textOf, unknown } from './value.ts';
import { decodeEscapes, quoteText } from './transform.ts';

/**
 * What `printf FORMAT arguments…` prints. The format is used again while arguments are left.
 * Source: bash manual, 4.2, `printf`.
 */
export function formatPrintf(values: readonly Value[]): Value {
  const plain = textOf(values[0] ?? literal('')) === '--' ? values.slice(1) : values;
  const [formatValue, ...args] = plain;
  const format = formatValue === undefined ? null : textOf(formatValue);
  if (format === null) return unknown('unsupported-expansion');
  const parts: Value[] = [];
  let used = 0;
  do {
    const before = used;
    for (const piece of format.split(/(%(?:[-+ #0]*\d*(?:\.\d+)?[a-zA-Z]|%))/)) {
      if (piece === '%%') parts.push(literal('%'));
      else if (/^%./.test(piece)) parts.push(formatOne(piece, args[used++]));
      else parts.push(literal(decodeEscapes(piece)));
    }
    if (used === before) break;
  } while (used < args.length);
  return concat(parts);
}

function formatOne(directive: string, value: Value | undefined): Value {
  const kind = directive.at(-1) as string;
  const text = value === undefined ? '' : textOf(value);
  if (text === null)
    return directive === '%s' && value !== undefined ? value : unknown('unsupported-expansion');
  const [, flags = '', width = '0', , precision] =
    /^%([-+ #0]*)(\d*)(\.(\d+))?/.exec(directive) ?? [];
  const body = formatted(kind, text, precision, flags);
  if (body === null) return unknown('unsupported-expansion');
  const size = Number(width);
  if (flags.includes('-')) return literal(body.padEnd(size));
  const fill = flags.includes('0') && kind !== 's' ? '0' : ' ';
  return literal(body.padStart(size, fill));
}

/** `42`, `0x2a`, `052`, `'c` for the code of a character. */
function integerOf(text: string): number | null {
  const trimmed = text.trim();
  if (/^["']./.test(trimmed)) return trimmed.codePointAt(1) ?? null;
  if (/^[-+]?0[0-7]+$/.test(trimmed)) return Number.parseInt(trimmed, 8);
  const number = Number(trimmed || '0');
  return Number.isInteger(number) ? number : null;
}

/** `%q`: backslashes where they do, `$'…'` for what is not printable. */
function backslashed(text: string): string {
  if (text === '') return "''";
  if (/[\x00-\x1f\x7f]/.test(text)) return quoteText(text);
  return text.replace(/[ !"$&'()*,;<>?[\\\]^`{|}]|^[#~]/g, '\\$&');
}

function formatted(
  kind: string,
  text: string,
  precision: string | undefined,
  flags: string,
): string | null {
  switch (kind) {
    case 's':
      return precision === undefined ? text : text.slice(0, Number(precision));
    case 'b':
      return decodeEscapes(text);
    case 'q':
      return backslashed(text);
    case 'd':
    case 'i':
    case 'u': {
      const number = integerOf(text);
      return number !== null ? `${flags.includes('+') && number >= 0 ? '+' : ''}${number}` : null;
    }
    case 'x':
    case 'X':
    case 'o': {
      const number = integerOf(text);
      if (number === null) return null;
      const digits = number.toString(kind === 'o' ? 8 : 16);
      return kind === 'X' ? digits.toUpperCase() : digits;
    }
    case 'f':
      return Number.isFinite(Number(text || '0'))
        ? Number(text || '0').toFixed(Number(precision ?? 6))
        : null;
    case 'c':
      return text.slice(0, 1);
    default:
      return null;
  }
}
