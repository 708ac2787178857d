import { isAccepted, plumbing } from './match-steps.mjs';

/** The kind of an annotation that the tool has no step for. */
const nothing = '(no step)';

/**
 * Counts over pairs of annotation and step, as lines of text: accuracy over effectful steps, over all
 * steps, per kind, and a confusion table.
 *
 * @param {readonly {annotation: import('./match-steps.mjs').Annotation, step: import('./match-steps.mjs').FoundStep | null}[]} pairs
 * @returns {string[]}
 */
export function kindsTable(pairs) {
  const effectful = pairs.filter(({ annotation }) => !plumbing.has(annotation.kind));
  return [
    `effectful steps  ${share(effectful)}`,
    `all steps        ${share(pairs)}`,
    '',
    ...perKind(pairs),
    '',
    ...confusion(pairs),
  ];
}

/** The share of pairs whose kind is accepted. */
export function accuracy(pairs) {
  return pairs.length === 0 ? 1 : right(pairs) / pairs.length;
}

function right(pairs) {
  return pairs.filter(({ annotation, step }) => step !== null && isAccepted(annotation, step))
    .length;
}

function share(pairs) {
  return `${String(right(pairs)).padStart(5)} of ${String(pairs.length).padStart(5)}  ${percent(accuracy(pairs))}`;
}

function percent(part) {
  return `${(part * 100).toFixed(1).padStart(5)} %`;
}

/** The kind that counts as answered: what was accepted as an alternative counts as right. */
function answered({ annotation, step }) {
  if (step === null) return nothing;
  return isAccepted(annotation, step) ? annotation.kind : step.kind;
}

function perKind(pairs) {
  const kinds = [...new Set(pairs.flatMap((pair) => [pair.annotation.kind, answered(pair)]))]
    .filter((kind) => kind !== nothing)
    .sort();
  const width = Math.max(4, ...kinds.map((kind) => kind.length));
  const rows = kinds.map((kind) => {
    const said = pairs.filter(({ annotation }) => annotation.kind === kind);
    const given = pairs.filter((pair) => answered(pair) === kind);
    const both = said.filter((pair) => answered(pair) === kind).length;
    const of = (total) => (total === 0 ? '    –  ' : percent(both / total));
    return `${kind.padEnd(width)}  ${String(said.length).padStart(5)}  ${of(given.length)}  ${of(said.length)}`;
  });
  return [`${'kind'.padEnd(width)}  count  precision  recall`, ...rows];
}

function confusion(pairs) {
  const counts = new Map();
  for (const pair of pairs) {
    const given = answered(pair);
    if (given === pair.annotation.kind) continue;
    const key = `${pair.annotation.kind} taken for ${given}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  if (counts.size === 0) return ['nothing was taken for something else'];
  return [...counts]
    .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    .map(([text, count]) => `${String(count).padStart(5)}  ${text}`);
}
