import { plumbingKinds } from '../../src/model/kind.ts';
import type { Disposition, PlatformName, StepKind } from '../../src/model/kind.ts';
import type { Message, Translated } from '../../src/model/message.ts';
import type { Result, ResultOutput } from '../../src/model/result.ts';
import type {
  ScannedApplication,
  ScannedDiagnostic,
  ScannedStep,
  Sentence,
} from '../../src/model/scan-result.ts';

/** A message that brings its own sentences, as a rule's does. */
export function said(en: string, fr: string, params: Message['params'] = {}): Message {
  return { code: 'rule/said', params, said: { en, fr } };
}

/** The message with its English sentence, as a stored scan holds it. */
export function sentence(message: Message): Sentence {
  const template: Translated = message.said ?? { en: message.code, fr: message.code };
  const text = template.en.replace(/\{(\w+)\}/g, (all, name: string) =>
    String(message.params[name] ?? all),
  );
  return { ...message, text };
}

const words = (en: string, fr: string): Sentence => sentence(said(en, fr));

const reasons: Partial<Record<StepKind, Sentence>> = {
  transfer: words('Files copied to a server', 'Fichiers copiés sur un serveur'),
  'install-deps': words('Installs libraries', 'Installe des bibliothèques'),
  build: words('Makes outputs from source', 'Produit le résultat à partir des sources'),
  'db-migrate': words(
    'Changes the schema of a database; must run once, not on every host',
    'Modifie le schéma d’une base ; doit s’exécuter une seule fois, pas sur chaque serveur',
  ),
  unknown: words(
    'The command is only known when the script runs',
    'La commande n’est connue qu’à l’exécution du script',
  ),
};
const plain = words('A rule matched the command', 'Une règle correspond à la commande');
const byHand: Partial<Record<StepKind, Sentence>> = {
  unknown: words(
    'Find out what this line runs and write it into the hook by hand.',
    'Déterminez ce que cette ligne exécute et écrivez-le à la main dans le script d’événement.',
  ),
  rollback: words(
    'CodeDeploy rolls back the files; restore the database by hand.',
    'CodeDeploy rétablit les fichiers ; restaurez la base à la main.',
  ),
};
const byHandPlain = words(
  'The target is not known from the script: name it, or keep this step by hand.',
  'La cible n’est pas connue d’après le script : indiquez-la, ou gardez cette étape à la main.',
);

export interface StepDraft {
  readonly file: string;
  readonly line: number;
  readonly endLine?: number;
  readonly command: string;
  readonly kind: StepKind;
  readonly destination: string | null;
  readonly disposition: Disposition | 'unreached' | null;
  readonly hosts?: readonly string[];
  readonly covers?: ScannedStep['covers'];
}

/** A step as the scan publishes it, with ordinary values where the draft says nothing. */
export function step(draft: StepDraft): ScannedStep {
  const { file, line, command, kind, destination, hosts = [], covers = [] } = draft;
  const disposition = draft.disposition === 'unreached' ? null : draft.disposition;
  return {
    id: `${file}:${line}:${command}`,
    file,
    line,
    endLine: draft.endLine ?? line,
    column: 1,
    covers,
    calledFrom: [],
    command,
    resolved: command,
    place: {
      kind: hosts.length === 0 ? 'local' : 'remote',
      hosts,
      user: hosts.length === 0 ? null : 'deploy',
    },
    cwd: null,
    runAs: null,
    guards: [],
    reached: draft.disposition !== 'unreached',
    environments: ['prod'],
    actions: ['deploy'],
    values: {},
    failure: 'aborts',
    statusUsed: 'ignored',
    kind,
    rule: kind === 'unknown' ? null : `${kind}/example`,
    confidence: 0.9,
    destination,
    disposition,
    because: reasons[kind] ?? plain,
    reason: disposition === 'manual' ? (byHand[kind] ?? byHandPlain) : null,
    notes: [],
    question: null,
    behind: [],
  };
}

export interface ApplicationDraft {
  readonly name: string;
  readonly platform?: PlatformName;
  /** A script whose lines end in `#~ kind destination disposition [remote]` where a step stands. */
  readonly script?: string;
  readonly steps?: readonly ScannedStep[];
  readonly hosts?: readonly string[];
  readonly readiness?: number;
  readonly effort?: ScannedApplication['effort'];
  readonly more?: Partial<ScannedApplication>;
}

const marker = /\s*#~ (\S+) (\S+) (\S+)( remote)?$/;

function stepsOf(draft: ApplicationDraft): readonly ScannedStep[] {
  return (draft.script ?? '').split('\n').flatMap((text, index) => {
    const match = marker.exec(text);
    if (match === null) return [];
    const [all, kind = '', destination, disposition, remote] = match;
    return step({
      file: `${draft.name}/deploy.sh`,
      line: index + 1,
      command: text.slice(0, -all.length).trim(),
      kind: kind as StepKind,
      destination: destination === '-' ? null : (destination ?? null),
      disposition: disposition === '-' ? null : (disposition as Disposition),
      hosts: remote === undefined ? [] : (draft.hosts ?? ['web1']),
    });
  });
}

/** An application as the scan publishes it; counts are worked out from its steps. */
export function application(draft: ApplicationDraft): ScannedApplication {
  const steps = draft.steps ?? stepsOf(draft);
  const count = (disposition: Disposition): number =>
    steps.filter((one) => one.disposition === disposition).length;
  const plumbing: readonly string[] = plumbingKinds;
  return {
    name: draft.name,
    root: draft.name,
    platform: {
      name: draft.platform ?? 'ec2',
      confidence: 0.95,
      because: [
        words(
          'Files are copied to hosts over SSH and a service is restarted there.',
          'Des fichiers sont copiés par SSH sur des serveurs, où un service est redémarré.',
        ),
      ],
    },
    environments: [
      { name: 'prod', hostGroups: [{ name: 'web', hosts: draft.hosts ?? ['web1', 'web2'] }] },
    ],
    actions: ['deploy'],
    scripts: [
      {
        file: `${draft.name}/deploy.sh`,
        role: 'entry',
        runsOn: 'workstation',
        because: [words('It reaches out over SSH.', 'Il se connecte ailleurs par SSH.')],
        lines: (draft.script ?? '').split('\n').length,
        parsed: true,
      },
    ],
    steps,
    findings: [],
    secrets: [],
    questions: [],
    blockers: [],
    coverage: {
      steps: steps.filter((one) => one.reached && !plumbing.includes(one.kind)).length,
      converted: count('converted'),
      replaced: count('replaced'),
      dropped: count('dropped'),
      manual: count('manual'),
      unreached: steps.filter((one) => !one.reached).length,
    },
    readiness: draft.readiness ?? 80,
    readinessBecause: [
      words('Coverage counts for 60 points: 54.', 'La couverture compte pour 60 points : 54.'),
      words('Each blocker takes 10 points.', 'Chaque obstacle retire 10 points.'),
    ],
    effort: draft.effort ?? { low: 'PT2H', high: 'PT4H30M' },
    ...draft.more,
  };
}

/** Output files of an application, one per destination family, with the steps of each line. */
export function outputsOf(app: ScannedApplication): readonly ResultOutput[] {
  const files = new Map<string, { lines: string[]; origins: ResultOutput['origins'][number][] }>();
  for (const one of app.steps) {
    const path = pathOf(one);
    if (path === null) continue;
    const file = files.get(path) ?? { lines: [`# Generated from ${one.file}.`, ''], origins: [] };
    const buildspec = path.endsWith('.yml');
    file.lines.push(`${buildspec ? '      ' : ''}# deploy.sh:${one.line}`);
    file.lines.push(buildspec ? `      - ${one.command}` : one.command);
    const line = file.lines.length;
    file.origins.push({ line, endLine: line, steps: [one.id] });
    files.set(path, file);
  }
  return [...files.entries()]
    .sort(([first], [second]) => (first < second ? -1 : 1))
    .map(([path, { lines, origins }]) => ({
      app: app.name,
      path: `apps/${app.name}/repo/${path}`,
      text: `${lines.join('\n')}\n`,
      executable: path.endsWith('.sh'),
      origins,
    }));
}

function pathOf({ disposition, destination }: ScannedStep): string | null {
  if (disposition !== 'converted' || destination === null) return null;
  if (destination.startsWith('buildspec/')) return 'buildspec.yml';
  if (destination.startsWith('appspec/')) return 'appspec.yml';
  if (!destination.startsWith('hook/')) return null;
  const event = destination.slice('hook/'.length).replace(/(?<!^)[A-Z]/g, '-$&');
  return `deploy/${event.toLowerCase()}.sh`;
}

/** A whole result over the given applications; scripts' markers are gone from the sources. */
export function result(
  drafts: readonly ApplicationDraft[],
  more: Partial<Result> & { readonly diagnostics?: readonly ScannedDiagnostic[] } = {},
): Result {
  const apps = drafts.map(application);
  const { diagnostics = [], ...rest } = more;
  return {
    schema: 'pipewright/result/1',
    generatedBy: { name: 'pipewright', version: '0.1.0' },
    scan: { schema: 'pipewright/scan/1', apps, diagnostics },
    sources: drafts.map(({ name, script = '' }) => ({
      file: `${name}/deploy.sh`,
      text: script
        .split('\n')
        .map((line) => line.replace(marker, ''))
        .join('\n'),
    })),
    outputs: apps.flatMap(outputsOf),
    checks: [],
    verdicts: [],
    ...rest,
  };
}
