import { expect, test } from '@jest/globals';

import type { DiagnosticCode } from '../../src/model/diagnostic.ts';
import { traceScripts } from './applications.ts';

function lines(count: number, line: (index: number) => string): string {
  return Array.from({ length: count }, (_, index) => line(index)).join('\n');
}

interface Row {
  readonly what: string;
  readonly script: string;
  readonly more?: Readonly<Record<string, string>>;
  /** What says that a limit was met; absent where the script is only long. */
  readonly says?: DiagnosticCode;
}

const rows: readonly Row[] = [
  { what: 'a variable that doubles', script: `x=aaaa\n${lines(60, () => 'x=$x$x')}\nmake $x` },
  { what: 'an unknown that doubles', script: `x=$Q\n${lines(60, () => 'x=$x$x')}\nmake $x` },
  { what: 'braces that multiply', script: 'make {1..9999}{1..9999}{a..z}' },
  {
    what: 'functions that call each other',
    script: 'f() { f; g; }\ng() { f; f; }\nf',
    says: 'trace/recursion',
  },
  {
    what: 'calls that fan out',
    script: `${lines(20, (at) => `f${at}() { f${at + 1}; f${at + 1}; }`)}\nf20() { make; }\nf0`,
    says: 'trace/too-many-steps',
  },
  {
    what: 'files that source each other',
    script: '. ./a.sh\nmake',
    more: { 'a.sh': '. ./b.sh', 'b.sh': '. ./a.sh' },
    says: 'trace/source-cycle',
  },
  {
    what: 'scripts that call each other',
    script: './a.sh',
    more: { 'a.sh': '#!/bin/bash\n./b.sh', 'b.sh': '#!/bin/bash\n./a.sh' },
    says: 'trace/recursion',
  },
  { what: 'eval without an end', script: 'e=\'eval "$e"\'\neval "$e"', says: 'trace/too-deep' },
  {
    what: 'nested conditions',
    script: `${lines(2000, () => 'if a; then')}\nmake\n${lines(2000, () => 'fi')}`,
    says: 'syntax/parse-error',
  },
  { what: 'nested substitutions', script: `echo ${'$(echo '.repeat(240)}x${')'.repeat(240)}` },
  {
    what: 'loops in loops over lists',
    script: `${lines(8, (at) => `for v${at} in 1 2 3 4 5 6 7 8 9; do`)}\nmake\n${lines(8, () => 'done')}`,
    says: 'trace/too-many-steps',
  },
  {
    what: 'loops in loops without a known end',
    script: `${lines(12, (at) => `while t${at}; do`)}\nmake\n${lines(12, () => 'done')}`,
  },
  { what: 'a line of a megabyte', script: `make ${'a'.repeat(1_000_000)}` },
  {
    what: 'a word that is matched everywhere',
    script: `x=${'a'.repeat(5000)}\nmake \${x//*a*a*b/}`,
  },
  { what: 'an expression that backtracks', script: `x=${'a'.repeat(200)}\n[[ $x =~ ^(a+)+b$ ]]` },
  {
    what: 'many alternatives',
    script: `${lines(100, (at) => `if t; then x=${at}; fi`)}\nmake $x$x$x`,
  },
  { what: 'a long pipeline', script: `make ${'| cat '.repeat(1500)}` },
  {
    what: 'a sent text beyond all measure',
    script: `ssh h <<E\n${lines(50_000, (at) => `make ${at}`)}\nE`,
  },
];

test.each(rows)('$what ends soon', ({ script, more = {}, says }) => {
  const started = processorTime();
  const trace = traceScripts({ 'deploy.sh': script, ...more });
  expect(processorTime() - started).toBeLessThan(20_000);
  expect(trace.steps.length + trace.diagnostics.length).toBeGreaterThan(0);
  if (says !== undefined) expect(trace.diagnostics.map(({ code }) => code)).toContain(says);
});

/** Milliseconds of this process: what other processes do meanwhile is not counted. */
function processorTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

const longScripts: readonly { readonly what: string; readonly line: (at: number) => string }[] = [
  { what: 'commands', line: (at) => `make ${at} "$X" # ${at}` },
  { what: 'subshells between assignments', line: (at) => `V${at}=${at}; make ${at} | tee log` },
];

test.each(longScripts)('time grows with the number of $what, not with its square', ({ line }) => {
  const time = (count: number) => {
    const started = processorTime();
    traceScripts({ 'deploy.sh': lines(count, (at) => line(at)) });
    return processorTime() - started;
  };
  time(500);
  const [short, long] = [time(1500), time(6000)];
  // Four times as long: a square would take sixteen times as much.
  expect(long / short).toBeLessThan(12);
});
