import type { Plan } from '../../model/plan.ts';
import type { Generator } from '../generator.ts';
import { environmentNames } from '../repository/environment-files.ts';
import { slicesOf } from '../repository/slices.ts';

/** `parameters.yaml`: parameters and secrets by name, place in SSM and origin; never a value. */
export const parameters: Generator = {
  id: 'parameters',
  generate(plan, { render, notes, lore }) {
    const written = environmentNames(plan, slicesOf(plan, lore));
    const { text, origins } = render('parameters/parameters.yaml.hbs', {
      name: plan.application,
      parameters: namedParameters(plan),
      values: plan.deployment.values
        .filter(({ name }) => written.includes(name))
        .map(({ name, values, usedBy }) => ({
          name,
          environments: Object.keys(values).sort(),
          missing: Object.entries(values)
            .flatMap(([environment, value]) => (value === null ? [environment] : []))
            .sort(),
          note: notes.of(usedBy),
          steps: usedBy,
        })),
    });
    const from = [...new Set(origins.flatMap(({ steps }) => steps))];
    return [{ path: 'parameters.yaml', text, origins, executable: false, from }];
  },
};

/** One entry per name: an environment each has its own place in SSM. */
function namedParameters({ parameters: all, root }: Plan) {
  const names = [...new Set(all.map(({ name }) => name))];
  return names.map((name) => {
    const same = all.filter((one) => one.name === name);
    const [first] = same;
    return {
      name,
      secret: first?.secret ?? false,
      label: first?.label ?? null,
      from: first === undefined ? '' : `${withoutRoot(first.file, root)}:${String(first.line)}`,
      paths: same.map(({ environment, path }) => ({ environment, path })),
    };
  });
}

function withoutRoot(file: string, root: string): string {
  return file.startsWith(`${root}/`) ? file.slice(root.length + 1) : file;
}
