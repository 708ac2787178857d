import { readFileSync } from 'node:fs';

const root = new URL('../../templates/', import.meta.url);

/** Reads a template of the product. */
export const templates = (name: string): string => readFileSync(new URL(name, root), 'utf8');
