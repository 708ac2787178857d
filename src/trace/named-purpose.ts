/** What somebody says of a script, or of one of its actions, by its name. */

export type NamedPurpose = 'look' | 'prepare' | 'remove';

/** Words that say that a release is brought. */
export const deployingWord = /^(re)?(deploy\w*|release|publish|ship|rollout|livr\w*|mep)$/i;

const verbs: readonly (readonly [NamedPurpose, RegExp])[] = [
  [
    'look',
    /^(check\w*|verif\w+|validat\w+|status|health\w*|smoke\w*|test\w*|diagnos\w+|debug|monitor|inspect|troubleshoot|doctor|watch|logs?|show|list|v[ée]rif\w*|contr[ôo]le\w*)$/i,
  ],
  ['prepare', /^(setup|init\w*|provision\w*|install\w*|bootstrap|configure|prepare|pr[ée]parer)$/i],
  ['remove', /^(remove|delete|destroy|teardown|stop|cancel|undo|un)$/i],
];
/** What may stand behind: `deploy-check` looks, `deploy-test` and `deploy-monitor` bring something. */
const nouns: readonly (readonly [NamedPurpose, RegExp])[] = [
  ['look', /^(check\w*|verif\w+|validation|validate|status|healthcheck|diagnos\w+)$/i],
  ['prepare', /^(setup|init|initiali[sz]e|bootstrap|prerequisites|requirements)$/i],
];
const joins = /^(and|then|n|et|puis|plus|with|avec)$/i;

/**
 * `check_deploy`, `setup-deploy`, `deployment-status`: the verb says what is done about a deployment,
 * and it is not brought. Null for names that tell of none, and where both are done (`test-and-deploy`).
 */
export function namedPurposeOf(words: readonly string[]): NamedPurpose | null {
  const deploys = words.findIndex((word) => deployingWord.test(word));
  if (deploys < 0 || words.some((word) => joins.test(word))) return null;
  const before = words.slice(0, deploys);
  const verb = verbs.find(([, word]) => before.some((one) => word.test(one)));
  const last = deploys < words.length - 1 ? (words.at(-1) ?? '') : '';
  return (verb ?? nouns.find(([, word]) => word.test(last)))?.[0] ?? null;
}
