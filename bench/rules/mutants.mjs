/**
 * Small wrongs that can be done to a rule, one at a time: a condition dropped, a pattern that takes
 * more, a class that says something else. Each must make an example of the rules fail.
 *
 * Every mutant is a rule that the schema takes and that means something of its own. What it refuses
 * says nothing of the examples, and came out as another mutant again: an option without `name` is
 * never given, an argument without `at` never there, as if the branch were dropped; an argument at a
 * place whose pattern is dropped is one that takes anything.
 */

/** Where a pattern stood, anything will do. Also a name by its `^`: an empty name would be no word at all. */
const anything = '^';
const patternKeys = new Set(
  'arg word path cwd user file login variable substitution hosts text name value guard task sub'.split(' '),
);

/**
 * Every mutant of a written rule, as `{ what, data }`.
 * @param {Record<string, any>} rule
 * @returns {{ what: string, data: Record<string, any> }[]}
 */
export function mutantsOf(rule) {
  return [
    ...conditionMutants(rule.match, 'match').map(({ what, value }) => ({
      what,
      data: { ...rule, match: value },
    })),
    ...(rule.classify === undefined ? [] : classMutants(rule)),
    ...adjustMutants(rule),
    ...overMutants(rule),
  ];
}

/** @returns {{ what: string, value: unknown }[]} */
function conditionMutants(condition, at, needed = []) {
  const keys = Object.keys(condition);
  return keys.flatMap((key) => {
    const rest = Object.fromEntries(Object.entries(condition).filter(([name]) => name !== key));
    const dropped =
      keys.length > 1 && !needed.includes(key) ? [{ what: `${at}: drop ${key}`, value: rest }] : [];
    return [
      ...dropped,
      ...valueMutants(condition[key], key, `${at}/${key}`).map(({ what, value }) => ({
        what,
        value: { ...condition, [key]: value },
      })),
    ];
  });
}

const nested = new Set(['not', 'certain', 'previous', 'next', 'earlier', 'later']);

function valueMutants(value, key, at) {
  if (nested.has(key)) return conditionMutants(value, at);
  if (key === 'any' || key === 'all') return listMutants(value, at);
  if (typeof value === 'string') return patternMutants(value, key, at);
  if (key === 'arg' && value.at !== undefined) return argumentMutants(value, at);
  if (key === 'flag' && value.name !== undefined) return conditionMutants(value, at, ['name']);
  if (key === 'substitution') return conditionMutants(value, at, ['is']);
  if (value !== null && typeof value === 'object' && !Array.isArray(value))
    return conditionMutants(value, at);
  return [];
}

/** An argument at a place: anywhere, or whatever stands there. */
function argumentMutants({ at: place, ...rest }, at) {
  const { is } = rest;
  return [
    ...(is === undefined ? [] : [{ what: `${at}: drop at`, value: is }]),
    ...conditionMutants(rest, at).map(({ what, value }) => ({ what, value: { at: place, ...value } })),
    ...(is === undefined
      ? []
      : [{ what: `${at}/is: take anything`, value: { at: place, ...rest, is: anything } }]),
  ];
}

function listMutants(list, at) {
  return list.flatMap((one, index) => [
    ...(list.length > 1
      ? [{ what: `${at}: drop ${index}`, value: list.filter((_, other) => other !== index) }]
      : []),
    ...conditionMutants(one, `${at}/${index}`).map(({ what, value }) => ({
      what,
      value: list.map((other, place) => (place === index ? value : other)),
    })),
  ]);
}

/** A pattern that takes anything. */
function patternMutants(pattern, key, at) {
  return patternKeys.has(key) && /[\^$\\[(.*+?|]/.test(pattern)
    ? [{ what: `${at}: take anything`, value: anything }]
    : [];
}

function classMutants(rule) {
  const { kind, destination, disposition, confidence } = rule.classify;
  const set = (key, value) => ({
    what: `classify/${key}: ${rule.classify[key]} -> ${value}`,
    data: { ...rule, classify: { ...rule.classify, [key]: value } },
  });
  const isPlumbing = ['control', 'log', 'env-setup'].includes(kind);
  return [
    set('kind', kind === 'build' ? 'transfer' : 'build'),
    ...(isPlumbing
      ? []
      : [
          ...(destination === undefined
            ? []
            : [set('destination', destination === 'none' ? 'source' : 'none')]),
          ...(disposition === undefined
            ? []
            : [set('disposition', disposition === 'dropped' ? 'converted' : 'dropped')]),
          // 0.9 is where a reader stops checking.
          set('confidence', confidence >= 0.9 ? 0.6 : 0.95),
        ]),
  ];
}

function adjustMutants(rule) {
  const list = rule.adjust ?? [];
  const withList = (adjust) => ({ ...rule, adjust });
  return list.flatMap((one, index) => [
    { what: `adjust/${index}: drop`, data: withList(list.filter((_, at) => at !== index)) },
    ...conditionMutants(one.if, `adjust/${index}/if`).map(({ what, value }) => ({
      what,
      data: withList(list.map((other, at) => (at === index ? { ...other, if: value } : other))),
    })),
  ]);
}

function overMutants(rule) {
  return (rule.over ?? []).map((id) => ({
    what: `over: drop ${id}`,
    data: { ...rule, over: rule.over.filter((other) => other !== id) },
  }));
}
