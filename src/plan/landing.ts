/** Where a copied file or folder comes to lie on the host. */
import type { Step } from '../model/step.ts';
import type { Evidence } from './evidence.ts';
import { machineOf } from './evidence.ts';
import { argumentTexts } from './arguments.ts';
import { baseName, isWithin, normalPath, parentOf, resolvedFrom } from './paths.ts';
import { meansContents } from './source-shape.ts';
import type { TransferEnd } from './transfer-ends.ts';
import { valueText } from './value-text.ts';

/** CodeDeploy takes folders only: the folder, and the new name where the copy gives the file one. */
export interface Landing {
  readonly folder: string;
  readonly fileName: string | null;
}

/** The target of a folder: its contents, or the folder by its name. Source: rsync(1), scp(1). */
export function landingOfFolder(from: TransferEnd, to: TransferEnd): Landing {
  const name = baseName(from.path);
  const below = from.kept ?? name;
  const contentsOnly =
    meansContents(from.path) ||
    (from.kept === null && (from.isStreamed || baseName(to.path) === name));
  return {
    folder: contentsOnly ? to.path : `${to.path.replace(/\/$/, '')}/${below}`,
    fileName: null,
  };
}

/**
 * The script takes the target away and never makes it, so that `scp -r` finds none and gives its name to the
 * copy: `rm -rf /srv/shop` before `scp -r dist web1:/srv/shop`. Source: scp(1).
 */
export function isMadeByCopy(target: string, evidence: Evidence): boolean {
  const path = normalPath(target);
  if (!path.startsWith('/')) return false;
  const named = evidence.classification.steps.flatMap(({ step }) => {
    if (!step.reached || machineOf(step, evidence) !== 'host') return [];
    const cwd = hostFolder(step, evidence);
    const paths = argumentTexts(step).map((text) => seen(cwd, text));
    const own = step.name === 'mv' ? paths.slice(0, -1) : paths;
    return own.includes(path) && /^(rm|mv|mkdir)$/.test(step.name ?? '') ? [step.name] : [];
  });
  return named.length > 0 && !named.includes('mkdir');
}

/**
 * The target of one file. A name without a slash behind it is the file's own, unless something shows a
 * folder there: its name, or what other steps do with it.
 */
export function landingOfFile(
  from: TransferEnd,
  to: TransferEnd,
  /** The target as an absolute path of the host; null when it is not known. */
  whole: string | null,
  evidence: Evidence,
): Landing {
  const name = baseName(from.path);
  if (from.isStreamed) {
    const folder = parentOf(from.kept ?? '.');
    return { folder: folder === '.' ? to.path : `${to.path}/${folder}`, fileName: null };
  }
  if (!to.isFile && !isFileTarget(from.path, to.path, whole, evidence))
    return { folder: to.path, fileName: null };
  const fileName = baseName(to.path);
  return { folder: parentOf(to.path), fileName: fileName === name ? null : fileName };
}

function isFileTarget(from: string, to: string, whole: string | null, evidence: Evidence): boolean {
  if (/(^|\/)\.{0,2}$|^~$/.test(to)) return false;
  const path = whole ?? normalPath(to);
  if (isUsedAsFile(path, evidence)) return true;
  if (isUsedAsFolder(path, evidence)) return false;
  const name = baseName(path);
  if (name === baseName(from)) return true;
  if (isCustomFolder(path) || name.endsWith('.d')) return false;
  if (name.startsWith('.')) return true;
  const own = extension(from);
  const other = extension(path);
  if (other !== '')
    return other === own || own === '' || /[*?$|]/.test(from) || fileExtensions.test(other);
  return own === '' || holdsFiles.test(parentOf(path));
}

function extension(path: string): string {
  return /[^/]\.([A-Za-z0-9]{1,12})$/.exec(baseName(path))?.[1] ?? '';
}

// A folder may be called `example.com`: only what no domain ends with counts as a file's extension.
const fileExtensions =
  /^(conf|cfg|ini|cnf|json|ya?ml|toml|xml|properties|env|txt|log|list|rules|service|socket|timer|target|path|mount|jar|war|ear|zip|tar|tgz|gz|bz2|xz|deb|rpm|apk|whl|gem|sql|dump|db|sqlite3?|html?|css|m?js|cjs|ts|php|rb|pl|lua|bash|zsh|pem|crt|key|csr|p12|jks|pub|template|tpl|j2|bin|exe|dll|so|war_new|new|tmp|bak|old)$/i;

// Folders whose entries are files: programs and configuration.
// Source: the Filesystem Hierarchy Standard 3.0, sections 3.4, 3.7 and 4.9.
const holdsFiles =
  /^(\/usr(\/local)?)?\/s?bin$|\/bin$|^\/etc(\/.*)?\/[\w.-]+\.d$|^\/etc\/(default|cron\.\w+|sysconfig|nginx\/sites-\w+|apache2\/sites-\w+|profile\.d)$|\/sites-(available|enabled)$/;

const customFolders =
  /^(s?bin|lib|lib64|share|conf|config|conf\.d|html|www|htdocs|public_html|public|webapps|deployments|releases?|current|shared|tmp|temp|backups?|data|logs?|src|srv|uploads?|assets|static|dist|build|sites-(available|enabled)|system|site|web|scripts?|stacks?)$/i;

/** Called like a folder, or one that every machine has. */
function isCustomFolder(path: string): boolean {
  if (/^\/[^/]*$/.test(path)) return true;
  if (/^\/(home|Users)\/[^/]+$|^\/(var\/(www|lib|log|tmp|cache)|etc\/[\w-]+|usr\/\w+)$/.test(path))
    return !/\.\w+$/.test(path);
  return (
    customFolders.test(baseName(path)) ||
    /^\.(ssh|config|docker|aws|kube|local|m2)$/.test(baseName(path))
  );
}

/** Other steps work inside it, make it or send several things to it. */
function isUsedAsFolder(path: string, evidence: Evidence): boolean {
  if (!path.startsWith('/')) return false;
  return evidence.classification.steps.some((one) => {
    const { step } = one;
    const cwd = hostFolder(step, evidence);
    if (cwd !== null && isWithin(cwd, path)) return true;
    const named = pathsNamed(step, cwd);
    if (named.some((text) => text !== path && isWithin(text, path))) return true;
    return step.name === 'mkdir' && named.includes(path);
  });
}

const readers =
  /^(tar|unzip|gunzip|bash|sh|source|\.|java|node|php|python\d*|psql|mysql|dpkg|rpm|docker|podman)$/;

/** Another step runs it, makes it executable or reads it as one file. */
function isUsedAsFile(path: string, evidence: Evidence): boolean {
  return evidence.classification.steps.some(({ step }) => {
    const cwd = hostFolder(step, evidence);
    if (cwd === null && machineOf(step, evidence) !== 'host') return false;
    const [program] = step.words;
    if (program !== undefined && seen(cwd, valueText(program.value)) === path) return true;
    const [first, ...others] = argumentTexts(step);
    if (step.name === 'chmod')
      return /\+x/.test(first ?? '') && others.some((text) => seen(cwd, text) === path);
    return (
      readers.test(step.name ?? '') &&
      step.words
        .slice(1)
        .some(
          ({ value }) => seen(cwd, valueText(value)) === path && /[^/]$/.test(valueText(value)),
        ) &&
      !isDirectoryOption(step, path, cwd)
    );
  });
}

/** `tar -C DIR`, `unzip -d DIR`, `docker run -v DIR:…`: the word names a folder. */
function isDirectoryOption(step: Step, path: string, cwd: string | null): boolean {
  const texts = step.words.map(({ value }) => valueText(value));
  return texts.some(
    (text, at) =>
      seen(cwd, text) === path &&
      /^(-C|-d|-v|-w|--directory|--workdir|--volume)$/.test(texts[at - 1] ?? ''),
  );
}

function seen(cwd: string | null, text: string): string {
  return resolvedFrom(cwd, text);
}

function hostFolder(step: Step, evidence: Evidence): string | null {
  if (step.cwd === null || machineOf(step, evidence) !== 'host') return null;
  return valueText(step.cwd);
}

/** Paths of hosts that the words name, with the host in front or on the host itself. */
function pathsNamed(step: Step, cwd: string | null): readonly string[] {
  return step.words.slice(1).flatMap(({ value }) =>
    valueText(value)
      .split('|')
      .flatMap((text) => {
        const path = text.replace(/^[^/:]+:/, '').replace(/^-[\w-]+=/, '');
        return path.startsWith('/') || cwd !== null ? [resolvedFrom(cwd, path)] : [];
      }),
  );
}
