/**
 * The language of the batches that file-transfer clients read: one verb a line, its words quoted as
 * a shell quotes them. Source: sftp(1), lftp(1), ftp(1).
 */

/** A word of a batch with its quotes taken off. */
export interface BatchWord {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** Unquoted `*`, `?` or `[` stand in it. */
  readonly glob: boolean;
}

/** One verb with its words. */
export interface BatchLine {
  readonly words: readonly BatchWord[];
  /** `-rm old`: the batch goes on when the verb fails. */
  readonly goesOn: boolean;
  /** `!command`: what the shell of this machine is asked to do; null for a verb. */
  readonly shell: { readonly start: number; readonly end: number } | null;
}

/** Reads a batch; `splits` where `;`, `&&` and `||` part verbs as well as line breaks do (lftp). */
export function readBatch(text: string, splits: boolean): readonly BatchLine[] {
  const lines: BatchLine[] = [];
  let words: BatchWord[] = [];
  let at = 0;
  const finish = (): void => {
    if (words.length > 0) lines.push(lineOf(words));
    words = [];
  };
  while (at < text.length) {
    const char = text[at] as string;
    if (char === '\n' || (splits && /[;&|]/.test(char))) {
      finish();
      at++;
    } else if (/\s/.test(char)) at++;
    else if (char === '#') at = endOfLine(text, at);
    else if (char === '!' && words.length === 0) {
      const end = endOfLine(text, at);
      lines.push({ words: [], goesOn: false, shell: { start: at + 1, end } });
      at = end;
    } else {
      const word = readWord(text, at, splits);
      words.push(word);
      at = word.end;
    }
  }
  finish();
  return lines;
}

/** `-` in front of a verb lets its failure pass, `@` keeps it from being printed. Source: sftp(1), -b. */
function lineOf([first, ...rest]: readonly BatchWord[]): BatchLine {
  const prefix = /^[-@]+(?=\w)/.exec(first?.text ?? '')?.[0] ?? '';
  const verb =
    first === undefined || prefix === ''
      ? first
      : { ...first, text: first.text.slice(prefix.length), start: first.start + prefix.length };
  return {
    words: verb === undefined ? rest : [verb, ...rest],
    goesOn: prefix.includes('-'),
    shell: null,
  };
}

function endOfLine(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end < 0 ? text.length : end;
}

function readWord(text: string, start: number, splits: boolean): BatchWord {
  let at = start;
  let word = '';
  let glob = false;
  let quote: string | null = null;
  for (; at < text.length; at++) {
    const char = text[at] as string;
    if (quote === null && (/\s/.test(char) || (splits && /[;&|]/.test(char)))) break;
    if (char === '\\' && quote !== "'" && at + 1 < text.length) word += text[++at] as string;
    else if (quote === null && (char === '"' || char === "'")) quote = char;
    else if (char === quote) quote = null;
    else {
      glob ||= quote === null && /[*?[]/.test(char);
      word += char;
    }
  }
  return { text: word, start, end: at, glob };
}
