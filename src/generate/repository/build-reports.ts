/** The reports that the tools of a build leave behind, for CodeBuild to show. */

interface Report {
  readonly name: string;
  readonly files: readonly string[];
  /** By CodeBuild's names. Source: build-spec-ref.html#build-spec.reports.file-format */
  readonly format: 'JUNITXML' | 'VISUALSTUDIOTRX';
}

interface Tool {
  readonly command: RegExp;
  /** It runs no tests then. */
  readonly leavesOut: RegExp;
  readonly files: readonly string[];
  readonly format: Report['format'];
}

const surefire = '**/target/surefire-reports/*.xml';
const failsafe = '**/target/failsafe-reports/*.xml';
const noMavenTests = /-DskipTests(?!=false)|-Dmaven\.test\.skip(?!=false)/;

// What each tool writes where, by its own documentation.
const tools: readonly Tool[] = [
  {
    command: /\bmvnw?\b.*\s(verify|install|deploy)\b/,
    leavesOut: noMavenTests,
    files: [surefire, failsafe],
    format: 'JUNITXML',
  },
  {
    command: /\bmvnw?\b.*\s(test|package)\b/,
    leavesOut: noMavenTests,
    files: [surefire],
    format: 'JUNITXML',
  },
  {
    command: /\bgradlew?\b.*\s(test|build|check)\b/,
    leavesOut: /(-x|--exclude-task)[ =]test\b/,
    files: ['**/build/test-results/test/*.xml'],
    format: 'JUNITXML',
  },
  {
    command: /\bdotnet test\b.*--logger[ =:]["']?trx/,
    leavesOut: /--list-tests/,
    files: ['**/*.trx'],
    format: 'VISUALSTUDIOTRX',
  },
];

// Options that say where a tool writes its report, by its own documentation: pytest, PHPUnit, gotestsum,
// RSpec, vitest, ctest.
const told = [
  /--junit-?xml[= ]/,
  /--log-junit[= ]/,
  /--junitfile[= ]/,
  /RspecJunitFormatter --out[= ]/,
  /--reporter=junit --outputFile[= ]/,
  /--output-junit[= ]/,
];

/** The file that the option names; one that only a run knows can't be collected. */
function fileAt(option: RegExp, line: string): readonly string[] {
  const [, path] = new RegExp(`${option.source}["']?([\\w./*-]+)["']?(?=\\s|$)`).exec(line) ?? [];
  // The command may stand in a folder of the source.
  return path === undefined || path.startsWith('/') ? [] : [`**/${path.replace(/^\.\//, '')}`];
}

/** What tools write without being asked, or because the script or we asked. */
export function reportsOf(texts: readonly string[]): readonly Report[] {
  const lines = texts.flatMap((text) => text.split('\n'));
  const found = lines.flatMap((line): readonly Omit<Report, 'name'>[] => {
    const tool = tools.find(
      ({ command, leavesOut }) => command.test(line) && !leavesOut.test(line),
    );
    if (tool !== undefined) return [{ files: tool.files, format: tool.format }];
    const files = told.flatMap((option) => fileAt(option, line));
    return files.length === 0 ? [] : [{ files, format: 'JUNITXML' }];
  });
  return (['JUNITXML', 'VISUALSTUDIOTRX'] as const).flatMap((format) => {
    const files = found.filter((one) => one.format === format).flatMap((one) => one.files);
    const name = format === 'JUNITXML' ? 'unit-tests' : 'dotnet-tests';
    return files.length === 0 ? [] : [{ name, files: [...new Set(files)], format }];
  });
}
