import type { Result, ResultOutput } from '../model/result.ts';
import type { ScannedApplication, ScannedStep } from '../model/scan-result.ts';
import { linesOf } from './anchors.ts';
import type { Anchors } from './anchors.ts';
import { destinationLabel } from './destination.ts';
import { mostUrgent, outcomeOf } from './outcome.ts';
import type {
  LineLink,
  Outcome,
  OutputLine,
  OutputPane,
  ScriptLine,
  ScriptPane,
} from './report-view.ts';
import { placeInFile } from './step-view.ts';
import type { Wording } from './wording.ts';

interface Paper {
  readonly app: ScannedApplication;
  readonly anchors: Anchors;
  readonly wording: Wording;
  /** Step id → the output lines that come from it. */
  readonly homes: ReadonlyMap<string, readonly LineLink[]>;
}

/** The scripts of an application, each line with what becomes of it and where it went. */
export function scriptPanes(
  result: Result,
  app: ScannedApplication,
  anchors: Anchors,
  wording: Wording,
): readonly ScriptPane[] {
  const texts = new Map(result.sources.map(({ file, text }) => [file, text]));
  const paper = { app, anchors, wording, homes: homesOf(result, app, anchors) };
  return app.scripts.map(({ file }) => {
    const text = texts.get(file);
    const name = placeInFile(file, null, null, app);
    if (text === undefined) return { file: name, lines: [], missing: true };
    return { file: name, lines: scriptLines(file, text, paper), missing: false };
  });
}

function homesOf(
  result: Result,
  app: ScannedApplication,
  anchors: Anchors,
): ReadonlyMap<string, readonly LineLink[]> {
  const homes = new Map<string, LineLink[]>();
  const outputs = result.outputs.filter((output) => output.app === null || output.app === app.name);
  for (const output of outputs) {
    for (const { line, steps } of output.origins) {
      const link = {
        anchor: anchors.outputLine(output.path, line),
        label: `${nameInPath(output.path)}:${line}`,
        title: `${output.path}:${line}`,
      };
      for (const step of steps) homes.set(step, [...(homes.get(step) ?? []), link]);
    }
  }
  return homes;
}

function scriptLines(file: string, text: string, paper: Paper): readonly ScriptLine[] {
  const steps = paper.app.steps.filter((step) => step.file === file);
  const carried = linesCarried(file, paper.app.steps);
  return linesOf(text).map((line, index) => {
    const number = index + 1;
    const here = narrowest(steps.filter((step) => step.line <= number && number <= step.endLine));
    return scriptLine(line, number, here, carried.has(number), file, paper);
  });
}

// A compound step covers the lines of the steps inside it; the line belongs to the inner ones.
function narrowest(steps: readonly ScannedStep[]): readonly ScannedStep[] {
  const shortest = Math.min(...steps.map((step) => step.endLine - step.line));
  return steps.filter((step) => step.endLine - step.line === shortest);
}

function linesCarried(file: string, steps: readonly ScannedStep[]): ReadonlySet<number> {
  const covers = steps.flatMap((step) => step.covers).filter((cover) => cover.file === file);
  // Only the edges: the lines between them hold the steps themselves, comments and blank lines.
  return new Set(covers.flatMap(({ line, endLine }) => [line, endLine]));
}

function scriptLine(
  text: string,
  number: number,
  steps: readonly ScannedStep[],
  carried: boolean,
  file: string,
  paper: Paper,
): ScriptLine {
  const { anchors, app, wording } = paper;
  const outcome = mostUrgent(steps.map(outcomeOf));
  const starting = steps.filter((step) => step.line === number && outcomeOf(step) !== 'plumbing');
  const links = distinct(starting.flatMap((step) => paper.homes.get(step.id) ?? []));
  return {
    anchor: anchors.scriptLine(app, file, number) ?? '',
    number,
    text,
    outcome,
    label: lineLabel(outcome, carried, wording),
    starts: starting.length > 0,
    links,
    goes: goesOf(
      starting.filter((step) => !paper.homes.has(step.id)),
      wording,
    ),
  };
}

function lineLabel(outcome: Outcome | null, carried: boolean, wording: Wording): string {
  if (outcome !== null) return wording.say(`report/disposition/${outcome}`);
  return carried ? wording.say('report/covered-line') : '';
}

function goesOf(steps: readonly ScannedStep[], wording: Wording): string {
  const words = steps.map((step) => {
    const outcome = outcomeOf(step);
    return outcome === 'converted' || outcome === 'replaced'
      ? destinationLabel(step.destination, wording)
      : wording.say(`report/disposition/${outcome}`);
  });
  return [...new Set(words)].join(', ');
}

function distinct(links: readonly LineLink[]): readonly LineLink[] {
  return [...new Map(links.map((link) => [link.anchor, link])).values()];
}

/** The output files of an application (null: of the whole fleet), each line with where it comes from. */
export function outputPanes(
  result: Result,
  app: ScannedApplication | null,
  anchors: Anchors,
  wording: Wording,
): readonly OutputPane[] {
  const steps = new Map((app?.steps ?? []).map((step) => [step.id, step]));
  return result.outputs
    .filter((output) => output.app === (app?.name ?? null))
    .map((output) => {
      const lines = linesOf(output.text).map((text, index) =>
        outputLine(text, index + 1, output, steps, app, anchors),
      );
      return {
        path: output.path,
        name: pathInApplication(output),
        executable: output.executable,
        count: wording.counted('report/lines', lines.length),
        lines,
      };
    });
}

function outputLine(
  text: string,
  number: number,
  output: ResultOutput,
  steps: ReadonlyMap<string, ScannedStep>,
  app: ScannedApplication | null,
  anchors: Anchors,
): OutputLine {
  const here = output.origins.filter(({ line, endLine }) => line <= number && number <= endLine);
  const starting = here.filter(({ line }) => line === number).flatMap((origin) => origin.steps);
  const links = starting.flatMap((id): readonly LineLink[] => {
    const step = steps.get(id);
    if (step === undefined || app === null) return [];
    const anchor = anchors.scriptLine(app, step.file, step.line);
    const label = placeInFile(step.file, step.line, null, app);
    return anchor === null ? [] : [{ anchor, label, title: `${step.file}:${step.line}` }];
  });
  return {
    anchor: anchors.outputLine(output.path, number),
    number,
    text,
    carried: here.length > 0,
    links: distinct(links),
  };
}

function pathInApplication({ app, path }: ResultOutput): string {
  return app === null ? path : path.replace(/^apps\/[^/]+\//, '');
}

function nameInPath(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
