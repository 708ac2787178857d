import { discoverFleet } from '../../fleet/discover.ts';
import { sentenceOf } from '../../messages/messages.ts';
import type { ScannedApplication } from '../../model/scan-result.ts';
import { scanResult } from '../../pipeline.ts';
import type { DefineCommand } from '../command.ts';
import { join, openFleet, scanOpened, withCommonOptions } from '../shared.ts';
import type { CommonOptions } from '../shared.ts';

/** `init [dir]`: writes pipewright.yaml from what it finds; never over one that is there. */
export const defineInit: DefineCommand = (program, io) => {
  const command = program
    .command('init')
    .description('writes pipewright.yaml from what it finds')
    .argument('[dir]', 'a folder of applications, one application, or one script', '.');
  withCommonOptions(command).action((dir: string, options: CommonOptions) => {
    const path = join(discoverFleet(io.reader, dir).dir, 'pipewright.yaml');
    const say = (code: string) => {
      io.stderr(`${sentenceOf({ code, params: { path } }, options.lang)}\n`);
    };
    if (io.reader.kindOf(path) !== null) {
      say('cli/config-exists');
      return;
    }
    const scanned = scanOpened(io, openFleet(io, dir, options), options);
    io.writer.write(path, configText(scanResult(scanned, options.lang).apps), {
      executable: false,
    });
    say('cli/config-written');
  });
};

/** A file that a person fills in: what is known as keys, what is asked as comments. */
function configText(apps: readonly ScannedApplication[]): string {
  const lines = [
    '# What people know and scripts do not say. Every key is optional; schema: pipewright.schema.json',
    '# name: the client',
    '# region: eu-west-3',
    '# notifications: {slack: {workspace: T0000000, channel: C0000000}, email: [team@example.com]}',
    'apps:',
  ];
  for (const app of apps) {
    lines.push(
      `  ${JSON.stringify(app.name)}:`,
      '    # owner: a team or a person',
      '    # criticality: low | medium | high | critical',
      '    # repository: owner/name',
      '    # branch: main',
      '    environments:',
    );
    for (const { name } of app.environments)
      lines.push(
        `      ${JSON.stringify(name)}: {}  # account, region, autoScalingGroup, targetGroup`,
      );
    if (app.environments.length === 0) lines.push('      {}');
    lines.push('    answers:');
    for (const { id, text } of app.questions)
      lines.push(`      # ${text.replace(/\s+/g, ' ')}`, `      # ${id}:`);
    lines.push('      {}');
  }
  return `${lines.join('\n')}\n`;
}
