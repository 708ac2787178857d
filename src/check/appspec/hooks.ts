import { fileSource, parseSource } from '../../syntax/parse-source.ts';
import type { Diagnostic } from '../../model/diagnostic.ts';
import { isFileTaken, isNamedByBuild, standsInSource } from '../bundle.ts';
import type { Bundle } from '../bundle.ts';
import type { CheckedFile } from '../checked-file.ts';
import { diagnose } from '../diagnose.ts';
import { leftRunning } from '../shell/left-running.ts';
import { hasSequence, hiddenByPipe, stopsOnFailure } from '../shell/error-model.ts';
import { bundlePath } from './appspec.ts';
import type { HookEntry, HostAppspec } from './appspec.ts';
import { unsetProblems } from './unset-variables.ts';

const longestEvent = 3600;

/**
 * The scripts that lifecycle events run: whether they are there, and how the agent would run them.
 * Source: https://docs.aws.amazon.com/codedeploy/latest/userguide/reference-appspec-file-structure-hooks.html
 */
export function hookProblems({ document, hooks }: HostAppspec, bundle: Bundle) {
  const scripts = new Map<string, CheckedFile>();
  for (const { location } of hooks) {
    const script = bundle.output.get(bundlePath(location));
    if (script !== undefined) scripts.set(bundlePath(location), script);
  }
  return [
    ...timeoutProblems({ document, hooks }),
    ...hooks.flatMap((hook) => [
      ...placeProblems(document.file, hook, bundle),
      ...userProblems(document.file, hook, bundle),
    ]),
    ...[...scripts.values()].flatMap(scriptProblems),
    ...[...scripts.values()].flatMap((script) => unsetProblems(script, bundle)),
  ];
}

function timeoutProblems({
  document,
  hooks,
}: Pick<HostAppspec, 'document' | 'hooks'>): readonly Diagnostic[] {
  return [...new Set(hooks.map(({ event }) => event))].flatMap((event) => {
    const own = hooks.filter((hook) => hook.event === event);
    const sum = own.reduce((total, { timeout }) => total + timeout, 0);
    // A single script within bounds is the schema's business.
    if (own.length < 2 || sum <= longestEvent) return [];
    const line = document.lineOf(`/hooks/${event}`);
    return [
      diagnose('check/event-timeout', document.file, line, { event, sum, limit: longestEvent }),
    ];
  });
}

function placeProblems(file: string, hook: HookEntry, bundle: Bundle): readonly Diagnostic[] {
  const { event, location, line } = hook;
  const path = bundlePath(location);
  const { artifacts, buildspec } = bundle;
  if (!standsInSource(bundle, path) && !bundle.output.has(path) && !isNamedByBuild(bundle, path))
    return [diagnose('check/missing-hook', file, line, { hook: event, path: location })];
  if (buildspec === null) return [];
  const name = buildspec.document.file;
  const flat = artifacts.some(({ discardsPaths }) => discardsPaths);
  if (flat && path.includes('/'))
    return [diagnose('check/flattened-bundle', file, line, { path: location })];
  if (isFileTaken(bundle, path)) return [];
  const patterns = artifacts.flatMap(({ files }) => files).join(', ');
  return [
    diagnose('check/not-in-bundle', file, line, { path: location, buildspec: name, patterns }),
  ];
}

// Users that packages make for their services, with nologin or false as their shell.
const serviceUsers =
  /^(www-data|nginx|apache|httpd?|tomcat\d*|nobody|daemon|bin|mysql|redis|memcache|haproxy|php-fpm)$/;

function userProblems(
  file: string,
  { runas, location, line }: HookEntry,
  { logins }: Bundle,
): readonly Diagnostic[] {
  if (runas === null || logins.has(runas) || !serviceUsers.test(runas)) return [];
  return [diagnose('check/no-login-user', file, line, { user: runas, path: location })];
}

function scriptProblems({ path, text, executable }: CheckedFile): readonly Diagnostic[] {
  const hasMark = text.startsWith('\uFEFF');
  const { script } = parseSource(fileSource(path, hasMark ? text.slice(1) : text));
  const lineAt = (offset: number) => text.slice(0, offset).split('\n').length;
  const hidden = hiddenByPipe(script, text);
  return [
    ...(executable ? [] : [diagnose('check/hook-not-executable', path, null, { path })]),
    ...(hasMark || text.startsWith('#!') ? [] : [diagnose('check/no-shebang', path, 1, { path })]),
    ...(hasSequence(script) && !stopsOnFailure(script)
      ? [diagnose('check/no-errexit', path, 1)]
      : []),
    ...(hidden === null ? [] : [diagnose('check/no-pipefail', path, lineAt(hidden))]),
    ...leftRunning(script).map((offset) =>
      diagnose('check/background-output', path, lineAt(offset)),
    ),
  ];
}
