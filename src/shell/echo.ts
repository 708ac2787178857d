import { decodeEscapes } from './transform.ts';

/** What `echo` prints. Source: bash manual, 4.2, `echo`. */
export function echoText(args: readonly string[], expands = false): string {
  let [breaks, escapes, at] = [true, expands, 0];
  for (; /^-[neE]+$/.test(args[at] ?? ''); at++) {
    const option = args[at] as string;
    if (option.includes('n')) breaks = false;
    for (const letter of option) if (letter === 'e' || letter === 'E') escapes = letter === 'e';
  }
  const joined = args.slice(at).join(' ');
  const text = escapes ? decodeEscapes(joined.split('\\c')[0] ?? '', true) : joined;
  const isCut = escapes && joined.includes('\\c');
  return breaks && !isCut ? `${text}\n` : text;
}
