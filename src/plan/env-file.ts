/** Files of settings that no repository should hold: `.env` and its likes. */
import type { FileMapping } from '../model/deployment.ts';
import type { Evidence } from './evidence.ts';
import { baseName } from './paths.ts';

/**
 * The copied file is such a file. One that the repository holds without any secret in it (what a
 * browser's build reads) goes with the bundle like any other.
 */
export function isEnvFile(source: string, { application, read }: Evidence): boolean {
  const name = baseName(source);
  if (!/^\.env([._-].*)?$|\.env$/.test(name)) return false;
  // The patterns that everybody fills in by hand.
  if (/(^|[._-])(example|sample|dist|template|tpl|schema|defaults?|ci|test)([._-]|$)/i.test(name))
    return false;
  const path = application.root === '.' ? source : `${application.root}/${source}`;
  if (!application.files.includes(path)) return true;
  return hasSecret(read(path) ?? '');
}

function hasSecret(text: string): boolean {
  return text
    .split('\n')
    .some((line) =>
      /^\s*(export\s+)?\w*(PASS|PASSWD|PWD|SECRET|TOKEN|CREDENTIAL|PRIVATE|API_?KEY|ACCESS_?KEY|DSN)\w*\s*=\s*\S|=\s*\S+:\/\/[^\s:/]+:[^\s@]+@/i.test(
        line,
      ),
    );
}

/** The parameter that holds the text of each of them, by the file on the host. */
export function envFileParameters(
  mappings: readonly FileMapping[],
): ReadonlyMap<FileMapping, string> {
  const secret = mappings.filter(({ isSecret }) => isSecret);
  const places = [...new Set(secret.map(placeOf))];
  const names = places.map((place) => (places.length === 1 ? 'ENV_FILE' : longName(place)));
  const unique = names.map((name, at) =>
    names.indexOf(name) === at ? name : `${name}_${String(at + 1)}`,
  );
  return new Map(
    secret.map((mapping) => [mapping, unique[places.indexOf(placeOf(mapping))] ?? 'ENV_FILE']),
  );
}

/** The name that the file has on the host. */
export function hostNameOf({ fileName, source }: FileMapping): string {
  return fileName ?? baseName(source);
}

function placeOf(mapping: FileMapping): string {
  const { destination, byEnvironment } = mapping;
  return `${destination ?? JSON.stringify(byEnvironment)}/${hostNameOf(mapping)}`;
}

// `/srv/shop/api/.env` → `API_ENV_FILE`
function longName(place: string): string {
  const [name = '', folder = ''] = place.split('/').reverse();
  const own = name === '.env' ? folder : `${folder}_${name.replace(/^\.env|\.env$/g, '')}`;
  const kept = own
    .toUpperCase()
    .replace(/[^A-Z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '');
  return /^[A-Z]/.test(kept) ? `${kept}_ENV_FILE` : 'ENV_FILE';
}
