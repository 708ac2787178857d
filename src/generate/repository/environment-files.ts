import type { OutputFile } from '../../model/output-file.ts';
import type { Plan } from '../../model/plan.ts';
import type { GenerateContext } from '../generator.ts';
import { quoteShell } from '../quote-shell.ts';
import { Values } from '../slice/values.ts';
import type { Slices } from './slices.ts';

/** `deploy/env/<environment>.sh`: what differs between environments, and is no secret. */
export function environmentFiles(
  plan: Plan,
  slices: Slices,
  context: GenerateContext,
): readonly OutputFile[] {
  const names = environmentNames(plan, slices);
  if (names.length === 0) return [];
  return plan.deployment.environments.map(({ name }) => {
    const values = plan.deployment.values.filter((value) => names.includes(value.name));
    const rendered = context.render('repo/env.sh.hbs', {
      application: plan.application,
      environment: name,
      body: values
        .map((value) => {
          const text = value.values[name] ?? null;
          return text === null
            ? `# ${value.name} is not known for this environment`
            : `${value.name}=${inHome(text, plan)}`;
        })
        .join('\n'),
    });
    return { ...rendered, path: `deploy/env/${name}.sh`, executable: false, from: [] };
  });
}

/** Names that some code reads and whose value hangs on the environment. */
export function environmentNames(plan: Plan, slices: Slices): readonly string[] {
  const values = new Values(plan);
  const all = [...slices.hooks.values(), ...slices.phases.values(), ...slices.once.values()];
  const open = new Set(all.flatMap((slice) => [...slice.open]));
  return [...open].filter((name) => values.provisionOf(name, 'host') === 'environment-file').sort();
}

/** `~/shop` is the home of whoever logged in, whoever reads the file. */
function inHome(text: string, { deployment }: Plan): string {
  const { login } = deployment.users;
  if (!/^~(\/|$)/.test(text)) return quoteShell(text);
  const rest = text.slice(1);
  return `~${login ?? ''}${/^[\w./-]*$/.test(rest) ? rest : `/${quoteShell(rest.slice(1))}`}`;
}
