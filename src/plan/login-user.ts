/** Who the commands on the hosts run as when they say nothing else. */
import type { Step } from '../model/step.ts';
import type { Value } from '../model/value.ts';
import { alternativesOf, textOf } from '../shell/value.ts';
import { argumentTexts } from './arguments.ts';
import type { Evidence } from './evidence.ts';
import { isEffectful, machineOf } from './evidence.ts';
import { upload } from './upload.ts';
import { valueText } from './value-text.ts';

/** Identifier of the question for the user that a script of the host runs as. */
export const loginUserQuestion = 'login_user';

export interface LoginUser {
  readonly name: string | null;
  /** Nobody says so: the application lies in this user's home. */
  readonly isAssumed: boolean;
}

const found = new WeakMap<Evidence['classification'], LoginUser>();

/** By a person's answer, by ssh, by what the script itself asks for, or by whose home it works in. */
export function loginUserOf(evidence: Evidence): LoginUser {
  const { classification } = evidence;
  const user = found.get(classification) ?? findLogin(evidence);
  found.set(classification, user);
  return user;
}

function findLogin(evidence: Evidence): LoginUser {
  const told = evidence.config.answers[loginUserQuestion];
  if (told !== undefined && told !== '') return { name: told, isAssumed: false };
  const steps = evidence.classification.steps.filter(
    (one) =>
      isEffectful(one) &&
      (machineOf(one.step, evidence) === 'host' || upload(one, evidence) !== null),
  );
  const logins = steps.flatMap(({ step }) => loginOf(step) ?? []);
  // Where root logs in for some steps only, the others are somebody's.
  const login = logins.find((user) => user !== 'root') ?? logins[0];
  if (login !== undefined) return { name: login, isAssumed: false };
  const own = steps.map(({ step }) => step).filter(({ place }) => place.kind === 'local');
  return own.length === 0 ? { name: null, isAssumed: false } : ownerOf(own, evidence);
}

function loginOf(step: Step): string | null {
  const place = step.place.kind === 'container' ? (step.place.on ?? step.place) : step.place;
  const told = known(place.user);
  if (told !== null) return told;
  for (const { value } of step.words) {
    // Whatever the host is called: `pi@$SERVER:/srv/app`.
    const users = new Set(
      alternativesOf(value).map((one) => /^([A-Za-z_][\w-]*)@[^/]*:/.exec(valueText(one))?.[1]),
    );
    const [user] = users;
    if (users.size === 1 && user !== undefined) return user;
  }
  return null;
}

function known(value: Value | null): string | null {
  const text = value === null ? null : textOf(value);
  return text !== null && /^[A-Za-z_][\w-]*$/.test(text) ? text : null;
}

// `[ "$EUID" -ne 0 ] && exit 1`, `if [ "$(id -u)" != 0 ]`: the script runs as root or not at all.
const wantsRoot = /(\bEUID\b|\bUID\b|\bid -u\b)[^\n]{0,12}\s(-ne|!=|-gt)\s+["']?0\b/;
const wantsUser =
  /(\bwhoami\b|\bid -un\b|\$\{?(?:USER|LOGNAME)\b)[^\n]{0,6}\s!=\s+["']?([a-z_][\w-]*)/;

/** Who runs a script that lies on the host. */
function ownerOf(steps: readonly Step[], { trace }: Evidence): LoginUser {
  const files = new Set(steps.map(({ span }) => span.file));
  const texts = [...files].map((file) => trace.sources.get(file)?.text ?? '');
  if (texts.some((text) => wantsRoot.test(text))) return { name: 'root', isAssumed: false };
  const asked = texts.flatMap((text) => wantsUser.exec(text)?.[2] ?? [])[0];
  if (asked !== undefined) return { name: asked, isAssumed: false };
  const usesSudo = steps.some(({ runAs }) => known(runAs) === 'root');
  if (!usesSudo && steps.some(needsRoot)) return { name: 'root', isAssumed: false };
  const homes = new Set(steps.flatMap(homesIn));
  const [home, ...others] = homes;
  return home !== undefined && others.length === 0
    ? { name: home, isAssumed: true }
    : { name: null, isAssumed: false };
}

// What nobody else may do. Sources: systemctl(1), apt-get(8), chown(1), useradd(8).
const ofRoot =
  /^(systemctl|service|apt|apt-get|yum|dnf|apk|chown|useradd|usermod|groupadd|ufw|a2ensite|a2enmod|supervisorctl|update-rc\.d|mount|sysctl)$/;

function needsRoot(step: Step): boolean {
  return (
    step.runAs === null &&
    step.place.kind !== 'container' &&
    ofRoot.test(step.name ?? '') &&
    !argumentTexts(step).includes('--user') &&
    !step.words.some(({ value }) => valueText(value) === '--user')
  );
}

function homesIn({ cwd, words }: Step): readonly string[] {
  const texts = [...(cwd === null ? [] : [cwd]), ...words.map(({ value }) => value)].map(valueText);
  return texts.flatMap((text) => /^\/home\/([a-z_][\w-]*)(?=\/|$)/.exec(text)?.[1] ?? []);
}
