import type { Application, ReadFleetFile } from '../../model/fleet.ts';
import type { Lore } from '../../model/lore.ts';
import type { OutputFile } from '../../model/output-file.ts';
import type { Step } from '../../model/step.ts';
import { createLineTable } from '../../syntax/line-table.ts';
import { traceApplication } from '../../trace/trace-application.ts';
import { nameOf, outputScripts } from './output-scripts.ts';
import type { OutputScript } from './output-scripts.ts';

/** A command of an output file, with what its failure does there. */
export interface OutputCommand {
  readonly path: string;
  /** 1-based, both included. */
  readonly line: number;
  readonly endLine: number;
  readonly step: Step;
}

/**
 * The commands of output files, read by the same eyes as the scripts: the options in force, `||`,
 * conditions and pipes say what a failure does. `read` gives the other files of the repository.
 */
export function outputCommands(
  files: readonly Pick<OutputFile, 'path' | 'text'>[],
  read: ReadFleetFile,
  lore: Lore,
): readonly OutputCommand[] {
  const scripts = outputScripts(files);
  const texts = new Map(files.map(({ path, text }) => [nameOf(path), text]));
  // One after another: several entry scripts would be taken for one per environment.
  return scripts.flatMap((script) =>
    commandsOf(script, (file) => texts.get(file) ?? read(file), lore),
  );
}

function commandsOf(
  script: OutputScript,
  read: ReadFleetFile,
  lore: Lore,
): readonly OutputCommand[] {
  const application: Application = {
    name: script.id,
    root: '.',
    scripts: [{ file: script.id, text: script.text, encoding: 'utf-8', shell: 'bash' }],
    files: [],
    diagnostics: [],
  };
  const { steps } = traceApplication(application, read, lore);
  const table = createLineTable(script.text);
  const lineAt = (offset: number) => script.lineOf(table.positionOf(offset).line);
  return steps.flatMap((step) => {
    // What a called script of the repository does stands on the line of its call.
    const span = [step.span, ...step.calledFrom.map((call) => call.span)].find(
      ({ file }) => file === script.id,
    );
    if (span === undefined) return [];
    const line = lineAt(span.start);
    return [{ path: script.path, line, endLine: lineAt(Math.max(span.start, span.end - 1)), step }];
  });
}
