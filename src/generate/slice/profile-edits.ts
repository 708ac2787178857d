import { walk } from '../../syntax/nodes.ts';
import type { Command, SyntaxNode } from '../../syntax/nodes.ts';
import type { Cutting } from './cutting.ts';
import type { Edit } from './source-lines.ts';

/** Programs that look a profile of the deployer's `~/.aws` up, with the option that names it. */
const options: ReadonlyMap<string, string> = new Map([
  ['aws', '--profile'],
  ['sam', '--profile'],
  ['cdk', '--profile'],
  ['copilot', '--profile'],
  ['serverless', '--aws-profile'],
  ['sls', '--aws-profile'],
  ['kubectl', '--kubeconfig'],
  ['helm', '--kubeconfig'],
]);

/**
 * Variables that name one, or another file of that home that the job makes anew. Sources: AWS CLI user
 * guide, "Environment variables"; kubectl reference, "Organizing Cluster Access Using kubeconfig Files".
 */
const names = /^(AWS_(DEFAULT_)?PROFILE|KUBECONFIG)$/;

/**
 * A profile is a section of files in the deployer's home. CodeBuild has neither; the service role of the
 * project stands in its place. Source: AWS CLI user guide, "Configuration and credential files".
 */
export function profileEdits(node: SyntaxNode, { room }: Pick<Cutting, 'room'>): readonly Edit[] {
  if (room.kind === 'host') return [];
  const edits: Edit[] = [];
  walk(node, (inner) => {
    if (inner.type === 'Command') edits.push(...optionEdits(inner), ...prefixEdits(inner));
    return undefined;
  });
  return edits;
}

function optionEdits({ name, args }: Command): readonly Edit[] {
  const option = options.get(name?.value ?? '');
  if (option === undefined) return [];
  return args.flatMap((word, at): readonly Edit[] => {
    if (word.type !== 'Word') return [];
    const value = word.text === option ? args[at + 1] : word;
    if (value === undefined || (value === word && !word.text.startsWith(`${option}=`))) return [];
    const before = args[at - 1] ?? name;
    return [{ start: before?.end ?? word.pos, end: value.end, text: '' }];
  });
}

/** `KUBECONFIG=~/.kube/prod kubectl …`: the assignment goes, the command stays. */
function prefixEdits({ name, prefix }: Command): readonly Edit[] {
  if (name === undefined) return [];
  return prefix.flatMap((item, at): readonly Edit[] =>
    names.test(nameSet(item))
      ? [{ start: item.pos, end: (prefix[at + 1] ?? name).pos, text: '' }]
      : [],
  );
}

/** `AWS_PROFILE=staging`, also exported, and nothing else: of no use where there are no profiles. */
export function setsProfileOnly(node: SyntaxNode, { room }: Pick<Cutting, 'room'>): boolean {
  if (room.kind === 'host' || node.type !== 'Command') return false;
  const isExport = node.name?.value === 'export';
  if (node.name !== undefined && !isExport) return false;
  const set = isExport ? node.args : node.prefix;
  return set.length > 0 && set.every((item) => names.test(nameSet(item)));
}

function nameSet(item: Command['args'][number] | Command['prefix'][number]): string {
  if (item.type === 'Assignment') return item.name;
  return item.type === 'Word' ? item.value : '';
}
