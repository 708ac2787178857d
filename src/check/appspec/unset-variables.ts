import type { Diagnostic } from '../../model/diagnostic.ts';
import { walk } from '../../syntax/nodes.ts';
import type { ParsedScript } from '../../syntax/nodes.ts';
import { fileSource, parseSource } from '../../syntax/parse-source.ts';
import type { Bundle } from '../bundle.ts';
import type { CheckedFile } from '../checked-file.ts';
import { diagnose } from '../diagnose.ts';
import { assignedNames } from '../shell/assigned-names.ts';
import { isShell } from '../shell/shell-text.ts';
import { isGivenToHook, readNames } from '../shell/unset-names.ts';

/**
 * Variables that nobody sets. CodeDeploy hands none of ours to a hook, so what neither the hook nor
 * anything else of the bundle sets was lost on the way.
 */
export function unsetProblems({ path, text }: CheckedFile, bundle: Bundle): readonly Diagnostic[] {
  const { script } = parseSource(fileSource(path, text));
  if (readsElsewhere(script)) return [];
  const set = namesSetIn(bundle);
  const stops = /^\s*set\s+-\w*u|nounset/m.test(text);
  const code = stops ? 'check/unset-variable' : 'check/empty-variable';
  return readNames(script)
    .filter(({ name }) => !set.has(name) && !isGivenToHook(name))
    .map(({ name, offset }) =>
      diagnose(code, path, text.slice(0, offset).split('\n').length, { name }),
    );
}

/** Names that any shell of the bundle sets, and those that the build writes into files of it. */
function namesSetIn({ output, buildspec }: Bundle): ReadonlySet<string> {
  const shell = [...output.values()].filter(isShell).map(({ text }) => text);
  const built = buildspec?.commands.map(({ text }) => text) ?? [];
  const written = built.flatMap((text) => [...text.matchAll(/\b([A-Za-z_]\w*)=/g)]);
  return new Set([
    ...[...shell, ...built].flatMap((text) => [...assignedNames(text)]),
    ...written.flatMap((match) => match[1] ?? []),
  ]);
}

/** Whether a script reads files of the host with `.`, which may set anything. */
function readsElsewhere(script: ParsedScript): boolean {
  let found = false;
  walk(script, (node) => {
    if (node.type === 'Command' && /^(\.|source|eval)$/.test(node.name?.value ?? '')) {
      const [file] = node.args;
      found ||= node.name?.value === 'eval' || (file?.type === 'Word' && isOnHost(file.text));
    }
    return !found;
  });
  return found;
}

/** A path that does not begin at the script itself or at a variable that leads into the bundle. */
function isOnHost(path: string): boolean {
  return !/dirname|BASH_SOURCE|\$\{?BUNDLE|\$\{?(DEPLOY|SCRIPT)_?DIR/.test(path);
}
