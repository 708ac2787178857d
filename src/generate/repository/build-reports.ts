/** The reports that the tools of a build leave behind, for CodeBuild to show. */

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
