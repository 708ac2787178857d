import { expect, test } from '@jest/globals';
import { knownText, splitCommand, effectOf } from '../../src/trace/command-line.ts';
import { parseLore } from '../../src/trace/lore-file.ts';
import { ourLore } from './our-lore.ts';
import { wordsOf } from './words-of.ts';

interface Row {
  readonly sh: string;
  readonly sub: string | null;
  readonly options: string;
  readonly arguments: string;
  readonly effect: string;
}

const rows: readonly Row[] = [
  {
    sh: 'docker compose -f a.yml up -d --scale web=2',
    sub: 'compose up',
    options: '-f=a.yml -d --scale=web=2',
    arguments: '',
    effect: 'effect',
  },
  {
    sh: 'tar xzf a.tgz -C /srv',
    sub: null,
    options: '-x -z -f=a.tgz -C=/srv',
    arguments: '',
    effect: 'effect',
  },
  { sh: 'tar cfz a b', sub: null, options: '-c -f=a -z', arguments: 'b', effect: 'effect' },
  {
    sh: 'tar -czf a.tgz --exclude=x -C dist .',
    sub: null,
    options: '-c -z -f=a.tgz --exclude=x -C=dist',
    arguments: '.',
    effect: 'effect',
  },
  {
    sh: 'mysql -uroot -psecret db',
    sub: null,
    options: '-u=root -p=secret',
    arguments: 'db',
    effect: 'effect',
  },
  {
    sh: 'mysql -u root -p db',
    sub: null,
    options: '-u=root -p',
    arguments: 'db',
    effect: 'effect',
  },
  {
    sh: 'rsync -az -e ssh a b:c',
    sub: null,
    options: '-a -z -e=ssh',
    arguments: 'a b:c',
    effect: 'effect',
  },
  {
    sh: 'aws --region eu s3 ls',
    sub: 's3 ls',
    options: '--region=eu',
    arguments: '',
    effect: 'query',
  },
  {
    sh: 'aws ec2 describe-instances',
    sub: 'ec2 describe-instances',
    options: '',
    arguments: '',
    effect: 'query',
  },
  {
    sh: 'git -C /srv rev-parse HEAD',
    sub: 'rev-parse',
    options: '-C=/srv',
    arguments: 'HEAD',
    effect: 'query',
  },
  {
    sh: 'git remote add origin x',
    sub: 'remote add',
    options: '',
    arguments: 'origin x',
    effect: 'effect',
  },
  { sh: 'git config --get a', sub: 'config', options: '--get', arguments: 'a', effect: 'query' },
  {
    sh: 'sed -i.bak s/a/b/ f',
    sub: null,
    options: '-i=.bak',
    arguments: 's/a/b/ f',
    effect: 'effect',
  },
  { sh: 'sed s/a/b/ f', sub: null, options: '', arguments: 's/a/b/ f', effect: 'filter' },
  { sh: 'tee f', sub: null, options: '', arguments: 'f', effect: 'effect' },
  {
    sh: 'tee -a /dev/stderr',
    sub: null,
    options: '-a',
    arguments: '/dev/stderr',
    effect: 'filter',
  },
  {
    sh: 'docker run -d --name x -p 80:80 img cmd -x',
    sub: 'run',
    options: '-d --name=x -p=80:80',
    arguments: 'img cmd -x',
    effect: 'effect',
  },
  {
    sh: 'find . -name x -delete',
    sub: null,
    options: '-name=x -delete',
    arguments: '.',
    effect: 'effect',
  },
  { sh: 'find . -name x', sub: null, options: '-name=x', arguments: '.', effect: 'query' },
  { sh: 'gzip -c f', sub: null, options: '-c', arguments: 'f', effect: 'filter' },
  { sh: 'gzip f', sub: null, options: '', arguments: 'f', effect: 'effect' },
  { sh: 'rm -- -x', sub: null, options: '', arguments: '-x', effect: 'effect' },
  {
    sh: '/usr/local/bin/unheard-of --version',
    sub: null,
    options: '--version',
    arguments: '',
    effect: 'query',
  },
  { sh: 'unheard-of now', sub: null, options: '', arguments: 'now', effect: 'effect' },
  {
    sh: 'php8.1 -d memory_limit=-1 artisan migrate --force',
    sub: 'migrate',
    options: '--force',
    arguments: '',
    effect: 'effect',
  },
  {
    sh: 'python3.9 -m pip install -r req.txt',
    sub: 'install',
    options: '-r=req.txt',
    arguments: '',
    effect: 'effect',
  },
  {
    sh: 'python app.py --port 80',
    sub: null,
    options: '',
    arguments: 'app.py --port 80',
    effect: 'effect',
  },
  { sh: 'php -l artisan', sub: null, options: '-l', arguments: 'artisan', effect: 'query' },
  { sh: 'php artisan route:list', sub: 'route:list', options: '', arguments: '', effect: 'query' },
  { sh: 'rsync a $HOST:/srv', sub: null, options: '', arguments: 'a ?', effect: 'effect' },
];

test.each(rows)('$sh', (row) => {
  const words = wordsOf(row.sh);
  const command = splitCommand(words, ourLore);
  const options = command.options.map(({ name, value }) =>
    value === null ? name : `${name}=${knownText(value) ?? '?'}`,
  );
  expect({
    sh: row.sh,
    sub: command.sub,
    options: options.join(' '),
    arguments: command.arguments.map(({ value }) => knownText(value) ?? '?').join(' '),
    effect: effectOf(words, ourLore),
  }).toEqual(row);
});

test('an option keeps the unknown part of its value', () => {
  const [option] = splitCommand(wordsOf('mysql --password=x$PW'), ourLore).options;
  expect(option?.value).toEqual({
    kind: 'concat',
    parts: [
      { kind: 'literal', text: 'x' },
      { kind: 'variable', name: 'PW', suppliedBy: 'environment' },
    ],
  });
});

const badFiles: readonly { readonly data: unknown; readonly says: RegExp }[] = [
  { data: [], says: /lore: expected a mapping/ },
  { data: { commands: { a: { valus: [] } } }, says: /lore: a: unknown key 'valus'/ },
  { data: { commands: { a: { values: '-x' } } }, says: /lore: a: values: expected a list/ },
  { data: { commands: { a: { effect: 'none' } } }, says: /lore: a: effect: unknown effect "none"/ },
  {
    data: { commands: { a: { 'same-as': 'b' } } },
    says: /lore: a: 'same-as' names no command: "b"/,
  },
  { data: { commands: { a: { interprets: { x: 1 } } } }, says: /interprets: unknown key 'x'/ },
  {
    data: { commands: { a: { carries: { kind: 'ssh', skip: 1 } } } },
    says: /unknown key 'skip' for kind 'ssh'/,
  },
];

test.each(badFiles)('a bad file says where: $says', ({ data, says }) => {
  expect(() => parseLore(data)).toThrow(says);
});

test('every command that is often met is in our lore', () => {
  expect(ourLore.size).toBeGreaterThan(250);
  expect(ourLore.get('sudo')?.carries).toMatchObject({
    kind: 'words',
    userFlags: ['-u', '--user'],
  });
});
