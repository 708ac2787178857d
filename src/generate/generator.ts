import type { Redaction } from '../classify/redaction.ts';
import type { ApplicationConfig, FleetConfig } from '../model/config.ts';
import type { ReadFleetFile } from '../model/fleet.ts';
import type { Lore } from '../model/lore.ts';
import type { OutputFile } from '../model/output-file.ts';
import type { Plan } from '../model/plan.ts';
import type { StepFailure } from '../model/step-failure.ts';
import type { AddedStop } from './failure/added-stops.ts';
import type { MarginNotes } from './margin-notes.ts';
import type { Render } from './render.ts';

/** What generators know beside the plan. Nothing in it touches the disk or the clock. */
export interface GenerateContext {
  readonly config: ApplicationConfig;
  readonly fleet: FleetConfig;
  /** Files of the fleet, by their path relative to the folder that was scanned. */
  readonly read: ReadFleetFile;
  readonly render: Render;
  readonly notes: MarginNotes;
  readonly redaction: Redaction;
  readonly lore: Lore;
}

/** What generators know that tell of the code which was generated before. */
export interface TellingContext extends GenerateContext {
  /** What failing steps do, by the files of the repository; paths as in those files. */
  readonly failures: readonly StepFailure[];
  /** What was added there and can stop a deployment, too. */
  readonly addedStops: readonly AddedStop[];
}

/**
 * Makes files of one sort for one application: decisions in code, layout in a template. Paths are
 * relative to the application's folder in the output (`repo/buildspec.yml`, `pipeline.yaml`). An
 * application that has no use for the file gives an empty list.
 */
export interface Generator {
  readonly id: string;
  generate(plan: Plan, context: TellingContext): readonly OutputFile[];
}

/** What all applications need together (Terraform's root). Paths are relative to the output folder. */
export interface FleetGenerator {
  readonly id: string;
  generate(plans: readonly Plan[], context: FleetContext): readonly OutputFile[];
}

export type FleetContext = Pick<GenerateContext, 'fleet' | 'render'>;
