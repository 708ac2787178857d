import type { RetireCode } from '../../messages/retire.ts';
import { sentenceOf } from '../../messages/messages.ts';
import { languages } from '../../model/message.ts';
import type { Language, Params } from '../../model/message.ts';
import type { OutputFile } from '../../model/output-file.ts';
import type { Plan } from '../../model/plan.ts';
import type { StepId } from '../../model/step.ts';
import type { GenerateContext } from '../generator.ts';
import { secretsOf } from '../parameters/secrets-of.ts';
import { keysOf, loginsOf } from './logins.ts';

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
      section('retire/heading-secrets', secretItems(plan, say, language)),
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
  const logins = loginsOf(plan).map(({ user, hosts, port, steps }) =>
    open(
      say('retire/login', {
        user: user === null ? say('retire/login-anybody') : say('retire/login-user', { user }),
        hosts: named(hosts, say),
        port: port === null ? '' : say('retire/login-port', { port }),
        places: notes.of(steps),
      }),
      steps,
    ),
  );
  const started = startedOnHosts(plan);
  return started.length === 0
    ? logins
    : [
        ...logins,
        open(
          say('retire/login-start', { scripts: quoted(started), hosts: named(hostsOf(plan), say) }),
        ),
      ];
}

/** Scripts for which a person went onto the host, relative to the application. */
function startedOnHosts({ trace, root }: Plan): readonly string[] {
  return trace.scripts
    .filter(({ role, runsOn }) => role === 'entry' && runsOn === 'host')
    .map(({ file }) => (file.startsWith(`${root}/`) ? file.slice(root.length + 1) : file));
}

function hostsOf({ deployment }: Plan): readonly string[] {
  return [
    ...new Set(
      deployment.environments.flatMap(({ hostGroups }) => hostGroups.flatMap(({ hosts }) => hosts)),
    ),
  ];
}

function portItems(plan: Plan, say: Say): readonly Item[] {
  const byPort = new Map<string, Set<string>>();
  const reached = [
    ...loginsOf(plan),
    ...(startedOnHosts(plan).length === 0 ? [] : [{ port: null, hosts: hostsOf(plan) }]),
  ];
  for (const { port, hosts } of reached) {
    const known = byPort.get(port ?? '22') ?? new Set<string>();
    for (const host of hosts) known.add(host);
    byPort.set(port ?? '22', known);
  }
  return [...byPort].map(([port, hosts]) =>
    open(say('retire/port', { port, hosts: named([...hosts], say) })),
  );
}

function keyItems(plan: Plan, { notes, redaction }: GenerateContext, say: Say): readonly Item[] {
  return keysOf(plan).map(({ file, variables, steps }) => {
    const places = notes.of(steps);
    if (file !== null)
      return open(say('retire/key', { key: quoted([redaction.redact(file)]), places }), steps);
    return variables.length === 0
      ? open(say('retire/key-unnamed', { places }), steps)
      : open(say('retire/key-given', { variables: quoted(variables), places }), steps);
  });
}

/** Hosts that fetched the source themselves had a key for it. */
function hostGitItems(plan: Plan, { notes }: GenerateContext, say: Say): readonly Item[] {
  const onHost = new Set(
    plan.trace.scripts.filter(({ runsOn }) => runsOn === 'host').map(({ file }) => file),
  );
  const steps = plan.steps
    .filter(({ classified: { kind, step } }) => {
      const isOnHost =
        step.place.kind === 'remote' || (step.place.kind === 'local' && onHost.has(step.span.file));
      return (
        kind === 'source-checkout' &&
        step.reached &&
        isOnHost &&
        /^(git|svn|hg)$/.test(step.name ?? '')
      );
    })
    .map(({ classified }) => classified.step.id);
  return steps.length === 0
    ? []
    : [open(say('retire/host-git', { places: notes.of(steps) }), steps)];
}

function secretItems(plan: Plan, say: Say, language: Language): readonly Item[] {
  return secretsOf(plan).map(({ label, kind, places, isRead }) =>
    open(
      say(isRead ? 'retire/secret' : 'retire/secret-unread', {
        label,
        kind: sentenceOf({ code: `report/secret-kind/${kind}`, params: {} }, language),
        places: places.join(', '),
      }),
    ),
  );
}

function named(hosts: readonly string[], say: Say): string {
  return hosts.length === 0 ? say('retire/login-hosts-unknown') : quoted(hosts);
}

function quoted(names: readonly string[]): string {
  return names.map((name) => `\`${name.replace(/`/g, "'")}\``).join(', ');
}
