/** Where getopts stands: the argument to look at (from 1), and how many letters of it are done. */
export interface OptionPosition {
  readonly index: number;
  readonly cluster: number;
}

export interface FoundOption extends OptionPosition {
  /** What the variable gets: the letter, `?` for a wrong one, `:` for a missing value. */
  readonly name: string;
  /** What OPTARG gets; null where it is unset. */
  readonly value: string | null;
  readonly isOver: boolean;
  readonly complaint: string | null;
}

/** The next option of a list of arguments. Source: bash manual, 4.1, `getopts`. */
export function nextOption(
  letters: string,
  args: readonly string[],
  { index, cluster }: OptionPosition,
): FoundOption {
  const isSilent = letters.startsWith(':');
  const known = isSilent ? letters.slice(1) : letters;
  const word = args[index - 1];
  const over = { name: '?', value: null, isOver: true, complaint: null, cluster: 0 };
  if (word === undefined || !/^-./.test(word)) return { ...over, index };
  if (word === '--') return { ...over, index: index + 1 };
  const at = cluster === 0 ? 1 : cluster;
  const letter = word[at] as string;
  const place = known.indexOf(letter);
  const rest = word.slice(at + 1);
  const next = rest === '' ? { index: index + 1, cluster: 0 } : { index, cluster: at + 1 };
  if (place < 0 || letter === ':') {
    const complaint = isSilent ? null : `illegal option -- ${letter}`;
    return { ...next, name: '?', value: isSilent ? letter : null, isOver: false, complaint };
  }
  if (known[place + 1] !== ':')
    return { ...next, name: letter, value: null, isOver: false, complaint: null };
  if (rest !== '')
    return {
      index: index + 1,
      cluster: 0,
      name: letter,
      value: rest,
      isOver: false,
      complaint: null,
    };
  return withNextWord(letter, args[index], index, isSilent);
}

/** An option whose value is the next argument, which may be missing. */
function withNextWord(
  letter: string,
  value: string | undefined,
  index: number,
  isSilent: boolean,
): FoundOption {
  if (value !== undefined)
    return { index: index + 2, cluster: 0, name: letter, value, isOver: false, complaint: null };
  return {
    index: index + 1,
    cluster: 0,
    name: isSilent ? ':' : '?',
    value: isSilent ? letter : null,
    isOver: false,
    complaint: isSilent ? null : `option requires an argument -- ${letter}`,
  };
}
