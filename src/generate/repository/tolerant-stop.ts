import type { Piece } from '../slice/print.ts';

/**
 * The stop script that runs is the one of the previous revision: if it fails, no later deployment
 * can start. So it may find nothing to stop.
 * Source: https://docs.aws.amazon.com/codedeploy/latest/userguide/reference-appspec-file-structure-hooks.html
 */
export function tolerantStop(piece: Piece): Piece {
  const [only, ...rest] = piece.lines;
  if (only === undefined || rest.length > 0 || only.steps.length === 0) return piece;
  if (/\|\||&\s*$|^(if|for|while|until|case)\b/.test(only.text)) return piece;
  const [command, remark] = splitRemark(only.text);
  return { ...piece, lines: [{ ...only, text: `${command} || true${remark}` }] };
}

function splitRemark(text: string): readonly [string, string] {
  const at = /\s{2}#[^'"]*$/.exec(text)?.index;
  return at === undefined ? [text, ''] : [text.slice(0, at), text.slice(at)];
}
