import { stringify } from 'yaml';

/**
 * A value as a YAML scalar, list or map on one line, quoted where it has to be; for readers of YAML 1.1
 * as well, to whom a bare `no` is no text.
 */
export function yamlScalar(value: unknown): string {
  return stringify(value, {
    lineWidth: 0,
    collectionStyle: 'flow',
    singleQuote: true,
    compat: 'yaml-1.1',
  }).trimEnd();
}

/**
 * A text as a literal block scalar: `|` and its lines, indented by `indent` blanks. A text that ends
 * without a line break gets `|-`. Source: YAML 1.2.2, 8.1.2 Literal Style.
 */
export function yamlBlock(text: string, indent: number): string {
  const blanks = ' '.repeat(indent);
  const body = text.replace(/\n+$/, '');
  const chomp = text.endsWith('\n') ? '' : '-';
  // A first line that begins with a blank would be read as the indentation of the whole.
  const indicator = /^\s/.test(body) ? String(2) : '';
  const lines = body.split('\n').map((line) => (line === '' ? '' : blanks + line));
  return `|${indicator}${chomp}\n${lines.join('\n')}`;
}
