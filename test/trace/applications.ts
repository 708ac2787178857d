import type { Application, ScriptFile } from '../../src/model/fleet.ts';
import type { Trace } from '../../src/model/trace.ts';
import { traceApplication } from '../../src/trace/trace-application.ts';
import { ourLore } from './our-lore.ts';

/** An application made of these bash files; other files can be read, but are no scripts. */
export function applicationOf(
  scripts: Readonly<Record<string, string>>,
  others: Readonly<Record<string, string>> = {},
): { application: Application; read: (file: string) => string | null } {
  const files = [...Object.keys(scripts), ...Object.keys(others)].sort();
  const application: Application = {
    name: 'app',
    root: '.',
    scripts: Object.entries(scripts).map(([file, text]): ScriptFile => ({
      file,
      text,
      encoding: 'utf-8',
      shell: 'bash',
    })),
    files,
    diagnostics: [],
  };
  return { application, read: (file) => scripts[file] ?? others[file] ?? null };
}

/** Traces one script, with others beside it. */
export function traceScripts(
  scripts: Readonly<Record<string, string>>,
  others: Readonly<Record<string, string>> = {},
): Trace {
  const { application, read } = applicationOf(scripts, others);
  return traceApplication(application, read, ourLore);
}
