/** Which messages end what stands above them, by the blank lines and the words of their author. */
import type { SourceText } from '../../model/source.ts';
import type { Statement } from '../../syntax/nodes.ts';
import type { Leaf, Tree } from './tree.ts';

interface CutStatement {
  readonly statement: Statement;
  readonly trees: readonly Tree[];
}

/** The trees of a list, with what is known of its messages. */
export function withEndings(
  cut: readonly CutStatement[],
  source: SourceText,
  /** CodeBuild: in a hook the state of a service says nothing that its check does not say. */
  isInBuild: boolean,
): readonly Tree[] {
  const trees: Tree[] = [];
  for (let at = 0; at < cut.length;) {
    const end = endOfRun(cut, at, source);
    const run = cut.slice(at, Math.max(end, at + 1));
    const closes = end > at && closesAbove(cut, at, end, source);
    for (const { trees: own, statement } of run) {
      const shows = end > at && isInBuild && asksState(statement, source);
      const told = { ...(closes ? { closes } : {}), ...(shows ? { shows } : {}) };
      trees.push(...own.map((tree) => (closes || shows ? { ...(tree as Leaf), ...told } : tree)));
    }
    at = Math.max(end, at + 1);
  }
  return trees;
}

/** Messages one under the other belong together; `at` itself where none stands there. */
function endOfRun(cut: readonly CutStatement[], at: number, source: SourceText): number {
  let end = at;
  while (end < cut.length && isMessage(cut[end]) && (end === at || isTight(cut, end, source)))
    end++;
  return end;
}

function isMessage(entry: CutStatement | undefined): boolean {
  const [only, ...rest] = entry?.trees ?? [];
  return only?.type === 'leaf' && only.role === 'log' && rest.length === 0;
}

/** No blank line and no comment before the statement. */
function isTight(cut: readonly CutStatement[], at: number, { text }: SourceText): boolean {
  const before = cut[at - 1];
  const own = cut[at];
  if (before === undefined || own === undefined) return false;
  return !/\n[ \t]*(\n|#)/.test(text.slice(before.statement.end, own.statement.pos));
}

/** `kubectl get pods` behind `helm upgrade`: what the release left, for whoever reads the log. */
function asksState({ pos, end }: Statement, { text }: SourceText): boolean {
  return /^(kubectl|oc|helm|aws|gcloud|az|flyctl|heroku)\s/.test(text.slice(pos, end));
}

const announces = /\.\.\.|…|\[\d+\s*\/\s*\d+\]|\b\d+\/\d+\b/;
const ends =
  /\b(done|complete[d]?|success(ful(ly)?)?|finished|deployed|restarted|started|stopped|updated|installed|built|uploaded|created|terminée?|finie?|réussie?)\b|[✓✔✅]|\bok\b/i;

/** Right under a command with room below it; between two commands, where its words say so. */
function closesAbove(
  cut: readonly CutStatement[],
  at: number,
  end: number,
  source: SourceText,
): boolean {
  if (at === 0 || !isTight(cut, at, source)) return false;
  const first = cut[at]?.statement;
  const last = cut[end - 1]?.statement;
  if (first === undefined || last === undefined) return false;
  const words = source.text.slice(first.pos, last.end);
  if (announces.test(words)) return false;
  return end === cut.length || !isTight(cut, end, source) || ends.test(words);
}
