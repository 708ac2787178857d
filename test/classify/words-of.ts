import type { Value, Word } from '../../src/model/value.ts';

const nowhere = { file: 'deploy.sh', start: 0, end: 0 };

/** Words for tests: blanks separate, `$NAME` is a variable that nobody assigns. */
export function wordsOf(text: string): readonly Word[] {
  return text.split(' ').map((part) => ({
    value: valueOf(part),
    span: nowhere,
    glob: /[*?]/.test(part),
    many: false,
  }));
}

/** A value for tests, in the same spelling. */
export function valueOf(text: string): Value {
  const parts = text.split(/(\$[A-Z_]+)/).filter((part) => part !== '');
  const values = parts.map((part): Value =>
    part.startsWith('$')
      ? { kind: 'variable', name: part.slice(1), suppliedBy: 'environment' }
      : { kind: 'literal', text: part },
  );
  const [only] = values;
  if (values.length === 1 && only !== undefined) return only;
  return values.length === 0 ? { kind: 'literal', text: '' } : { kind: 'concat', parts: values };
}
