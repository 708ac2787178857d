import type { StepId } from '../../model/step.ts';
import type { Command, SyntaxNode } from '../../syntax/nodes.ts';
import { walk } from '../../syntax/nodes.ts';
import type { Cutting } from './cutting.ts';
import type { Edit } from './source-lines.ts';

interface Runner {
  /** The command as it is written, options and all. */
  readonly command: RegExp;
  /** It writes a report already, or does something else than run tests. */
  readonly settled: RegExp;
  readonly option: string;
}

/**
 * Test runners that write a report which CodeBuild reads, and go on printing, when one more option
 * stands at their end. Sources: https://docs.pytest.org/en/stable/how-to/output.html,
 * https://docs.phpunit.de/en/10.5/textui.html, https://vitest.dev/guide/reporters,
 * https://learn.microsoft.com/dotnet/core/tools/dotnet-test, https://cmake.org/cmake/help/v3.21/manual/ctest.1.html
 */
const runners: readonly Runner[] = [
  {
    command: /^(\S*\/)?(pytest|py\.test)(\s|$)|^(\S*\/)?python[0-9.]* -m pytest(\s|$)/,
    settled: /--junit|--collect-only|--version|\s--(\s|$)/,
    option: '--junitxml=reports/junit.xml',
  },
  {
    command:
      /^(php[0-9.]* )?(\S*\/)?(simple-)?(phpunit|pest)(\.phar)?(\s|$)|^php[0-9.]* artisan test(\s|$)/,
    settled: /--log-junit|--list|--version/,
    option: '--log-junit reports/junit.xml',
  },
  {
    command: /^vitest( run)?(\s|$)/,
    settled: /--reporter|--watch|^vitest (list|bench|init)/,
    option: '--reporter=default --reporter=junit --outputFile=reports/junit.xml',
  },
  {
    command: /^dotnet test(\s|$)/,
    settled: /--logger|\s-l[ :]|--list-tests|\s-t(\s|$)|\s--(\s|$)/,
    option: '--logger trx --results-directory reports',
  },
  {
    command: /^ctest(\s|$)/,
    settled: /--output-junit|\s-N(\s|$)|--show-only/,
    option: '--output-junit reports/junit.xml',
  },
];

// They hand their own arguments to what they start, or only choose where it comes from.
const carriers =
  /^((npx|pnpx|bunx)( --?\S+)*|poetry run|pipenv run|uv run|pnpm exec|yarn( run)?)\s+/;

/** The option with which a test of the build writes its report; none where it would change more. */
export function reportEdits(
  node: SyntaxNode,
  steps: readonly StepId[],
  { index, room }: Cutting,
): readonly Edit[] {
  const kinds = steps.map((id) => index.step(id)?.classified.kind);
  if (room.kind !== 'build' || !kinds.includes('test')) return [];
  const edits: Edit[] = [];
  walk(node, (inner) => {
    if (inner.type === 'Command') edits.push(...optionOf(inner, behindOf(steps, index)));
    return undefined;
  });
  return edits;
}

/** The one command that a task of `package.json` runs; null where it runs more, or is no task. */
function behindOf(steps: readonly StepId[], index: Cutting['index']): string | null {
  const [only, ...others] = steps.flatMap((id) => index.step(id)?.classified.step.behind ?? []);
  return only === undefined || others.length > 0 ? null : only.text;
}

function optionOf({ name, args }: Command, behind: string | null): readonly Edit[] {
  if (name === undefined) return [];
  const words = [name, ...args];
  const text = words.map((word) => word.text).join(' ');
  const end = words.at(-1)?.end ?? name.end;
  const option = optionFor(text.replace(carriers, ''));
  if (option !== null) return [{ start: end, end, text: ` ${option}` }];
  const [, manager] = /^(npm|yarn|pnpm) (?:run |run-script )?[\w:.-]+$/.exec(text) ?? [];
  const handed = behind === null || manager === undefined ? null : optionFor(behind);
  return handed === null
    ? []
    : [{ start: end, end, text: ` ${manager === 'npm' ? '-- ' : ''}${handed}` }];
}

function optionFor(text: string): string | null {
  const found = runners.find(({ command }) => command.test(text));
  return found === undefined || found.settled.test(text) ? null : found.option;
}
