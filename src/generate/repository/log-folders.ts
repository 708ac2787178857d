import type { Piece } from '../slice/print.ts';
import { plain } from '../slice/print.ts';

/**
 * `JOURNAL=/var/log/shop/update.log` that code of the build writes to: the deploying machine had its folder, and
 * CodeBuild starts without.
 */
export function withLogFolders(
  pieces: readonly Piece[],
  functions: readonly Piece[],
): readonly Piece[] {
  const code = [...functions, ...pieces]
    .flatMap(({ lines }) => lines.map(({ text }) => text))
    .join('\n');
  return pieces.map((piece) => {
    const [line, ...rest] = piece.lines;
    const [, name, , path = ''] =
      /^([A-Za-z_]\w*)=(["']?)(\/[^\s"'$`]+\/[^\s"'$`/]+)\2$/.exec(line?.text ?? '') ?? [];
    if (name === undefined || line === undefined || rest.length > 0) return piece;
    if (/^\/(tmp|dev|var\/tmp)\/[^/]+$/.test(path)) return piece;
    const written = new RegExp(
      `(>>?|\\btee( -a)?)\\s*"?\\$(?:${name}|\\{${name}\\})(?!["']?[\\w/])`,
    );
    return written.test(code)
      ? { ...piece, lines: [line, plain(`mkdir -p "\${${name}%/*}"`)] }
      : piece;
  });
}
