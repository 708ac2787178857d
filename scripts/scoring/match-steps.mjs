/** Kinds that follow the code they serve; they do not count as effectful. */
export const plumbing = new Set(['control', 'log', 'env-setup']);

/**
 * @typedef {object} Annotation what a person says of one command
 * @property {string} file
 * @property {number} line
 * @property {number} [endLine]
 * @property {string} kind
 * @property {readonly string[]} [alt] kinds that are right as well
 * @property {string | readonly string[]} [place]
 *
 * @typedef {object} FoundStep what the tool says of one command
 * @property {string} file
 * @property {number} line
 * @property {number} endLine
 * @property {string} kind
 * @property {{kind: string}} [place]
 */

/**
 * Pairs each annotation with the step that the tool found for the same command: one that begins on
 * its line, else one that overlaps its lines; among several the one of an accepted kind, else the
 * first. Each step is used once. The second part is what no annotation speaks of.
 *
 * @template {Annotation} A
 * @template {FoundStep} S
 * @param {readonly A[]} annotations
 * @param {readonly S[]} steps
 * @returns {{pairs: {annotation: A, step: S | null}[], extra: S[]}}
 */
export function matchSteps(annotations, steps) {
  const free = new Set(steps);
  const found = new Map();
  // What agrees is paired first, so that two commands on one line don't take each other's step.
  for (const accepted of [true, false]) {
    for (const annotation of annotations) {
      if (found.has(annotation)) continue;
      const step = bestOf(annotation, [...free], accepted);
      if (step === null) continue;
      found.set(annotation, step);
      free.delete(step);
    }
  }
  const pairs = annotations.map((annotation) => ({
    annotation,
    step: found.get(annotation) ?? null,
  }));
  // A function that is called several times has one annotation and a step for each call.
  const isAgain = (step) =>
    pairs.some(({ step: known }) => known !== null && isSameCommand(known, step));
  return { pairs, extra: [...free].filter((step) => !isAgain(step)) };
}

/** @param {Annotation} annotation @param {FoundStep} step */
export function isAccepted(annotation, step) {
  return step.kind === annotation.kind || (annotation.alt ?? []).includes(step.kind);
}

function bestOf(annotation, steps, accepted) {
  const end = annotation.endLine ?? annotation.line;
  const candidates = steps.filter(
    (step) =>
      step.file === annotation.file &&
      step.line <= end &&
      annotation.line <= step.endLine &&
      (!accepted || isAccepted(annotation, step)),
  );
  // `on_host web1 df`: the call stands here, what it carries there; both are plumbing.
  const places = [annotation.place ?? []].flat();
  const isElsewhere = (step) =>
    Number(places.length > 0 && step.place !== undefined && !places.includes(step.place.kind));
  const distance = (step) => Math.abs(step.line - annotation.line);
  candidates.sort(
    (a, b) => distance(a) - distance(b) || rank(a) - rank(b) || isElsewhere(a) - isElsewhere(b),
  );
  return candidates[0] ?? null;
}

/** Where the kind decides nothing, a step with an effect is the likelier partner. */
function rank(step) {
  return plumbing.has(step.kind) ? 1 : 0;
}

function isSameCommand(one, other) {
  return one.file === other.file && one.line === other.line && one.kind === other.kind;
}
