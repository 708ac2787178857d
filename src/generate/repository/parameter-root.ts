import type { Plan } from '../../model/plan.ts';

/** `/shop` of `/shop/prod/DB_PASSWORD`. */
export function parameterRootOf({ parameters, application }: Plan): string {
  return /^(\/[^/]+)\//.exec(parameters[0]?.path ?? '')?.[1] ?? `/${application}`;
}
