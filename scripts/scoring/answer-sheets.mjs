import { readdirSync, readFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { isAccepted, matchSteps, plumbing } from './match-steps.mjs';

/** The answer sheets below a fleet's folder, by application (fixtures/README.md has the format). */
export function readSheets(folder) {
  return readdirSync(folder)
    .sort()
    .map((name) => join(folder, name, 'expected.yaml'))
    .filter((path) => existsSync(path))
    .map((path) => parse(readFileSync(path, 'utf8')));
}

/**
 * Holds a scan result (`pipewright/scan/1`) against the answer sheets. Gives, by name of the figure,
 * how many answers were right of how many that the sheets ask for, and a line for each that was not.
 *
 * @param {readonly any[]} sheets
 * @param {{apps: readonly any[]}} scan
 */
export function scoreSheets(sheets, scan) {
  /** @type {Record<string, {right: number, total: number, wrong: string[]}>} */
  const figures = {};
  const judge = (name, isRight, text) => {
    const figure = (figures[name] ??= { right: 0, total: 0, wrong: [] });
    figure.total += 1;
    if (isRight) figure.right += 1;
    else figure.wrong.push(text);
  };
  for (const sheet of sheets) {
    const app = scan.apps.find(({ name }) => name === sheet.app);
    judge('applications', app !== undefined, `${sheet.app} is not in the result`);
    if (app === undefined) continue;
    judgeApplication(sheet, app, judge);
    judgeSteps(sheet, app, judge);
    judgeRemarks(sheet, app, scan.diagnostics ?? [], judge);
  }
  return figures;
}

function judgeApplication(sheet, app, judge) {
  const say = (what, want, found) => `${sheet.app}: ${what} ${show(want)}, found ${show(found)}`;
  judge(
    'platforms',
    app.platform.name === sheet.platform,
    say('platform', sheet.platform, app.platform.name),
  );
  const environments = app.environments.map(({ name }) => name);
  for (const [name, groups] of Object.entries(sheet.environments)) {
    const found = app.environments.find((one) => one.name === name);
    judge('environments', found !== undefined, say('environment', name, environments));
    const hosts = setOf((found?.hostGroups ?? []).flatMap((group) => group.hosts.filter(isKnown)));
    const wanted = setOf(Object.values(groups ?? {}).flat());
    judge('hosts', hosts === wanted, say(`hosts of ${name}`, wanted, hosts));
  }
  for (const name of environments) {
    if (!(name in sheet.environments))
      judge('environments', false, `${sheet.app}: environment ${name} was invented`);
  }
  judge(
    'actions',
    setOf(app.actions) === setOf(sheet.actions),
    say('actions', sheet.actions, app.actions),
  );
  for (const [file, { runsOn, role }] of Object.entries(sheet.scripts)) {
    const script = app.scripts.find((one) => one.file === `${app.root}/${file}`);
    judge('runsOn', script?.runsOn === runsOn, say(`${file} runs on`, runsOn, script?.runsOn));
    judge('roles', script?.role === role, say(`${file} is`, role, script?.role));
  }
}

// A host that is not known is printed with what stands for it, $NAME or ?.
function isKnown(host) {
  return !/[$?|]/.test(host);
}

function setOf(names) {
  return [...new Set(names)].sort().join(' ');
}

function judgeSteps(sheet, app, judge) {
  const steps = app.steps.map((step) => ({ ...step, file: step.file.slice(app.root.length + 1) }));
  const { pairs, extra } = matchSteps(sheet.steps, steps);
  for (const { annotation, step } of pairs) {
    const at = `${sheet.app}/${annotation.file}:${annotation.line}`;
    const effectful = !plumbing.has(annotation.kind);
    const right = step !== null && isAccepted(annotation, step);
    judge(
      effectful ? 'kinds' : 'plumbing',
      right,
      `${at}: ${annotation.kind}, found ${step?.kind ?? 'no step'} (${step?.command.split('\n')[0].slice(0, 60) ?? ''})`,
    );
    if (step === null) continue;
    if (annotation.place !== undefined)
      judgeKey('places', annotation.place, step.place.kind, at, judge);
    const isReached = annotation.reached !== false;
    judge(
      'reached',
      step.reached === isReached,
      `${at}: reached ${isReached}, found ${step.reached}`,
    );
    if (!effectful || !isReached || plumbing.has(step.kind)) continue;
    if (annotation.destination !== undefined)
      judgeKey('destinations', annotation.destination, step.destination, at, judge);
    if (annotation.disposition !== undefined)
      judgeKey('dispositions', annotation.disposition, step.disposition, at, judge);
  }
  const invented = extra.filter(({ kind, reached }) => reached && !plumbing.has(kind));
  for (const pair of pairs)
    if (!plumbing.has(pair.annotation.kind)) judge('steps without inventions', true, '');
  for (const step of invented)
    judge(
      'steps without inventions',
      false,
      `${sheet.app}/${step.file}:${step.line}: ${step.kind} that the sheet does not name (${step.command.split('\n')[0].slice(0, 60)})`,
    );
}

function judgeKey(name, wanted, found, at, judge) {
  const accepted = [wanted].flat();
  // `stage/*` is a pipeline action of its own, whatever its name.
  const fits = (one) =>
    one === found || (one === 'stage/*' && found?.startsWith('stage/') === true);
  judge(name, accepted.some(fits), `${at}: ${show(wanted)}, found ${show(found)}`);
}

// The blockers that sheets speak of (fixtures/README.md); the tool knows finer ones beside them.
const blockerWords = [
  'uploads',
  'sqlite',
  'cron',
  'workers',
  'host-config',
  'sessions',
  'single-host-order',
];

/** Findings and secrets are compared by place; blockers by what they are called. */
function judgeRemarks(sheet, app, notes, judge) {
  const isAt =
    ({ file, line }) =>
    (one) =>
      one.file === `${app.root}/${file}` && Math.abs(one.line - line) <= 1;
  for (const finding of sheet.findings ?? []) {
    judge(
      'findings',
      app.findings.some(isAt(finding)) || isOnCommand(finding, app) || isNoted(finding, app, notes),
      `${sheet.app}/${finding.file}:${finding.line}: ${finding.about} is not said`,
    );
  }
  for (const secret of sheet.secrets ?? []) {
    const found = app.secrets.filter(
      (one) => one.file === `${app.root}/${secret.file}` && one.line === secret.line,
    );
    judge(
      'secrets',
      found.length > 0,
      `${sheet.app}/${secret.file}:${secret.line}: ${secret.kind} is not seen`,
    );
  }
  const wanted = new Set(
    (sheet.secrets ?? []).map(({ file, line }) => `${app.root}/${file}:${line}`),
  );
  for (const { file, line } of app.secrets)
    if (!wanted.has(`${file}:${line}`))
      judge('secrets', false, `${file}:${line}: a secret was invented`);
  const codes = app.blockers.map(({ code }) => code);
  for (const code of codes)
    if (blockerWords.includes(code) && !(sheet.blockers ?? []).includes(code))
      judge('blockers', false, `${sheet.app}: blocker ${code} was invented`);
  for (const blocker of sheet.blockers ?? []) {
    judge(
      'blockers',
      codes.some((code) => code.endsWith(blocker)),
      `${sheet.app}: blocker ${blocker}, found ${show(codes)}`,
    );
  }
}

/** A finding is said at the first line of its command, a sheet may name a line further down in it. */
function isOnCommand({ file, line }, app) {
  const name = `${app.root}/${file}`;
  return app.findings.some(
    (one) =>
      one.file === name &&
      app.steps.some(
        (step) =>
          step.file === name && step.line === one.line && one.line < line && line <= step.endLine,
      ),
  );
}

/**
 * What is reported and no sheet asks for. A sheet lists what a reviewer must be told, and denies
 * nothing but secrets (whose list is whole, so that others count as wrong): what stands here is to be
 * read for false alarms, and no figure.
 *
 * @param {readonly any[]} sheets
 * @param {{apps: readonly any[]}} scan
 */
export function findingsBeside(sheets, scan) {
  return sheets.flatMap((sheet) => {
    const app = scan.apps.find(({ name }) => name === sheet.app);
    const listed = [...(sheet.findings ?? []), ...(sheet.secrets ?? [])];
    const isListed = (one) =>
      listed.some(
        ({ file, line }) => one.file === `${app.root}/${file}` && Math.abs(one.line - line) <= 1,
      );
    return (app?.findings ?? [])
      .filter((one) => !isListed(one))
      .map(({ file, line, rule, level }) => `${file}:${line}: ${rule} (${level})`);
  });
}

/** What is true of a file as a whole is said as a diagnostic of it. */
function isNoted({ file, about }, app, notes) {
  return notes.some(
    (one) =>
      about === 'crlf-line-ends' && one.code === 'fleet/crlf' && one.file === `${app.root}/${file}`,
  );
}

function show(value) {
  return Array.isArray(value) ? value.join(' or ') || 'nothing' : String(value);
}

/** The figures as a table. */
export function figuresTable(figures) {
  const names = Object.keys(figures);
  const width = Math.max(...names.map((name) => name.length));
  return names.map((name) => {
    const { right, total } = figures[name];
    return `${name.padEnd(width)}  ${String(right).padStart(5)} of ${String(total).padStart(5)}  ${((right / total) * 100).toFixed(1).padStart(5)} %`;
  });
}
