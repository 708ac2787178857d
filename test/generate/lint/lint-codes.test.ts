/** What ShellCheck says of small texts, said without it; where it is installed, it is the judge. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { describe, expect, test } from '@jest/globals';

import { fileNamesOf } from '../../../src/generate/lint/file-names.ts';
import { lintCodes } from '../../../src/generate/lint/lint-codes.ts';

const rows: readonly { readonly text: string; readonly codes: string }[] = [
  { text: 'a && b || true', codes: '2015' },
  { text: 'a && b || :', codes: '2015' },
  { text: 'a && b || false', codes: '2015' },
  { text: 'a && b || x=1', codes: '' },
  { text: 'echo -e "$(ls)"', codes: '' },
  { text: 'echo $(ls)', codes: '2005 2046' },
  { text: 'echo "$(ls)"', codes: '2005' },
  { text: 'echo *foo', codes: '' },
  { text: 'ls *foo', codes: '2035' },
  { text: 'rm -f *.txt', codes: '2035' },
  { text: 'x=foo; rm $x', codes: '' },
  { text: 'rm $y', codes: '2086' },
  { text: 'for z in a b; do rm $z; done', codes: '' },
  { text: 'for z in $(seq 3); do rm $z; done', codes: '2086' },
  { text: 'w=$(date); rm $w', codes: '2086' },
  { text: 'rm $1', codes: '2086' },
  { text: 'rm ${v:-x}', codes: '2086' },
  { text: 'rm ${v:+x}', codes: '' },
  { text: 'rm ${#v}', codes: '' },
  { text: 'rm $(seq 1)', codes: '' },
  { text: 'rm "${a}"$b"c"', codes: '2027 2086' },
  { text: 'x=$((1+2)); rm $x', codes: '' },
  { text: '[ $q = a ]', codes: '2086' },
  { text: '[ -n $q ]', codes: '2070 2086' },
  { text: '[ "$?" = 0 ] && a', codes: '2181' },
  { text: '[ $? = 1 ] && a', codes: '' },
  { text: '[[ $? -ne 0 ]] && a', codes: '2181' },
  { text: 'a; if [ $? -ne 0 ]; then b; fi', codes: '2181' },
  { text: '(( $? )) && a', codes: '2181' },
  { text: 'x=$?; if [ $x -eq 0 ]; then b; fi', codes: '' },
  { text: 'echo "a\\nb"', codes: '2028' },
  { text: "echo 'a\\tb'", codes: '2028' },
  { text: 'printf "$x\\n"', codes: '2059' },
  { text: 'printf "$x"', codes: '2059' },
  { text: 'eval $x', codes: '2086' },
  { text: 'read x', codes: '2162' },
  { text: 'read -p "a" x', codes: '2162' },
  { text: 'let x=1', codes: '2219' },
  { text: 'expr 1 + 2', codes: '2003' },
  { text: 'x=$(expr 1 + 2)', codes: '2003' },
  { text: 'echo $((x+$y))', codes: '2004' },
  { text: 'echo ${a[$i]}', codes: '2086' },
  { text: 'echo $[1+2]', codes: '2007' },
  { text: 'mkdir -p -m 755 /x', codes: '2174' },
  { text: 'export A=$(b)', codes: '2155' },
  { text: 'export A="x$(b)"', codes: '2155' },
  { text: 'readonly A=$(b)', codes: '2155' },
  { text: 'local_f() { local a=$(b); echo "$a"; }', codes: '2155' },
  { text: 'declare -r A=$(b)', codes: '2155' },
  { text: 'A=(`ls`)', codes: '2006 2207' },
  { text: 'A=($(ls))', codes: '2207' },
  { text: 'A=($b)', codes: '2206' },
  { text: 'A=( $b/*.x )', codes: '2206' },
  { text: 'A=(a b); echo $A', codes: '2086 2128' },
  { text: 'A=(a b); for i in ${A[@]}; do echo "$i"; done', codes: '2068' },
  { text: 'A=(a b); c ${A[*]}', codes: '2048 2086' },
  { text: 'ssh h "ls $x"', codes: '2029' },
  { text: 'ssh h ls $x', codes: '2086' },
  { text: 'ssh h "$x"', codes: '2029' },
  { text: '[ ! -z "$a" ] && b', codes: '2236' },
  { text: '[ "a" = "b" ] && b', codes: '2050' },
  { text: '[ True ] && b', codes: '2078' },
  { text: 'while [ 1 = 1 ]; do b; done', codes: '2050' },
  { text: 'while true; do b; done', codes: '' },
  { text: 'if [[ $a == $b ]]; then c; fi', codes: '2053' },
  { text: 'if [[ $a != "$b"* ]]; then c; fi', codes: '' },
  { text: 'if [ `ls` ]; then c; fi', codes: '2006 2046' },
  { text: 'cat a | grep b', codes: '2002' },
  { text: 'cat $a | grep b', codes: '2086' },
  { text: 'ps aux | grep x', codes: '2009' },
  { text: 'ps -p 1 | grep x', codes: '' },
  { text: 'ls | grep x', codes: '2010' },
  { text: 'ls | head', codes: '2012' },
  { text: 'ls -t | tail -n +5 | xargs rm -f', codes: '2012' },
  { text: 'find . -name x | xargs rm', codes: '2038' },
  { text: 'find . -name x -print0 | xargs -0 rm', codes: '' },
  { text: 'grep x y | wc -l', codes: '2126' },
  { text: 'for i in $(ls); do echo "$i"; done', codes: '2045' },
  { text: 'for i in `cat x`; do echo "$i"; done', codes: '2006 2013' },
  { text: 'for i in $(cat x | sort); do echo "$i"; done', codes: '2002 2013' },
  { text: 'for i in $(cat x | head); do echo "$i"; done', codes: '2002' },
  { text: 'for i in $(find . -name y); do echo "$i"; done', codes: '2044' },
  { text: 'for i in a; do echo "$i"; done', codes: '2043' },
  { text: 'for i in 1 2 3; do b; done', codes: '' },
  { text: 'egrep x y', codes: '2196' },
  { text: 'echo "$x" | sed \'s/a/b/\'', codes: '2001' },
  { text: 'rm -rf "$x/"*', codes: '2115' },
  { text: 'rm -rf $x/*', codes: '2086 2115' },
  { text: 'rm -rf "$x"/*', codes: '2115' },
  { text: 'cd /x; cd ..', codes: '' },
  { text: 'x=$(echo hi)', codes: '2116' },
  { text: '`ls`', codes: '2006 2092' },
  { text: ': "${X:=1}"', codes: '' },
  { text: 'trap "rm $x" EXIT', codes: '2064' },
  { text: "trap 'rm $x' EXIT", codes: '' },
  { text: 'case $x in a) b;; esac', codes: '' },
  { text: 'case x in a) b;; esac', codes: '2194' },
  { text: '[ -f a -a -f b ] && c', codes: '2166' },
  { text: '[ $a == b ] && c', codes: '2086' },
  { text: 'kill $(cat p)', codes: '2046' },
  { text: 'kill `cat p`', codes: '2006 2046' },
  { text: 'kill $(pgrep x)', codes: '' },
  { text: 'x=\'~/a\'; echo "$x"', codes: '2088' },
  { text: 'x="~/a"; echo "$x"', codes: '2088' },
  { text: 'x=\'$HOME/a\'; echo "$x"', codes: '2016' },
  { text: "foo 'a $b'", codes: '2016' },
  { text: "grep '$x' y", codes: '2016' },
  { text: "sed 's/$x/b/' y", codes: '2016' },
  { text: "sed -i 's|$a/b|c|' y", codes: '' },
  { text: "find . -exec sh -c 'echo $1' _ {} \\;", codes: '' },
  { text: "su - x -c 'echo $HOME'", codes: '2016' },
  { text: "sudo -u x sh -c 'echo $HOME'", codes: '' },
  { text: 'PS1=\'$x\'; echo "$PS1"', codes: '' },
  { text: "bash -c 'echo $HOME'", codes: '' },
  { text: "awk '{print $1}' f", codes: '' },
  { text: "mysql -e 'select `a`'", codes: '2016' },
  { text: 'cp a{b,c} "$x"d"$y"', codes: '' },
  { text: 'echo "a"$x"b"', codes: '2027 2086' },
  { text: 'echo "a"b"c"', codes: '2140' },
  { text: 'target=admin; echo "$target"', codes: '2209' },
  { text: 'x=test; echo "$x"', codes: '2209' },
  { text: 'x=echo; echo "$x"', codes: '2209' },
  { text: 'date = $(date)', codes: '2046 2283' },
  { text: 'sudo echo a > /etc/x', codes: '2024' },
  { text: 'sudo cat a >> /etc/x', codes: '2024' },
  { text: 'a > b; c >> d; e >> d; f >> d', codes: '2129' },
  { text: '> x', codes: '2188' },
  { text: 'true > x', codes: '' },
  { text: 'ls > x 2>&1 > y', codes: '' },
  { text: 'x=$x', codes: '2269' },
  { text: 'x="${x}"', codes: '2269' },
  { text: 'echo a | tee b', codes: '' },
  { text: 'tr a-z A-Z', codes: '2018 2019' },
  { text: "tr '[a-z]' '[A-Z]'", codes: '2021' },
  { text: 'type x', codes: '' },
  { text: 'which x', codes: '' },
  { text: 'exec x; y', codes: '2093' },
  { text: 'set x=1', codes: '2121' },
  { text: 'unset $x', codes: '2086' },
  { text: 'export $x', codes: '2086 2163' },
  { text: 'source x.sh', codes: '1091' },
  { text: '. $x', codes: '1090 2086' },
  { text: '[ -n "$(grep a b)" ] && c', codes: '2143' },
  { text: '[ -z "`grep a b`" ] && c', codes: '2006' },
  { text: 'if ! [ -z "$a" ]; then b; fi', codes: '2237' },
  { text: 'f() { echo "$1"; }; f', codes: '' },
  { text: 'while read l; do echo "$l"; done < f', codes: '2162' },
  { text: 'if [ $a -eq 0 ]; then b; fi', codes: '2086' },
  { text: 'if [[ $a -eq 0 ]]; then b; fi', codes: '' },
  { text: '[ "$a" > 1 ] && b', codes: '2071' },
  { text: 'echo $HOME', codes: '2086' },
  { text: 'cd $HOME', codes: '2086' },
  { text: 'cd ~/x || exit', codes: '' },
  { text: 'rm $UID', codes: '' },
  { text: 'docker run -v $(pwd):/x y', codes: '2046' },
  { text: 'docker run -v `pwd`:/x y', codes: '2006 2046' },
  { text: 'docker run -v $PWD:/x y', codes: '2086' },
  { text: 'echo ${x%.*}', codes: '2086' },
  { text: 'y=${x#$z}; echo "$y"', codes: '2295' },
  { text: 'nohup a &', codes: '' },
  { text: 'if a; then :; fi', codes: '' },
  { text: 'a || { echo x; exit 1; }', codes: '' },
  { text: 'a && { b; } || { c; }', codes: '2015' },
  { text: 'do_it() { return; }; do_it', codes: '' },
  { text: 'mix do a', codes: '1010' },
  { text: 'test $a = b && c', codes: '2086' },
  { text: "printf '%s\\n' $a", codes: '2086' },
  { text: "echo \"don't\" it's fine'", codes: '' },
];

test.each(rows)('$text', ({ text, codes }) => {
  const said = lintCodes(text, fileNamesOf(text)).map((code) => code.slice(2));
  expect(said.join(' ')).toBe(codes);
});

/** Codes that hang on a whole file are said elsewhere (with-codes.ts), or not at all. */
const ofFiles = [2034, 2119, 2120, 2153, 2154];

/** All rows in one run, a file each; other versions say other things. */
function judged(): ReadonlyMap<string, string> | null {
  const asked = spawnSync('shellcheck', ['--version'], { encoding: 'utf8' });
  if (asked.error !== undefined || !asked.stdout.includes('version: 0.9.')) return null;
  const folder = mkdtempSync(join(tmpdir(), 'lint-'));
  try {
    const files = rows.map(({ text }, at) => {
      const file = join(folder, `${String(at)}.sh`);
      writeFileSync(file, `#!/bin/bash\nset -euo pipefail\n${text}\n`);
      return file;
    });
    const args = ['--norc', '--severity=style', '--format=json1'];
    const done = spawnSync('shellcheck', [...args, ...files], { encoding: 'utf8' });
    if (done.error !== undefined) return null;
    const { comments } = JSON.parse(done.stdout) as {
      readonly comments: readonly { readonly file: string; readonly code: number }[];
    };
    return new Map(
      files.map((file, at) => {
        const codes = comments.filter((one) => one.file === file).map(({ code }) => code);
        const kept = [...new Set(codes)].filter((code) => !ofFiles.includes(code)).sort();
        return [rows[at]!.text, kept.join(' ')];
      }),
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const judge = judged();

describe('ShellCheck agrees', () => {
  (judge === null ? test.skip.each(rows) : test.each(rows))('$text', ({ text, codes }) => {
    expect(judge?.get(text)).toBe(codes);
  });
});
