import type { Finding } from '../../model/classified.ts';
import { findPlaceholders } from '../find-secrets.ts';
import type { Check } from './check.ts';

/** Each secret that stands in clear, by its label. */
export const secretsInClear: Check = ({ secrets }) =>
  secrets.map(({ label, kind, span }): Finding => {
    const code =
      kind === 'private-key' ? 'classify/private-key-in-script' : 'classify/secret-in-script';
    return {
      rule: kind === 'private-key' ? 'secrets/private-key-in-script' : 'secrets/secret-in-script',
      level: 'error',
      span,
      step: null,
      message: { code, params: { label } },
    };
  });

/** A value that stands for a secret to be filled in is no secret, but something is missing. */
export const placeholderSecrets: Check = ({ trace }) =>
  findPlaceholders(trace).map(({ span, name }) => ({
    rule: 'secrets/placeholder-secret',
    level: 'note',
    span,
    step: null,
    message: { code: 'classify/placeholder-secret', params: { name } },
  }));
