import type { Span } from '../model/source.ts';
import type { Trace } from '../model/trace.ts';
import { findSecrets } from './find-secrets.ts';
import { createRedaction } from './redaction.ts';

/**
 * Takes the secrets out of texts that something is made of (an id, a name): whichever secret stands
 * there, and however many stand before it, the rest is the same.
 */
export function secretsHidden(sources: Trace['sources']): (text: string, span: Span) => string {
  const secrets = findSecrets({ sources }).map((secret) => ({ ...secret, label: 'secret' }));
  const redaction = createRedaction(secrets, sources);
  return (text, span) => {
    const written = sources.get(span.file)?.text.slice(span.start, span.end);
    return written === text ? redaction.text(span) : redaction.redact(text);
  };
}
