/** The file that names the hosts, one a line: CodeDeploy asks tags or an Auto Scaling group instead. */
import type { Step } from '../model/step.ts';
import { isEffectful } from './evidence.ts';
import type { Evidence } from './evidence.ts';

/**
 * `while read h; do ssh $h …; done < hosts.txt`, `for h in $(cat hosts.txt)`: whether the loops around what runs
 * on hosts go over that file, by themselves or by a variable that was read from it. `text` is the file as the
 * script writes it.
 */
export function listsHosts(text: string, evidence: Evidence): boolean {
  const { classification, trace } = evidence;
  const loops = classification.steps
    .filter((one) => isEffectful(one) && one.step.place.kind === 'remote')
    .flatMap(({ step }) => headAndTail(step, evidence) ?? []);
  if (loops.some((loop) => mentions(loop, text))) return true;
  const names = classification.steps
    .filter(({ step }) => mentions(readingText(step, evidence), text))
    .flatMap(({ step }) =>
      step.form === 'assignment'
        ? step.assignments.map(({ name }) => name)
        : /^(mapfile|readarray)$/.test(step.name ?? '')
          ? step.plain
              .slice(-1)
              .map(
                (word) =>
                  trace.sources.get(word.span.file)?.text.slice(word.span.start, word.span.end) ??
                  '',
              )
          : [],
    );
  return names.some((name) => loops.some((loop) => new RegExp(`\\$\\{?${name}\\b`).test(loop)));
}

/** What a loop goes over: in front of its `do`, and behind its `done`. */
function headAndTail({ loop }: Step, { trace }: Evidence): string | null {
  const source = loop === null ? undefined : trace.sources.get(loop.span.file)?.text;
  if (loop === null || source === undefined) return null;
  const own = source.slice(loop.span.start, loop.span.end);
  const rest = /^[^\n]*/.exec(source.slice(loop.span.end))?.[0] ?? '';
  const head = own.split(/\bdo\b/)[0] ?? '';
  const tail = own.slice(Math.max(own.lastIndexOf('done'), 0));
  const before = /[^\n;]*\|\s*$/.exec(source.slice(0, loop.span.start))?.[0] ?? '';
  return `${before} ${head} ${tail}${rest}`;
}

function readingText({ span }: Step, { trace }: Evidence): string {
  const text = trace.sources.get(span.file)?.text ?? '';
  return text.slice(span.start, span.end) + (/^\s*<[^\n;]*/.exec(text.slice(span.end))?.[0] ?? '');
}

/** As a word of its own. */
function mentions(code: string, text: string): boolean {
  return code.split(/[\s<>()|;"'`]+/).includes(text);
}
