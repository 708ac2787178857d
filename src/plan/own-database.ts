import type { Step } from '../model/step.ts';
import type { Value } from '../model/value.ts';
import { textsOf } from '../shell/value.ts';
import type { Evidence } from './evidence.ts';
import { machineOf } from './evidence.ts';
import { valueText } from './value-text.ts';

interface Client {
  readonly command: RegExp;
  /** Options that name the server; null where the client opens files. */
  readonly host: RegExp | null;
  /** Variables that name it. */
  readonly variables: readonly string[];
}

// Without any of these, each client asks the machine that it runs on, by its socket or at localhost.
// Sources: mysql(1), psql(1) and libpq's environment, mongosh(1), redis-cli, cqlsh(1), sqlite3(1).
const clients: readonly Client[] = [
  {
    command:
      /^(mysql|mysqldump|mysqladmin|mysqlimport|mysqlpump|mysqlcheck|mariadb(-(dump|admin|import|check))?|mydumper|myloader)$/,
    host: /^(-h|--host)(=|$)|^-h./,
    variables: ['MYSQL_HOST'],
  },
  {
    command: /^(mariabackup|mariadb-backup|xtrabackup|innobackupex)$/,
    host: null,
    variables: [],
  },
  {
    command:
      /^(psql|pg_dump|pg_dumpall|pg_restore|pg_basebackup|createdb|dropdb|createuser|dropuser|vacuumdb|reindexdb)$/,
    host: /^(-h|--host)(=|$)|^-h./,
    variables: ['PGHOST', 'PGHOSTADDR', 'PGSERVICE'],
  },
  {
    command: /^(mongo|mongosh|mongodump|mongorestore|mongoexport|mongoimport)$/,
    host: /^(-h|--host|--uri)(=|$)/,
    variables: [],
  },
  { command: /^redis-cli$/, host: /^(-h|-u)$/, variables: [] },
  { command: /^cqlsh$/, host: /^$/, variables: ['CQLSH_HOST'] },
  { command: /^(sqlite3?)$/, host: null, variables: [] },
];

const loopback = /^(localhost|127(\.\d+){3}|\[?::1\]?)$/;
// An address, a list of settings, or a variable that is called like one.
const address = /:\/\/|\bhost(addr)?=|^\$\{?\w*(url|uri|dsn|conn)\w*\}?$/i;

/** The step is a client of a database that runs on the same machine, or of a database that is a file. */
export function asksOwnDatabase(step: Step, evidence: Evidence): boolean {
  const client = clients.find(({ command }) => command.test(step.name ?? ''));
  if (client === undefined || step.place.kind === 'container') return false;
  if (client.host === null) return true;
  const { variables } = client;
  const isTold =
    step.assignments.some(({ name }) => variables.includes(name)) ||
    evidence.trace.assignments.some(({ name }) => variables.includes(name));
  if (isTold || step.words.slice(1).some(({ value }) => namesServer(value))) return false;
  const servers = serversOf(step, client.host);
  if (servers.length > 0) return servers.every(isLoopback);
  // What is written down on a host may name a server: only there it is known.
  return machineOf(step, evidence) === 'host' || !step.words.some(({ value }) => isFile(value));
}

function namesServer(value: Value): boolean {
  const text = valueText(value);
  return address.test(text) && !/\/\/([^@/]*@)?(localhost|127\.|\[::1\])/.test(text);
}

function serversOf({ words, name, plain }: Step, option: RegExp): readonly Value[] {
  // Its first word is the server.
  if (name === 'cqlsh') return plain.slice(0, 1).map(({ value }) => value);
  const at = words.findIndex(({ value }, index) => index > 0 && option.test(valueText(value)));
  const word = words[at];
  if (word === undefined) return [];
  const text = valueText(word.value);
  const attached = /^(?:--\w+=|-h(?=.))(.*)$/s.exec(text)?.[1];
  if (attached !== undefined) return [{ kind: 'literal', text: attached }];
  const next = words[at + 1];
  return next === undefined ? [] : [next.value];
}

function isLoopback(value: Value): boolean {
  return textsOf(value)?.every((text) => loopback.test(text) || text.startsWith('/')) === true;
}

function isFile(value: Value): boolean {
  return /^--(defaults(-extra)?-file|login-path)(=|$)/.test(valueText(value));
}

const databaseFile = /(^|[/\w-])[\w.-]*\.(sqlite3?|db3?)(?=$|[\s'"|])/i;

/**
 * Commands of a host handle the file of a database there (`sqlite3 data/app.db .backup`): the
 * application's own programs find their database in that file, wherever their settings stand.
 */
export function keepsDatabaseInFile(evidence: Evidence): boolean {
  return evidence.classification.steps.some(
    ({ kind, step }) =>
      step.reached &&
      kind !== 'log' &&
      step.place.kind !== 'container' &&
      machineOf(step, evidence) === 'host' &&
      (/^sqlite3?$/.test(step.name ?? '') ||
        (/^(backup|db-migrate|permission|transfer|provision)$/.test(kind) &&
          step.words.slice(1).some(({ value }) => databaseFile.test(valueText(value))))),
  );
}

/** The step is a client that is told its server, or asks the one of its machine. */
export function isDatabaseClient({ name }: Step): boolean {
  return clients.some(({ command }) => command.test(name ?? ''));
}
