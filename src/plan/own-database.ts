import type { Step } from '../model/step.ts';
import type { Value, Word } from '../model/value.ts';
import { textsOf } from '../shell/value.ts';
import { roleOfStep } from './action-choice.ts';
import type { Evidence } from './evidence.ts';
import { machineOf } from './evidence.ts';
import { valueText } from './value-text.ts';

export interface Client {
  readonly command: RegExp;
  /** The option that names the server. */
  readonly option: string;
  /** All that name it; null where the client opens files. */
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
    option: '-h',
    host: /^(-h|--host)(=|$)|^-h./,
    variables: ['MYSQL_HOST'],
  },
  {
    command: /^(mariabackup|mariadb-backup|xtrabackup|innobackupex)$/,
    option: '',
    host: null,
    variables: [],
  },
  {
    command:
      /^(psql|pg_dump|pg_dumpall|pg_restore|pg_basebackup|createdb|dropdb|createuser|dropuser|vacuumdb|reindexdb)$/,
    option: '-h',
    host: /^(-h|--host)(=|$)|^-h./,
    variables: ['PGHOST', 'PGHOSTADDR', 'PGSERVICE'],
  },
  {
    command: /^(mongo|mongosh|mongodump|mongorestore|mongoexport|mongoimport)$/,
    option: '--host',
    host: /^(-h|--host|--uri)(=|$)/,
    variables: [],
  },
  { command: /^redis-cli$/, option: '-h', host: /^(-h|-u)$/, variables: [] },
  { command: /^cqlsh$/, option: '', host: /^$/, variables: ['CQLSH_HOST'] },
  { command: /^(sqlite3?)$/, option: '', host: null, variables: [] },
];

const loopback = /^(localhost|127(\.\d+){3}|\[?::1\]?)$/;
// An address, a list of settings, or a variable that is called like one.
const address = /:\/\/|\bhost(addr)?=|^\$\{?\w*(url|uri|dsn|conn)\w*\}?$/i;

/** What is known of a client by its name; null for any other program. */
export function clientOf(name: string | null): Client | null {
  return clients.find(({ command }) => command.test(name ?? '')) ?? null;
}

/** The step is a client of a database that runs on the same machine, or of a database that is a file. */
export function asksOwnDatabase(step: Step, evidence: Evidence): boolean {
  const client = clientOf(step.name);
  if (client === null || step.place.kind === 'container') return false;
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
  const word = words[optionAt(words, option)];
  const attached = word === undefined ? undefined : attachedTo(word);
  if (attached !== undefined) return [{ kind: 'literal', text: attached }];
  const next = serverWord({ words }, option);
  return next === null ? [] : [next.value];
}

/** The word behind the option that names the server; null where none stands by itself. */
export function serverWord({ words }: Pick<Step, 'words'>, option: RegExp): Word | null {
  const at = optionAt(words, option);
  const word = words[at];
  return word === undefined || attachedTo(word) !== undefined ? null : (words[at + 1] ?? null);
}

function optionAt(words: readonly Word[], option: RegExp): number {
  return words.findIndex(({ value }, index) => index > 0 && option.test(valueText(value)));
}

function attachedTo({ value }: Word): string | undefined {
  return /^(?:--\w+=|-h(?=.))(.*)$/s.exec(valueText(value))?.[1];
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

/**
 * A dump or a change on the same hosts asks the database of its machine: the application's own programs
 * change that one, wherever their settings stand. A cache says nothing about where the data lies.
 */
export function asksDatabaseOfHosts({ place }: Step, evidence: Evidence): boolean {
  const hosts = new Set(place.hosts.map(valueText));
  return evidence.classification.steps.some(
    ({ kind, step }) =>
      (kind === 'backup' || kind === 'db-migrate') &&
      step.reached &&
      step.name !== 'redis-cli' &&
      asksOwnDatabase(step, evidence) &&
      machineOf(step, evidence) === 'host' &&
      roleOfStep(step, evidence) === 'deploy' &&
      (hosts.size === 0
        ? step.place.hosts.length === 0
        : step.place.hosts.some((host) => hosts.has(valueText(host)))),
  );
}

/** The step is a client that is told its server, or asks the one of its machine. */
export function isDatabaseClient({ name }: Step): boolean {
  return clientOf(name) !== null;
}
