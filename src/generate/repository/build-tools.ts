/** What the tools of a build leave behind that CodeBuild can keep: caches, test reports. */

interface Tool {
  readonly command: RegExp;
  readonly paths: readonly string[];
}

// Where each tool keeps its downloads for root, by its own documentation.
const caches: readonly Tool[] = [
  { command: /\bnpm (ci|i|install)\b/, paths: ['/root/.npm/**/*'] },
  { command: /\byarn\b/, paths: ['/usr/local/share/.cache/yarn/**/*'] },
  { command: /\bpnpm\b/, paths: ['/root/.local/share/pnpm/store/**/*'] },
  { command: /\b(mvn|mvnw)\b/, paths: ['/root/.m2/**/*'] },
  {
    command: /\b(gradle|gradlew)\b/,
    paths: ['/root/.gradle/caches/**/*', '/root/.gradle/wrapper/**/*'],
  },
  { command: /\bpip[0-9.]* (install|wheel)\b/, paths: ['/root/.cache/pip/**/*'] },
  { command: /\bcomposer\b/, paths: ['/root/.cache/composer/**/*'] },
  { command: /\bbundle (install|config)\b|\bbundle$/m, paths: ['vendor/bundle/**/*'] },
  {
    command: /\bgo (build|test|mod|install)\b/,
    paths: ['/root/.cache/go-build/**/*', '/go/pkg/mod/**/*'],
  },
  { command: /\bdotnet (restore|build|publish|test)\b/, paths: ['/root/.nuget/packages/**/*'] },
  { command: /\bsbt\b/, paths: ['/root/.cache/coursier/**/*', '/root/.ivy2/cache/**/*'] },
];

export function cachePaths(texts: readonly string[]): readonly string[] {
  const text = texts.join('\n');
  return caches.filter(({ command }) => command.test(text)).flatMap(({ paths }) => paths);
}

interface Report {
  readonly name: string;
  readonly files: string;
}

// Options that say where a tool writes its report, by its own documentation: pytest, PHPUnit,
// gotestsum, RSpec.
const told = [
  /--junit-?xml[= ]/,
  /--log-junit[= ]/,
  /--junitfile[= ]/,
  /RspecJunitFormatter --out[= ]/,
];

/** The file that the option names; one that only a run knows can't be collected. */
function reportsAt(option: RegExp, text: string): readonly Report[] {
  const [, path] = new RegExp(`${option.source}["']?([\\w./*-]+)["']?(?=\\s|$)`).exec(text) ?? [];
  return path === undefined ? [] : [{ name: 'unit-tests', files: path.replace(/^\.\//, '') }];
}

/** Tools that write JUnit's XML without being asked, or that we asked. */
export function reportsOf(texts: readonly string[]): readonly Report[] {
  const text = texts.join('\n');
  const runs = (program: RegExp, task: RegExp, leavesOut: RegExp): boolean =>
    text.split('\n').some((line) => program.test(line) && task.test(line) && !leavesOut.test(line));
  const reports: Report[] = [];
  if (
    runs(
      /\bmvnw?\b/,
      /\s(test|package|verify|install|deploy)\b/,
      /-DskipTests(?!=false)|-Dmaven\.test\.skip(?!=false)/,
    )
  )
    reports.push({ name: 'unit-tests', files: '**/target/surefire-reports/*.xml' });
  if (runs(/\bgradlew?\b/, /\s(test|build|check)\b/, /(-x|--exclude-task)[ =]test\b/))
    reports.push({ name: 'unit-tests', files: '**/build/test-results/test/*.xml' });
  reports.push(...told.flatMap((option) => reportsAt(option, text)));
  return reports.slice(0, 1);
}
