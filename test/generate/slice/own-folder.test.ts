/** The folder that a script finds by its own name, in the rooms that its code moves to. */
import { expect, test } from '@jest/globals';

import { repository } from '../../../src/generate/repository/repository.ts';
import { takeOrigins } from '../../../src/generate/origin-marks.ts';
import { planScripts } from '../../plan/planned.ts';
import { contextOf } from '../contexts.ts';
import { linesOf } from './code-lines.ts';

function linesIn(script: string, file: string): readonly string[] {
  const plan = planScripts({ 'deploy.sh': `#!/bin/bash\nset -e\n${script}` });
  const found = repository.generate(plan, contextOf(plan));
  const output = found.find(({ path }) => path === `repo/${file}`);
  expect(found.map(({ path }) => path)).toContain(`repo/${file}`);
  return linesOf(takeOrigins(output!.text).text);
}

const idioms: readonly (readonly [setting: string, meant: string])[] = [
  ['D="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"', '$CODEBUILD_SRC_DIR'],
  ['D=$(cd -P -- "$(dirname -- "$0")" && pwd -P)', '$CODEBUILD_SRC_DIR'],
  ['D=$(dirname $(readlink -f "$0"))', '$CODEBUILD_SRC_DIR'],
  ['D="$(dirname "$(realpath "$0")")"', '$CODEBUILD_SRC_DIR'],
  ['D=${0%/*}', '$CODEBUILD_SRC_DIR'],
  ['D=`pwd`', '$CODEBUILD_SRC_DIR'],
  ['D="$PWD/web"', '$CODEBUILD_SRC_DIR/web'],
  ['D="$(cd "$(dirname "$0")/web" >/dev/null 2>&1 && pwd)"', '$CODEBUILD_SRC_DIR/web'],
  ['D="$(git rev-parse --show-toplevel)"', '$CODEBUILD_SRC_DIR'],
];

test.each(idioms)('%s means the checkout in a build', (setting, meant) => {
  const script = `${setting}\nmake -C "$D" all\nscp out.jar deploy@web1:/srv/shop/\n`;
  const lines = linesIn(script, 'buildspec.yml');
  expect(lines).toContain(`D="${meant}"`);
  expect(lines.join('\n')).not.toMatch(/BASH_SOURCE|\$0|\$PWD|\bpwd\b/);
});

test('the name of the script is no folder', () => {
  const lines = linesIn('ME=$(basename "$0")\nmake NAME="$ME"\n', 'buildspec.yml');
  expect(lines.join('\n')).not.toContain('ME="$CODEBUILD_SRC_DIR"');
});

const onHost = 'cd "$(dirname "$0")"\ngit pull\nnpm ci\ndocker compose up -d\n';

test('on its host it is the application as it is installed', () => {
  const lines = linesIn(onHost, 'deploy/application-start.sh');
  expect(lines).toContain('cd "$APPLICATION_ROOT"');
  const library = linesIn(onHost, 'deploy/lib.sh');
  expect(library.some((line) => /^APPLICATION_ROOT=\/srv\/\S+$/.test(line))).toBe(true);
});

test('a command that stays where the script began finds itself there as well', () => {
  const lines = linesIn('git pull\ncd web\ndocker compose up -d\n', 'deploy/application-start.sh');
  const at = lines.indexOf('cd "$APPLICATION_ROOT"');
  expect(at).toBeGreaterThan(0);
  expect(lines.slice(at, at + 2)).toEqual(['cd "$APPLICATION_ROOT"', 'cd web']);
});

test('a home that nobody named gives way to the folder of the application', () => {
  const script = 'cd ~/shop\ngit pull\ncd ~/shop/web\nsudo systemctl restart shop\n';
  expect(linesIn(script, 'deploy/application-start.sh').join('\n')).not.toContain('~/');
  expect(linesIn(`${script}pm2 reload shop\n`, 'deploy/application-start.sh')).toContain(
    'cd "$APPLICATION_ROOT/web"',
  );
});

test('a folder that the script names is the one, though somebody else brought the source there', () => {
  const lines = linesIn('cd /opt/shop\ndocker compose pull\ndocker compose up -d\n', 'appspec.yml');
  expect(lines).toContain('destination: /opt/shop');
});

test('what goes into the folder before the application does makes it on a new host', () => {
  const lines = linesIn(
    'cd /opt/shop\nmkdir -p kept\ncp -r web kept/\ngit pull\n',
    'deploy/before-install.sh',
  );
  expect(lines).toContain('mkdir -p /opt/shop');
});

test('what a function sets by itself is asked of nobody', () => {
  const script =
    'cd /opt/shop\ngit pull\nshow() {\n  list=(a b)\n  for ((i = 0; i < ${#list[@]}; i++)); do echo "${list[i]}"; done\n}\nshow\nsystemctl restart shop\n';
  expect(linesIn(script, 'deploy/application-start.sh')).toContain('show');
  expect(linesIn(script, 'buildspec.yml').join('\n')).not.toMatch(/\blist\b/);
});

test.each([
  ['cd "$(dirname "$0")/.."', 'cd "$APPLICATION_ROOT"'],
  ['cd "$(dirname "$0")/../web"', 'cd "$APPLICATION_ROOT/web"'],
])('%s of a script in a folder goes up to the application', (move, meant) => {
  const script = `#!/bin/bash\nset -e\n${move}\ngit pull\ndocker compose up -d\n`;
  const plan = planScripts({ 'deploy/go.sh': script });
  const found = repository.generate(plan, contextOf(plan));
  const start = found.find(({ path }) => path === 'repo/deploy/application-start.sh');
  expect(linesOf(takeOrigins(start?.text ?? '').text)).toContain(meant);
});
