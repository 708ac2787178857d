import { walk } from '../../syntax/nodes.ts';
import type { ParameterExpansionPart, ParsedScript, SyntaxNode } from '../../syntax/nodes.ts';

/** A variable that is read, and the offset of its first reading. */
export interface Reading {
  readonly name: string;
  readonly offset: number;
}

/**
 * Variables that a script reads without saying what to do when they are not set, each once. Inside
 * functions `$1` and its like are the caller's business.
 */
export function readNames(script: ParsedScript): readonly Reading[] {
  const found = new Map<string, number>();
  const functions: SyntaxNode[] = [];
  walk(script, (node) => {
    if (node.type === 'Function') functions.push(node);
    const name = nameRead(node);
    if (name === null) return undefined;
    const isParameter = /^\d+$/.test(name);
    const isInside = functions.some(({ pos, end }) => pos <= node.pos && node.end <= end);
    if (!(isParameter && isInside) && !found.has(name)) found.set(name, node.pos);
    return undefined;
  });
  return [...found].map(([name, offset]) => ({ name, offset }));
}

function nameRead(node: SyntaxNode): string | null {
  if (node.type === 'SimpleExpansion') {
    const name = node.text.slice(1);
    return /^([A-Za-z_]\w*|[1-9])$/.test(name) ? name : null;
  }
  if (node.type !== 'ParameterExpansion' || saysWhatToDo(node)) return null;
  // `${!name}` reads two variables, of which only the first is known; an empty array is no error.
  if (node.index !== undefined) return null;
  return /^([A-Za-z_]\w*|[1-9]\d*)$/.test(node.parameter) ? node.parameter : null;
}

function saysWhatToDo({ operation }: ParameterExpansionPart): boolean {
  return operation?.type === 'Default' || operation?.type === 'Names';
}

/** Variables that bash sets by itself, or that every process of a system has. */
const fromShell =
  /^(BASH(PID|_\w+)?|COMP_\w+|DIRSTACK|EUID|FUNCNAME|GROUPS|HOME|HOSTNAME|HOSTTYPE|IFS|LANG|LC_\w+|LINENO|MACHTYPE|MAPFILE|OLDPWD|OPTARG|OPTERR|OPTIND|OSTYPE|PATH|PIPESTATUS|PPID|PS[0-4]|PWD|RANDOM|REPLY|SECONDS|EPOCH\w+|SHELL(OPTS)?|SHLVL|SRANDOM|TERM|TMPDIR|TZ|UID|USER|LOGNAME|0)$/;

/**
 * What CodeDeploy's agent hands to a hook.
 * Source: https://docs.aws.amazon.com/codedeploy/latest/userguide/reference-appspec-file-structure-hooks.html
 */
const fromAgent =
  /^(LIFECYCLE_EVENT|DEPLOYMENT_ID|APPLICATION_NAME|DEPLOYMENT_GROUP_NAME|DEPLOYMENT_GROUP_ID|BUNDLE_(BUCKET|KEY|VERSION|ETAG|COMMIT))$/;

/**
 * Whether a build has a variable without anybody of ours setting it.
 * Source: https://docs.aws.amazon.com/codebuild/latest/userguide/build-env-ref-env-vars.html
 */
export function isGivenToBuild(name: string): boolean {
  return fromShell.test(name) || /^(CODEBUILD_\w+|AWS_(DEFAULT_)?REGION)$/.test(name);
}

/** Whether a hook has a variable without anybody of ours setting it. */
export function isGivenToHook(name: string): boolean {
  return fromShell.test(name) || fromAgent.test(name);
}
