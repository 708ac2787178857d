import type { HomeFile, SignIn } from '../model/build-plan.ts';
import type { Secret } from '../model/classified.ts';
import type { Parameter } from '../model/plan.ts';
import type { SourceText, Span } from '../model/source.ts';
import type { Step } from '../model/step.ts';
import type { Trace } from '../model/trace.ts';
import type { Value } from '../model/value.ts';
import { createLineTable } from '../syntax/line-table.ts';
import { envFileParameters } from './env-file.ts';
import { namesSecret } from './secret-names.ts';
import { valueText } from './value-text.ts';
import { variablesRead } from './variables-read.ts';
import { environmentsOf } from './host-groups.ts';
import type { Situation } from './situation.ts';

/**
 * Secrets by name and place in SSM, one per environment. Names follow the Parameter Store's rules:
 * letters, digits and `.-_/`, not starting with `aws` or `ssm`.
 * Source: https://docs.aws.amazon.com/systems-manager/latest/userguide/sysman-paramstore-su-create.html
 */
export function parametersOf(
  situation: Situation,
  signIns: readonly SignIn[],
  homeFiles: readonly HomeFile[],
): readonly Parameter[] {
  const { application, classification, trace } = situation;
  const names = new Map<string, Pick<Secret, 'span'> & { readonly label: string | null }>();
  for (const secret of classification.secrets) {
    const name = parameterName(secret);
    if (!names.has(name)) names.set(name, secret);
  }
  const steps = new Map(classification.steps.map(({ step }) => [step.id, step]));
  for (const [{ steps: from }, name] of envFileParameters(situation.files)) {
    const span = steps.get(from[0] ?? '')?.span;
    if (span !== undefined && !names.has(name)) names.set(name, { label: null, span });
  }
  for (const [name, span] of secretsNeverSet(situation))
    if (!names.has(name)) names.set(name, { label: null, span });
  const wanted = [
    ...signIns.map((one) => ({ names: one.names, steps: one.steps })),
    ...homeFiles.map((one) => ({ names: one.parameter ?? [], steps: one.steps })),
  ];
  for (const { names: all, steps: from } of wanted) {
    const span = steps.get(from[0] ?? '')?.span;
    for (const name of [all].flat())
      if (span !== undefined && !names.has(name)) names.set(name, { label: null, span });
  }
  return environmentsOf(situation).flatMap((environment) =>
    [...names]
      .filter(([name]) => isFor(name, environment.name, situation))
      .map(([name, secret]) => ({
        name,
        secret: true,
        path: `/${safe(application.name)}/${safe(environment.name)}/${name}`,
        environment: environment.name,
        label: secret.label,
        file: secret.span.file,
        line: lineOf(secret.span, trace),
      })),
  );
}

/** A secret that stands in the scripts of some environments only is no secret of the others. */
function isFor(name: string, environment: string, { classification }: Situation): boolean {
  const files = new Set(
    classification.secrets
      .filter((secret) => parameterName(secret) === name)
      .map(({ span }) => span.file),
  );
  const served = classification.steps.flatMap(({ step }) =>
    step.reached && files.has(step.span.file) ? step.environments : [],
  );
  return served.length === 0 || served.includes(environment);
}

/**
 * `$DB_PASSWORD` that a person typed, or that a file of settings or a person's shell had ready: the
 * scripts themselves set it nowhere, or where a parameter takes the place of what they say.
 */
function secretsNeverSet({ classification, trace }: Situation): ReadonlyMap<string, Span> {
  const replaced = classification.steps.flatMap(({ kind, destination, disposition, step }) =>
    kind === 'secret' && destination === 'secret' && disposition === 'replaced'
      ? step.assignments.map(({ name }) => name)
      : [],
  );
  const set = new Set(
    trace.assignments.filter(({ value }) => !isFromOutside(value)).map(({ name }) => name),
  );
  const hidden = new Set(classification.steps.flatMap(({ step }) => namesTypedUnseen(step)));
  const found = new Map<string, Span>();
  for (const { step } of classification.steps) {
    if (!step.reached) continue;
    for (const name of namesRead(step, trace)) {
      const isOwn = (set.has(name) && !replaced.includes(name)) || ofMachine.test(name);
      const isSecret = hidden.has(name) || namesSecret(name, trace);
      if (!isOwn && isSecret && !found.has(name)) found.set(name, step.span);
    }
  }
  return found;
}

/** The role of the build and of the host has the place of AWS's own; the rest belongs to other programs. */
const ofMachine =
  /^(AWS_(ACCESS_KEY_ID|SECRET_ACCESS_KEY|SESSION_TOKEN|WEB_IDENTITY_TOKEN_FILE|CONTAINER_\w+)|SSH\w*|SUDO_\w+|GPG_\w+|CODEBUILD_\w+)$/;

/** In the step's words, in what it reads, and in what stands before it in a pipe. */
function namesRead(step: Step, trace: Trace): ReadonlySet<string> {
  const { stdin, covers, span } = step;
  const beside = covers.filter(({ file, end }) => file === span.file && end <= span.start);
  const spans = [...beside, ...(stdin.kind === 'text' ? [stdin.span] : [])];
  const texts = spans.map(
    ({ file, start, end }) => fileSource(file, trace)?.text.slice(start, end) ?? '',
  );
  const more = texts.flatMap((text) =>
    [...text.matchAll(/\$\{?([A-Za-z_]\w*)/g)].map(([, name = '']) => name),
  );
  return new Set([...variablesRead(step, trace), ...more]);
}

/** A caller, a prompt or the environment gives it, or nobody. */
function isFromOutside(value: Value): boolean {
  if (value.kind === 'one-of') return value.values.every(isFromOutside);
  return (
    value.kind === 'variable' ||
    (value.kind === 'unknown' && value.reason === 'prompt') ||
    (value.kind === 'literal' && value.text === '')
  );
}

/** `read -s NAME`: the terminal shows nothing of the answer. */
function namesTypedUnseen({ name, words }: Step): readonly string[] {
  const texts = words.slice(1).map(({ value }) => valueText(value));
  const isHidden = name === 'read' && texts.some((text) => /^-[ear]*s/.test(text));
  return isHidden ? texts.filter((text) => /^[A-Za-z_]\w*$/.test(text)) : [];
}

/**
 * What the secret opens, where its own name does not say it; the variable that holds it; else its kind and
 * label: never anything of the secret itself.
 */
export function parameterName(secret: Pick<Secret, 'name' | 'kind' | 'label' | 'opens'>): string {
  if (secret.opens !== undefined && !/^(aws|ssm)/i.test(secret.opens)) return secret.opens;
  const own = (secret.name ?? '').replace(/^-+/, '').replace(/[^A-Za-z0-9_]+/g, '_');
  if (/^[A-Za-z_]\w+$/.test(own) && !/^(aws|ssm)$/i.test(own)) return own;
  return `${secret.kind.replace(/-/g, '_').toUpperCase()}_${secret.label}`;
}

function safe(text: string): string {
  const kept = text.replace(/[^A-Za-z0-9_.-]+/g, '-').replace(/^-+|-+$/g, '');
  return /^(aws|ssm)/i.test(kept) || kept === '' ? `app-${kept}` : kept;
}

/** The 1-based line of a span in the file that holds it; 1 when the file's text is not at hand. */
export function lineOf(span: Span, trace: Trace): number {
  const source = fileSource(span.file, trace);
  return source === null ? 1 : createLineTable(source.text).positionOf(span.start).line;
}

export function fileSource(file: string, trace: Trace): SourceText | null {
  return (
    [...trace.sources.values()].find(
      (source) => source.file === file && source.segments.length === 0,
    ) ?? null
  );
}
