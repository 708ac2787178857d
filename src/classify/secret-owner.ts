import type { Span } from '../model/source.ts';

/**
 * What a secret opens, as the text around it says: `MYSQL` for `mysql -p…`, `DWH` for
 * `Database=dwh;Password=…`. Null where nothing says it. Reads nothing of the secret itself.
 */
export function ownerOfSecret(
  text: string,
  { start, end }: Pick<Span, 'start' | 'end'>,
): string | null {
  const before = text.slice(startOfCommand(text, start), start);
  const after = /^[^\n]*/.exec(text.slice(end))?.[0] ?? '';
  return (
    ofConnection(before, after) ?? ofAddress(before, after) ?? ofQuery(before) ?? ofProgram(before)
  );
}

/** Lines that end in a backslash go on. */
function startOfCommand(text: string, at: number): number {
  let start = text.lastIndexOf('\n', at - 1) + 1;
  while (start > 1 && text[start - 2] === '\\') start = text.lastIndexOf('\n', start - 2) + 1;
  return start;
}

// Source: learn.microsoft.com, "SqlConnection.ConnectionString"; PostgreSQL's libpq, "Keyword/Value".
const database = /\b(?:database|initial catalog|dbname)\s*=\s*([\w-]+)/i;
const login = /\b(?:user id|uid|user ?name|user)\s*=\s*([\w-]+)/i;

/** `Server=…;Database=dwh;User Id=reader;Password=…` in one text. */
function ofConnection(before: string, after: string): string | null {
  if (!/[\w ]=[^=;"']*;[^;"']*$/.test(before)) return null;
  const own = `${/[^"']*$/.exec(before)?.[0] ?? ''};${/^[^"']*/.exec(after)?.[0] ?? ''}`;
  return upper(database.exec(own)?.[1] ?? login.exec(own)?.[1]);
}

/** `mongodb://app:…@host`: a service by its scheme, another machine of the web by its name. */
function ofAddress(before: string, after: string): string | null {
  const scheme = /\b([a-z][a-z0-9+.-]*):\/\/[^\s/@"'`]*$/i.exec(before)?.[1]?.replace(/\+.*$/, '');
  if (scheme === undefined) return null;
  return /^(https?|ssh|git)$/i.test(scheme)
    ? hostLabel(/^@([\w.-]+)(?=[/:\s"'`]|$)/.exec(after)?.[1])
    : upper(
        scheme
          .replace(/^postgresql$/i, 'postgres')
          .replace(/s$/i, (end) =>
            /^(smtps|ftps|rediss|amqps|ldaps|mqtts)$/i.test(scheme) ? '' : end,
          ),
      );
}

/** `https://cdn.example.com/purge?key=…`, `…/opcache_reset.php?key=…`: the page where it has a name of its own. */
function ofQuery(before: string): string | null {
  const [, host = '', path = ''] = /:\/\/([^\s/"'?]+)([^\s"'?]*)\?[^\s"']*$/.exec(before) ?? [];
  const page = /\/([\w-]+)\.\w+$/.exec(path)?.[1];
  return page !== undefined && page !== 'index' ? upper(page) : hostLabel(host);
}

/** The part of a host's name that says whose it is. */
function hostLabel(host: string | undefined): string | null {
  if (host === undefined || /^[\d.:]+$|\$|^localhost/.test(host)) return null;
  const labels = host.replace(/^.*@/, '').replace(/:\d+$/, '').split('.');
  const own = labels.find((label) => !/^(www\d*|api|app|git|com|org|net)$/i.test(label));
  return upper(own ?? labels[0]);
}

const programs: readonly (readonly [RegExp, string])[] = [
  [/\bsshpass\b/, 'SSH'],
  [/\b(mysql|mysqldump|mysqladmin|mysqlimport|mysqlcheck)\b/, 'MYSQL'],
  [/\bmariadb(-dump)?\b/, 'MARIADB'],
  [/\bredis-cli\b/, 'REDIS'],
  [/\b(mongo|mongosh|mongodump|mongorestore|mongoimport|mongoexport)\b/, 'MONGO'],
  [/\bsqlcmd\b/, 'SQLSERVER'],
  [/\bcqlsh\b/, 'CASSANDRA'],
  [/\b(lftp|ncftp(put|get)|ftp)\b/, 'FTP'],
  [/\b(smbclient|mount\.cifs)\b/, 'SMB'],
  [/\b(docker|podman|buildah|helm)\s+(registry\s+)?login\b/, 'REGISTRY'],
  [/\bhtpasswd\b/, 'HTTP'],
];

/** The last program that is called before it. */
function ofProgram(before: string): string | null {
  const found = programs.flatMap(([pattern, owner]) => {
    const all = [...before.matchAll(new RegExp(pattern, 'g'))];
    const at = all.at(-1)?.index;
    return at === undefined ? [] : [{ at, owner }];
  });
  return found.sort((one, other) => other.at - one.at)[0]?.owner ?? null;
}

function upper(name: string | undefined): string | null {
  const kept = (name ?? '')
    .replace(/[^A-Za-z0-9]+/g, '_')
    .replace(/^[_\d]+|_+$/g, '')
    .toUpperCase();
  return kept === '' ? null : kept;
}
