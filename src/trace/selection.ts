/** Environments and actions: what a script lets its caller choose. */

/** What a run of a script is for. */
export interface Selection {
  readonly environment: string;
  readonly action: string;
  /** Values of the arguments, prompts and variables that choose it. */
  readonly bindings: ReadonlyMap<string, string>;
  /** The names among them that choose the environment and the action. */
  readonly environmentName: string | null;
  readonly actionName: string | null;
}

const environmentWord =
  /^(prod|production|prd|live|main|stag|staging|stage|stg|preprod|pre-prod|preproduction|pre-production|ppr|recette|rec|rct|dev|devel|develop|development|test|testing|tst|qa|qualif|uat|int|integration|integ|demo|sandbox|sbx|beta|alpha|canary|local|ci|dr|formation|prod-?\w{2}|staging-?\w{2})$/i;
const actionWord =
  /^(deploy|deployment|sync|rollback|roll-back|restart|reload|start|stop|status|build|update|upgrade|backup|restore|logs?|install|uninstall|setup|init|migrate|clean|cleanup|push|pull|release|publish|revert|test|health|check|up|down|full|provision|destroy|seed|ssh|shell|help|usage|version)$/i;
/** Words that settle what a choice is about. */
const decisive = /^(deploy|rollback|prod|production|staging)$/i;
const ignoredWord =
  /^(-h|--help|help|usage|-v|--version|version|y|yes|n|no|true|false|0|1|o|oui|non)$/i;

/** The runs that a script is walked for; a script without choices has one. */
export function selectionsOf(
  file: string,
  comparisons: ReadonlyMap<string, ReadonlySet<string>>,
  limit: number,
): readonly Selection[] {
  const environments = chooser(comparisons, environmentWord, null);
  const actions = chooser(comparisons, actionWord, environments?.name ?? null);
  const environmentNames = environments?.values ?? [environmentOfName(file)];
  const actionNames = actions?.values ?? [actionOfName(file)];
  const selections = environmentNames.flatMap((environment) =>
    actionNames.map((action) => {
      const bindings = new Map<string, string>();
      if (environments !== null) bindings.set(environments.name, environment);
      if (actions !== null) bindings.set(actions.name, action);
      return {
        environment,
        action,
        bindings,
        environmentName: environments?.name ?? null,
        actionName: actions?.name ?? null,
      };
    }),
  );
  return selections.slice(0, limit);
}

/** The outside value that is compared with the most words of a vocabulary. */
function chooser(
  comparisons: ReadonlyMap<string, ReadonlySet<string>>,
  vocabulary: RegExp,
  taken: string | null,
): { readonly name: string; readonly values: readonly string[] } | null {
  let best: { name: string; values: readonly string[]; score: number } | null = null;
  for (const name of [...comparisons.keys()].sort()) {
    if (name === taken) continue;
    const values = [...(comparisons.get(name) ?? [])].filter(
      (value) => !ignoredWord.test(value) && !value.startsWith('-'),
    );
    const known = values.filter((value) => vocabulary.test(value));
    const score = known.length + known.filter((value) => decisive.test(value)).length;
    if (score > 0 && score > (best?.score ?? 0) && score * 2 >= values.length)
      best = { name, values, score };
  }
  return best;
}

/**
 * `deploy-prod.sh`, `deploy_staging.sh`: one script per environment. A script that knows one
 * environment without a name for it deploys what people use: `prod`.
 */
export function environmentOfName(file: string): string {
  const words = baseWords(file);
  return (
    words
      .find((word) => environmentWord.test(word) && !/^(main|test|ci|int|rec|local)$/i.test(word))
      ?.toLowerCase() ?? 'prod'
  );
}

function actionOfName(file: string): string {
  const word = baseWords(file).find((candidate) =>
    /^(rollback|backup|restore|revert)$/i.test(candidate),
  );
  return word?.toLowerCase() ?? 'deploy';
}

function baseWords(file: string): readonly string[] {
  return file
    .split('/')
    .slice(-1)
    .join('')
    .replace(/\.[a-z]+$/i, '')
    .split(/[-_. ]+/);
}
