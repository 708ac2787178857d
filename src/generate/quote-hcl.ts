/**
 * A value as a Terraform expression: strings quoted, lists and maps on one line.
 * Source: https://developer.hashicorp.com/terraform/language/expressions/strings
 */
export function quoteHcl(value: unknown): string {
  if (value === null || value === undefined) return 'null';
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (Array.isArray(value)) return `[${value.map(quoteHcl).join(', ')}]`;
  if (typeof value === 'object') {
    const entries = Object.entries(value).map(
      ([key, item]) => `${quoteHcl(key)} = ${quoteHcl(item)}`,
    );
    return entries.length === 0 ? '{}' : `{ ${entries.join(', ')} }`;
  }
  // `${` and `%{` begin a template unless they are doubled.
  return JSON.stringify(value).replace(/([$%])\{/g, '$1$1{');
}
