import type { Secret } from '../../model/classified.ts';
import { findPlaceholders } from '../find-secrets.ts';
import { isSecretName } from '../secret-value.ts';
import { placeOf } from './check.ts';
import type { Check } from './check.ts';

/** Each secret that stands in clear, by its label. */
export const secretInClear: Check = {
  id: 'secrets/secret-in-clear',
  level: 'error',
  find: ({ secrets }) =>
    secrets
      .filter(({ kind }) => kind !== 'private-key')
      .map(({ label, span }) => ({ span, step: null, params: { label } })),
};

export const privateKeyInScript: Check = {
  id: 'secrets/private-key-in-script',
  level: 'error',
  find: ({ secrets }) =>
    secrets
      .filter(({ kind }) => kind === 'private-key')
      .map(({ label, span }) => ({ span, step: null, params: { label } })),
};

/** A value that stands for a secret to be filled in is no secret, but something is missing. */
export const placeholderSecret: Check = {
  id: 'secrets/placeholder-secret',
  level: 'note',
  find: ({ trace }) =>
    findPlaceholders(trace).map(({ span, name }) => ({ span, step: null, params: { name } })),
};

/** The same characters serve several purposes: one leak opens all of them. */
export const reusedSecret: Check = {
  id: 'secrets/password-reuse',
  level: 'warning',
  find: ({ secrets }) =>
    secrets.flatMap((secret, index) => {
      const { label, span } = secret;
      const same = secrets.filter((one) => one.label === label);
      if (secrets.findIndex((one) => one.label === label) !== index) return [];
      if (new Set(same.map(purposeOf)).size < 2) return [];
      return [{ span, step: null, params: { label, count: same.length } }];
    }),
};

const shownPlaces = 4;

/** The same characters open several applications: whoever may read one script can enter the others. */
export const sharedSecret: Check = {
  id: 'secrets/secret-shared-by-applications',
  level: 'warning',
  find: ({ secrets, outside: { sharedSecrets } }) =>
    secrets.flatMap(({ label, span }, index) => {
      const others = sharedSecrets.get(label) ?? [];
      if (others.length === 0 || secrets.findIndex((one) => one.label === label) !== index)
        return [];
      const told = others
        .slice(0, shownPlaces)
        .map(({ file, line, kind }) => `${file}:${line} (${kind})`);
      const places = [...told, ...(others.length > shownPlaces ? ['…'] : [])].join(', ');
      return [{ span, step: null, params: { label, places, count: others.length } }];
    }),
};

function purposeOf({ name, span }: Secret): string {
  return `${span.file} ${name ?? ''}`;
}

/** `set -x` prints every command with its values, secrets among them. */
export const traceShowsSecrets: Check = {
  id: 'secrets/trace-shows-secrets',
  level: 'warning',
  find: ({ trace, subjects, secrets }) => {
    const holdsSecret =
      secrets.length > 0 || trace.assignments.some(({ name }) => saysSecret(name));
    if (!holdsSecret) return [];
    return subjects
      .filter(({ step, command }) => {
        if (step.name !== 'set') return false;
        return command.options.some(
          ({ name, value }) =>
            name === '-x' ||
            (name === '-o' && value?.kind === 'literal' && value.text === 'xtrace'),
        );
      })
      .map((subject) => placeOf(subject));
  },
};

/** A variable that by its own name holds a secret. */
function saysSecret(name: string): boolean {
  return /pass|secret|token|api_?key|private_?key|credential/i.test(name) && isSecretName(name);
}
