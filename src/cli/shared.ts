/** What the commands that read a fleet have in common. */
import { Option } from 'commander';
import type { Command } from 'commander';

import { findingIds } from '../classify/apply-ignores.ts';
import { loadRules } from '../classify/load-rules.ts';
import type { RuleSet } from '../classify/rule.ts';
import { ConfigError, readConfig, emptyConfig } from '../fleet/config.ts';
import { decodeText } from '../fleet/decode.ts';
import { discoverFleet } from '../fleet/discover.ts';
import { fleetLimits } from '../fleet/folder-walker.ts';
import { shownPath } from '../fleet/shown-key.ts';
import { sentenceOf } from '../messages/messages.ts';
import type { FleetConfig } from '../model/config.ts';
import { diagnosticInfo } from '../model/diagnostic.ts';
import type { Fleet, ReadFleetFile } from '../model/fleet.ts';
import type { Language } from '../model/message.ts';
import { scanFleet } from '../pipeline.ts';
import type { Knowledge, ScannedFleet } from '../pipeline.ts';
import type { ScanResult } from '../model/scan-result.ts';
import { UsageError } from './errors.ts';
import { exitCodes } from './exit-codes.ts';
import type { ExitCode } from './exit-codes.ts';
import type { Io } from './io.ts';
import { ourLore, readText, rulesBelow } from './package-files.ts';

export const failLevels = ['never', 'note', 'warning', 'manual', 'unknown', 'error'] as const;
export type FailLevel = (typeof failLevels)[number];

/** Options that every command understands. */
export interface CommonOptions {
  readonly config?: string;
  readonly rules?: readonly string[];
  readonly app?: readonly string[];
  readonly lang: Language;
  readonly quiet?: boolean;
  readonly failOn: FailLevel;
  readonly format?: string;
  readonly json?: boolean;
}

/** Adds the common options to a command. */
export function withCommonOptions(command: Command): Command {
  const collect = (value: string, previous: readonly string[] = []) => [...previous, value];
  return command
    .option('--config <file>', 'pipewright.yaml to read (default: the one in the folder)')
    .option('--rules <dir>', 'a folder of further rules; may be given several times', collect)
    .option('--app <name>', 'only this application; may be given several times', collect)
    .addOption(
      new Option('--lang <lang>', 'language of sentences').choices(['en', 'fr']).default('en'),
    )
    .addOption(
      new Option('--fail-on <level>', 'exit with 1 when something is at least this grave')
        .choices([...failLevels])
        .default('never'),
    )
    .option('--no-input', 'never ask')
    .option('--no-color', 'no colours')
    .option('--quiet', 'no progress')
    .option('--jobs <n>', 'how many applications at once');
}

/** A fleet with all that is needed to work on it. */
export interface OpenedFleet {
  readonly fleet: Fleet;
  readonly knowledge: Knowledge;
  readonly read: ReadFleetFile;
}

/** Finds the applications, reads rules, lore and configuration. Throws the errors of each. */
export function openFleet(io: Io, dir: string, options: CommonOptions): OpenedFleet {
  const fleet = discoverFleet(io.reader, dir);
  const config = configOf(io, fleet, options.config);
  const configFile = options.config ?? join(fleet.dir, 'pipewright.yaml');
  checkRuleFolders(io, config, fleet, configFile);
  const knowledge = {
    config,
    today: io.clock.now().slice(0, 10),
    ...packageKnowledge(io, [
      ...config.rules.map((path) => join(fleet.dir, path)),
      ...(options.rules ?? []),
    ]),
  };
  checkNames(fleet, options);
  checkIgnores(config, knowledge.rules, configFile);
  return {
    fleet,
    knowledge,
    read: (file) => readText(io.reader, join(fleet.dir, file), fleetLimits.fileBytes),
  };
}

/** Named by its place: what stands there may be anything. */
function checkRuleFolders(io: Io, { rules }: FleetConfig, { dir }: Fleet, file: string): void {
  const problems = rules.flatMap((path, at) =>
    io.reader.kindOf(join(dir, path)) === 'directory'
      ? []
      : [{ path: `/rules/${at}`, message: 'is no folder beside this file' }],
  );
  if (problems.length > 0) throw new ConfigError(file, problems);
}

/** An ignore of a finding that does not exist silences nothing: a slip that nobody would see. */
function checkIgnores({ apps }: FleetConfig, rules: RuleSet, file: string): void {
  const known = findingIds(rules);
  const problems = Object.entries(apps).flatMap(([name, { ignores }]) =>
    ignores.flatMap(({ rule, line }, index) =>
      known.has(rule)
        ? []
        : [
            {
              path: `/apps/${shownPath(name)}/ignores/${index}/rule`,
              message: `no finding is called ${shownPath(rule)}; pipewright rules list names those that there are`,
              line: line ?? null,
            },
          ],
    ),
  );
  if (problems.length > 0) throw new ConfigError(file, problems);
}

/** The rules and the lore, ours and further ones. */
export function packageKnowledge(
  io: Io,
  further: readonly string[],
): Pick<Knowledge, 'lore' | 'rules'> {
  const lore = ourLore(io.reader, io.packageRoot);
  const own = rulesBelow(io.reader, join(io.packageRoot, 'rules'), 'rules');
  const others = further.flatMap((folder) => {
    if (io.reader.kindOf(folder) !== 'directory')
      throw new UsageError(`no such folder of rules: ${folder}`);
    return rulesBelow(io.reader, folder);
  });
  return { lore, rules: loadRules([...own, ...others]) };
}

export function join(folder: string, path: string): string {
  return path.startsWith('/') ? path : `${folder.replace(/\/+$/, '')}/${path}`;
}

/** What people know of a fleet; nothing when the folder has no pipewright.yaml. */
export function configOf(io: Io, fleet: Pick<Fleet, 'dir'>, path: string | undefined): FleetConfig {
  const file = path ?? join(fleet.dir, 'pipewright.yaml');
  const read = io.reader.read(file);
  if (!read.ok) {
    if (path !== undefined) throw new UsageError(`cannot read ${path}`);
    return emptyConfig;
  }
  return readConfig(decodeText(read.bytes).text ?? '', file);
}

function checkNames(fleet: Fleet, { app = [], lang }: CommonOptions): void {
  const names = fleet.applications.map(({ name }) => name);
  const missing = app.find((name) => !names.includes(name));
  if (missing === undefined) return;
  throw new UsageError(
    sentenceOf(
      { code: 'cli/no-such-app', params: { name: missing, names: names.join(', ') } },
      lang,
    ),
  );
}

/** Scans an opened fleet, telling how far it is. */
export function scanOpened(io: Io, opened: OpenedFleet, options: CommonOptions): ScannedFleet {
  const say = (name: string) => {
    if (options.quiet !== true)
      io.stderr(`${sentenceOf({ code: 'cli/reading', params: { name } }, options.lang)}\n`);
  };
  const scanned = scanFleet(opened.fleet, opened.knowledge, {
    read: opened.read,
    progress: { step: say },
    only: options.app ?? [],
  });
  for (const { application, error } of scanned.failed) {
    const message = error instanceof Error ? error.message : String(error);
    io.stderr(
      `${sentenceOf({ code: 'cli/failed-application', params: { application, message } }, options.lang)}\n`,
    );
    if (io.environment['PIPEWRIGHT_DEBUG'] === '1' && error instanceof Error)
      io.stderr(`${error.stack ?? ''}\n`);
  }
  return scanned;
}

/** The exit codes that a scan earns. */
export function scanCodes(
  scanned: ScannedFleet,
  result: ScanResult,
  failOn: FailLevel,
): readonly ExitCode[] {
  const codes: ExitCode[] = [];
  if (scanned.failed.length > 0) codes.push(exitCodes.ownFailure);
  if (result.diagnostics.some(({ code }) => isUnread(code))) codes.push(exitCodes.unreadInput);
  if (isReached(result, failOn)) codes.push(exitCodes.findings);
  return codes;
}

function isUnread(code: string): boolean {
  return (
    Object.hasOwn(diagnosticInfo, code) &&
    diagnosticInfo[code as keyof typeof diagnosticInfo].unread
  );
}

/** Whether something in the result is at least as grave as the level. */
function isReached(result: ScanResult, level: FailLevel): boolean {
  if (level === 'never') return false;
  const from = failLevels.indexOf(level);
  const found = new Set<FailLevel>();
  for (const app of result.apps) {
    for (const finding of app.findings) found.add(finding.level);
    if (app.coverage.manual > 0) found.add('manual');
    if (app.steps.some(({ kind, reached }) => reached && kind === 'unknown')) found.add('unknown');
  }
  return [...found].some((candidate) => failLevels.indexOf(candidate) >= from);
}
