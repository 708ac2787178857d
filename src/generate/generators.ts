import type { FleetGenerator, Generator } from './generator.ts';

/** Every generator of an application's files; a new one is a folder, a template and a line here. */
export const generators: readonly Generator[] = [];

/** Every generator of the files that all applications share. */
export const fleetGenerators: readonly FleetGenerator[] = [];
