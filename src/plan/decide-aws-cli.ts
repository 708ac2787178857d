/** What a script does to have the AWS command line on the machine that deploys, and to sign it in. */
import type { ClassifiedStep } from '../model/classified.ts';
import type { Step } from '../model/step.ts';
import { argumentTexts } from './arguments.ts';
import type { Decision } from './decision.ts';
import { dropped, replaced } from './decision.ts';
import { machineOf } from './evidence.ts';
import type { Situation } from './situation.ts';
import { textOfStep } from './step-text.ts';
import { valueText } from './value-text.ts';

const installer =
  /(^|[\s/"'])(awscli-exe|awscli-bundle|awscliv2|awscli-v2)|(^|[\s/])aws\/install(\s|$)/;
const settings = /^(~|\$HOME|\$\{HOME\}|\/root)\/\.aws(\/|$)/;

/**
 * The image of CodeBuild has the command line, and the role of the project signs in: an installer stops at
 * the version that is there, and a file of credentials would win over the role. Source:
 * https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-quickstart.html#cli-configure-quickstart-precedence
 */
export function decideAwsCli(classified: ClassifiedStep, situation: Situation): Decision | null {
  const { step } = classified;
  if (step.place.kind !== 'local' || machineOf(step, situation) !== 'build') return null;
  if (
    /^(curl|wget|unzip|tar|install|rm|python\d?)$/.test(step.name ?? '') &&
    installer.test(textOfStep(step))
  )
    return dropped('plan/cli-in-image');
  const [verb, ...packages] = argumentTexts(step);
  const isInstall = /^(apt|apt-get|yum|dnf|apk|pip3?|snap)$/.test(step.name ?? '');
  if (isInstall && /^(install|add)$/.test(verb ?? '') && isCliAlone(packages))
    return dropped('plan/cli-in-image');
  return writesSettings(step) ? replaced('secret', 'plan/role-signs-in') : null;
}

function isCliAlone(packages: readonly string[]): boolean {
  return packages.length > 0 && packages.every((one) => /^(awscli|aws-cli)([=<>~].*)?$/.test(one));
}

function writesSettings({ name, redirections, plain }: Step): boolean {
  const targets = redirections.flatMap(({ operator, target }) =>
    operator.includes('>') && target !== null ? [valueText(target)] : [],
  );
  const words = plain.map(({ value }) => valueText(value));
  const named = /^(mkdir|chmod|touch|rm|tee)$/.test(name ?? '') ? words.slice(-1) : [];
  return [...targets, ...named].some((path) => settings.test(path));
}
