import { isAccepted, plumbing } from './match-steps.mjs';

/** Lower ends of the bands, highest first; the last one holds what is said to be unknown. */
const bands = [0.95, 0.9, 0.8, 0.7, 0.5, 0.01, 0];
/** Who reads 0.9 or more stops checking, so it has to be right that often. */
const sure = { from: 0.9, wanted: 0.98 };

/**
 * How often steps of each confidence have the right kind, as lines of text. Only effectful answers
 * count: what is plumbing is certain by its form.
 *
 * @param {readonly {annotation: import('./match-steps.mjs').Annotation, step: (import('./match-steps.mjs').FoundStep & {confidence: number}) | null}[]} pairs
 * @returns {string[]}
 */
export function calibrationTable(pairs) {
  const told = pairs.filter(({ step }) => step !== null && !plumbing.has(step.kind));
  const rows = bands.map((from, at) => {
    const to = at === 0 ? Number.POSITIVE_INFINITY : bands[at - 1];
    const inside = told.filter(({ step }) => step.confidence >= from && step.confidence < to);
    return `${(at === bands.length - 1 ? 'unknown' : `>= ${from}`).padEnd(10)}  ${shareOf(inside)}`;
  });
  const certain = told.filter(({ step }) => step.confidence >= sure.from);
  const wanted = `wanted ${(sure.wanted * 100).toFixed(0)} %`;
  return [
    'confidence  right of count',
    ...rows,
    `${'sure'.padEnd(10)}  ${shareOf(certain)}, ${wanted}`,
  ];
}

/** The share of answers of a confidence of 0.9 or more that are right; 1 where there are none. */
export function sureShare(pairs) {
  const certain = pairs.filter(
    ({ step }) => step !== null && !plumbing.has(step.kind) && step.confidence >= sure.from,
  );
  return certain.length === 0 ? 1 : right(certain) / certain.length;
}

function right(pairs) {
  return pairs.filter(({ annotation, step }) => isAccepted(annotation, step)).length;
}

function shareOf(pairs) {
  const count = String(pairs.length).padStart(5);
  if (pairs.length === 0) return `    0 of ${count}    –  `;
  const percent = ((right(pairs) / pairs.length) * 100).toFixed(1).padStart(5);
  return `${String(right(pairs)).padStart(5)} of ${count}  ${percent} %`;
}
