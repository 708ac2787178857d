/** A value as a person reads it; what is not known says why. */
export function showValue(value) {
  switch (value.kind) {
    case 'literal':
      return value.text;
    case 'variable':
      return `\${${value.name} from ${value.suppliedBy}}`;
    case 'identity':
      return `\${${value.name} of the deployer}`;
    case 'output':
      return `$(${value.command})`;
    case 'concat':
      return value.parts.map(showValue).join('');
    case 'one-of':
      return `{${value.values.map(showValue).join(' | ')}}`;
    default:
      return `?${value.reason}`;
  }
}
