/** Scripts of a checkout that are no part of a deployment by hand. */
import type { DiagnosticCode } from '../model/diagnostic.ts';

/** A file that may be a script, by its path. */
interface Candidate {
  readonly file: string;
  readonly text: string;
}

/**
 * What Git runs on the machine of whoever commits or pushes. `post-receive` and `post-merge` are not
 * among them: some deploy by those. Source: githooks(5).
 */
const commitHook =
  /^(applypatch-msg|(pre|post)-applypatch|pre-commit|pre-merge-commit|prepare-commit-msg|commit-msg|post-commit|pre-rebase|post-rewrite|pre-push|pre-auto-gc)(\.sh)?$/;

/** What images begin with, by custom. */
const entrypoint = /^(docker[-_])?entry([-_]?point)?([-_.]\w+)*\.sh$/i;

/** `version: '3'`, `<!DOCTYPE html>`: the name says shell, the first line says otherwise. */
const foreignStart = /^(["']?[\w.-]+["']?:(\s|$)|<(!doctype|\?xml|html)\b)/i;

/** Whether a file is a Dockerfile. Source: docs.docker.com, "docker build", option --file. */
export function isDockerfile(file: string): boolean {
  return /(^|\/)(Docker|Container)file(\.[\w.-]+)?$|\.dockerfile$/i.test(file);
}

/** Why a script is left out; null for one that may deploy. `dockerfiles`: their texts. */
export function otherPurposeOf(
  { file, text }: Candidate,
  dockerfiles: readonly string[],
): DiagnosticCode | null {
  const name = baseNameOf(file);
  if (isNoShell(text)) return 'fleet/no-shell';
  if (commitHook.test(name)) return 'fleet/commit-hook';
  const isInImage =
    entrypoint.test(name) || dockerfiles.some((dockerfile) => startsWith(dockerfile, name));
  return isInImage ? 'fleet/image-script' : null;
}

function isNoShell(text: string): boolean {
  if (text.startsWith('#!')) return false;
  const first = text.split('\n').find((line) => line.trim() !== '' && !line.startsWith('#'));
  return first !== undefined && foreignStart.test(first);
}

/** Whether containers of an image begin with a script: by its own name, or by that of its copy. */
function startsWith(dockerfile: string, name: string): boolean {
  const lines = dockerfile.replace(/\\\n/g, ' ').split('\n');
  const begun = lines
    .filter((line) => /^\s*(ENTRYPOINT|CMD|HEALTHCHECK)\b/i.test(line))
    .flatMap((line) => line.match(/[\w.-]+/g) ?? []);
  const copies = lines.flatMap((line) => {
    const [verb = '', ...words] = line.trim().split(/\s+/);
    const paths = words.filter((word) => !word.startsWith('--'));
    const isCopy = /^(COPY|ADD)$/i.test(verb) && paths.length === 2;
    return isCopy && baseNameOf(paths[0] ?? '') === name ? [baseNameOf(paths[1] ?? '')] : [];
  });
  return [name, ...copies].some((one) => begun.includes(one));
}

function baseNameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
