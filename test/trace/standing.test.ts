import { expect, test } from '@jest/globals';

import { traceScripts } from './applications.ts';

interface Row {
  readonly why: string;
  readonly script: string;
  /** Line and characters of each step whose words a call gave to a function, and where that took them. */
  readonly stands: readonly string[];
}

const run = 'run() { "$@"; }\n';

const rows: readonly Row[] = [
  {
    why: 'the arguments are the command',
    script: 'retry() {\n  shift\n  until "$@"; do sleep 1; done\n}\nretry 3 git fetch origin',
    stands: ['5 git fetch origin < 3'],
  },
  {
    why: 'one step per call',
    script: `${run}run make a\nrun make b`,
    stands: ['2 make a < 1', '3 make b < 1'],
  },
  {
    why: 'what is not known is an argument, too',
    script: `${run}run git push origin "$BRANCH" >log`,
    stands: ['2 git push origin "$BRANCH" < 1'],
  },
  {
    why: 'quotes belong to a word',
    script: `${run}run git commit -m "a b"`,
    stands: ['2 git commit -m "a b" < 1'],
  },
  {
    why: 'the command lies inside one word',
    script: 'run() {\n  local all="$1"\n  $all\n}\nrun "make all"',
    stands: ['5 make all < 3'],
  },
  {
    why: 'kept in an array on the way',
    script: 'run() {\n  local all=("$@")\n  "${all[@]}"\n}\nrun make all',
    stands: ['5 make all < 3'],
  },
  {
    why: 'a variable of the caller stands where it is given',
    script: `CMD="npm ci"\n${run}run $CMD`,
    stands: ['3 $CMD < 2'],
  },
  {
    why: 'a carrier of the function is left behind',
    script: 'as_app() { sudo -u app "$@"; }\nas_app pm2 reload all',
    stands: ['2 pm2 reload all < 1'],
  },
  {
    why: 'a carrier of the caller comes along',
    script: `${run}run sudo make install`,
    stands: ['2 sudo make install < 1'],
  },
  {
    why: 'handed on twice, it is still the first call that says it',
    script: `${run}twice() { run "$@"; }\ntwice make all`,
    stands: ['3 make all < 1'],
  },
  {
    why: 'the command word is the own text of the function',
    script: 'git_do() { git "$@"; }\ngit_do pull',
    stands: ['1 git "$@" < '],
  },
  {
    why: 'a text that the function sends stands at its own characters',
    script: 'remote() { ssh h "cd /srv && $1"; }\nremote "sudo $PHP artisan up && make"',
    stands: ['2 sudo $PHP artisan up < ', '2 make < '],
  },
  {
    why: 'also where nothing is known of its first word',
    script: 'remote() { ssh h "cd /srv && $1"; }\nremote "$PHP artisan up"',
    stands: ['2 $PHP artisan up < '],
  },
  {
    why: 'a handler of a signal calls it',
    script: `${run}trap 'run rm -f lock' EXIT`,
    stands: ['2 rm -f lock < 1'],
  },
];

test.each(rows)('$why', ({ script, stands }) => {
  const steps = traceScripts({ 'deploy.sh': script }).steps.filter(
    ({ followed, form, calledFrom, name }) =>
      !followed &&
      form === 'command' &&
      calledFrom.length > 0 &&
      !['sleep', 'shift', 'local', 'cd'].includes(name ?? ''),
  );
  const lineOf = (offset: number) => script.slice(0, offset).split('\n').length;
  expect(
    steps.map(({ span, covers }) => {
      const elsewhere = covers.map(({ start }) => lineOf(start)).join();
      return `${lineOf(span.start)} ${script.slice(span.start, span.end)} < ${elsewhere}`;
    }),
  ).toEqual(stands);
});
