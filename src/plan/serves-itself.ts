/** What only the machine that runs the script would gain from: in CodeBuild it is done for nobody. */
import type { ClassifiedStep } from '../model/classified.ts';
import type { Step } from '../model/step.ts';
import { argumentTexts } from './arguments.ts';
import type { Evidence } from './evidence.ts';
import { machineOf } from './evidence.ts';
import { isWithin } from './paths.ts';
import { valueText } from './value-text.ts';

// Folders from which servers serve, and those of their settings. Sources: the packages of Debian and
// Fedora (nginx, apache2, httpd, caddy, tomcat), XAMPP, and hier(7) of FreeBSD.
const served =
  /^(\/var\/www|\/srv\/(www|http)|\/usr\/share\/(nginx|caddy)|\/usr\/local\/(www|tomcat[^/]*\/webapps)|\/opt\/lampp\/htdocs|\/var\/lib\/tomcat\d*\/webapps|\/opt\/(apache-)?tomcat[^/]*\/webapps|\/etc\/(nginx|apache2|httpd|haproxy|caddy|supervisor|systemd))(\/|$)/;
const inHome = /(^|\/)public_html(\/|$)/;

const writing: readonly ClassifiedStep['kind'][] = [
  'transfer',
  'permission',
  'config-write',
  'cleanup',
  'symlink-switch',
  'provision',
  'package',
];

/** The step changes what its own machine serves, and that machine is not one of the hosts. */
export function servesItself({ step, kind }: ClassifiedStep, evidence: Evidence): boolean {
  if (step.place.kind !== 'local' || machineOf(step, evidence) !== 'build') return false;
  if (/^(start|stop|restart)-service$/.test(kind)) return speaksToInit(step);
  if (!writing.includes(kind) || step.name === 'ssh') return false;
  const cwd = step.cwd === null ? null : valueText(step.cwd);
  return targetsOf(step).some(
    (path) =>
      (served.test(path) || (/^[~/]/.test(path) && inHome.test(path))) &&
      // A working copy may lie anywhere: in CodeBuild it is the source.
      (cwd === null || !isWithin(path, cwd)),
  );
}

/** CodeBuild's container has no init system. Source: systemctl(1), "System has not been booted with systemd". */
function speaksToInit(step: Step): boolean {
  const unit = argumentTexts(step).join(' ');
  return step.name === 'systemctl'
    ? !/\bdocker\b/.test(unit)
    : step.name === 'service' &&
        /^(nginx|apache2|httpd|php[\d.]*-fpm|tomcat\d*|supervisor)\b/.test(unit);
}

/** The last word of a copy, every word of another command, and what is written by redirection. */
function targetsOf(step: Step): readonly string[] {
  const words = argumentTexts(step);
  const copies = /^(cp|mv|rsync|install|ln|scp)$/.test(step.name ?? '');
  const redirected = step.redirections
    .filter(({ operator }) => operator.startsWith('>'))
    .flatMap(({ target }) => (target === null ? [] : [valueText(target)]));
  return [...(copies ? words.slice(-1) : words), ...redirected];
}
