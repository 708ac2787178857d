import { splitText } from '../shell/split.ts';
import { literal } from '../shell/value.ts';
import { assignVariable } from '../shell/assign.ts';
import type { ShellState } from './shell-state.ts';

/** Gives each name its field of a line, the last one all that is left, as `read` does. */
export function assignFields(
  state: ShellState,
  names: readonly string[],
  line: string,
  ifs: string,
): void {
  const trimmed = ifs.includes(' ') ? line.trim() : line;
  let rest = trimmed;
  names.forEach((name, index) => {
    if (index === names.length - 1) {
      assignVariable(state, name, literal(rest));
      return;
    }
    const first = splitText(rest, ifs).fields[0]?.text ?? '';
    assignVariable(state, name, literal(first));
    const after = rest.slice(first.length);

    rest = ifs.includes(' ') ? after.trimStart() : after.slice(1);
  });
}
