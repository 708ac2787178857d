/** Why the Parameter Store would not take a value; null when it would. The value itself is never told. */
export type ValueProblem = 'empty' | 'too-long' | 'braces';

/** A standard parameter holds 4 KB. Source: API_PutParameter, Value. */
const maxBytes = 4096;

/** Looks at a value before it is sent, so that no error of AWS has to repeat it. */
export function valueProblem(value: string): ValueProblem | null {
  if (value === '') return 'empty';
  if (Buffer.byteLength(value, 'utf8') > maxBytes) return 'too-long';
  // `{{…}}` would be read as a reference to another parameter.
  return /\{\{.*\}\}/s.test(value) ? 'braces' : null;
}
