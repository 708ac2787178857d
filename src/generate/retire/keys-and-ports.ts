import type { RetireCode } from '../../messages/retire.ts';
import { sentenceOf } from '../../messages/messages.ts';
import { languages } from '../../model/message.ts';
import type { Language, Params } from '../../model/message.ts';
import type { OutputFile } from '../../model/output-file.ts';
import type { Plan } from '../../model/plan.ts';
import type { StepId } from '../../model/step.ts';
import { lineOf } from '../../plan/parameters.ts';
import type { GenerateContext } from '../generator.ts';
import { keyFilesOf, loginsOf } from './logins.ts';

interface Item {
  readonly open: boolean;
  readonly sentence: string;
  readonly steps: readonly StepId[];
}

/** `keys-and-ports.md` and its French twin: accesses that end with the old script. */
export function keysAndPorts(
  plan: Plan,
  scripts: readonly string[],
  context: GenerateContext,
): readonly OutputFile[] {
  return languages.map((language) => inLanguage(plan, scripts, context, language));
}

function inLanguage(
  plan: Plan,
  scripts: readonly string[],
  context: GenerateContext,
  language: Language,
): OutputFile {
  const say = (code: RetireCode, params: Params = {}): string =>
    sentenceOf({ code, params }, language);
  const section = (code: RetireCode, items: readonly Item[]) => ({
    title: say(code),
    items: items.length > 0 ? items : [{ open: false, sentence: say('retire/nothing'), steps: [] }],
  });
  const { text, origins } = context.render('retire/keys-and-ports.md.hbs', {
    title: say('retire/title', { name: plan.application }),
    intro: say('retire/intro'),
    sections: [
      section('retire/heading-script', scriptItems(scripts, say)),
      section('retire/heading-logins', loginItems(plan, context, say)),
      section('retire/heading-ports', portItems(plan, say)),
      section('retire/heading-keys', keyItems(plan, context, say)),
      section('retire/heading-host-git', hostGitItems(plan, context, say)),
      section('retire/heading-secrets', secretItems(plan, say)),
    ],
  });
  return {
    path: language === 'en' ? 'retire/keys-and-ports.md' : `retire/keys-and-ports.${language}.md`,
    text: `${text.trimEnd()}\n`,
    origins,
    executable: false,
    from: [...new Set(origins.flatMap(({ steps }) => steps))],
  };
}

type Say = (code: RetireCode, params?: Params) => string;

const open = (sentence: string, steps: readonly StepId[] = []): Item => ({
  open: true,
  sentence,
  steps,
});

function scriptItems(scripts: readonly string[], say: Say): readonly Item[] {
  return scripts.map((script) =>
    open(say('retire/script', { guard: `retire/${script}`, script: `\`${script}\`` })),
  );
}

function loginItems(plan: Plan, { notes }: GenerateContext, say: Say): readonly Item[] {
  return loginsOf(plan).map(({ user, hosts, port, steps }) =>
    open(
      say('retire/login', {
        user: user === null ? say('retire/login-anybody') : say('retire/login-user', { user }),
        hosts: hosts.length === 0 ? say('retire/login-hosts-unknown') : quoted(hosts),
        port: port === null ? '' : say('retire/login-port', { port }),
        places: notes.of(steps),
      }),
      steps,
    ),
  );
}

function portItems(plan: Plan, say: Say): readonly Item[] {
  const byPort = new Map<string, Set<string>>();
  for (const { port, hosts } of loginsOf(plan)) {
    const known = byPort.get(port ?? '22') ?? new Set<string>();
    for (const host of hosts) known.add(host);
    byPort.set(port ?? '22', known);
  }
  return [...byPort].map(([port, hosts]) =>
    open(
      say('retire/port', {
        port,
        hosts: hosts.size === 0 ? say('retire/login-hosts-unknown') : quoted([...hosts]),
      }),
    ),
  );
}

function keyItems(plan: Plan, { notes }: GenerateContext, say: Say): readonly Item[] {
  return keyFilesOf(plan).map(({ key, steps }) =>
    open(say('retire/key', { key: quoted([key]), places: notes.of(steps) }), steps),
  );
}

/** Hosts that fetched the source themselves had a key for it. */
function hostGitItems(plan: Plan, { notes }: GenerateContext, say: Say): readonly Item[] {
  const steps = plan.steps
    .filter(
      ({ classified: { kind, step } }) =>
        kind === 'source-checkout' && step.reached && step.place.kind === 'remote',
    )
    .map(({ classified }) => classified.step.id);
  return steps.length === 0
    ? []
    : [open(say('retire/host-git', { places: notes.of(steps) }), steps)];
}

function secretItems({ secrets, trace, root }: Plan, say: Say): readonly Item[] {
  return secrets.map(({ label, kind, span }) => {
    const file = span.file.startsWith(`${root}/`) ? span.file.slice(root.length + 1) : span.file;
    const place = `${file}:${String(lineOf(span, trace))}`;
    return open(say('retire/secret', { label, kind, place }));
  });
}

function quoted(names: readonly string[]): string {
  return names.map((name) => `\`${name.replace(/`/g, "'")}\``).join(', ');
}
