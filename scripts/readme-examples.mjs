/**
 * Examples of the README whose output is real: a comment `<!-- run: WORDS -->` says how the command line
 * is called, the console block behind it shows what came out. `OUT` stands for a folder of its own.
 */
const example = /<!-- run: (?<words>[^\n]*?) -->\n\n```console\n(?<shown>[^`]*?)```/g;

/** @returns {{words: string[], shown: string}[]} in the order of the text */
export function examplesOf(text) {
  return [...text.matchAll(example)].map(({ groups }) => ({
    words: groups.words.split(' '),
    shown: groups.shown,
  }));
}

/** The words to run: `OUT` is the folder, and only commands that have nothing else to say show progress. */
export function wordsToRun(words, folder) {
  const given = words.map((word) => (word === 'OUT' ? folder : word));
  return words[0] === 'generate' ? given : [...given, '--quiet'];
}

/** What a block shows of a run: the command and what it printed. */
export function shownOf(words, { stdout, stderr }, folder) {
  const printed = `${stdout}${stderr}`.replaceAll(folder, 'out').trimEnd();
  return `$ pipewright ${words.map((word) => (word === 'OUT' ? 'out' : word)).join(' ')}\n${printed}\n`;
}

/** The text with what each example shows replaced, in order. */
export function withShown(text, shown) {
  let at = 0;
  return text.replace(
    example,
    (whole, words) => `<!-- run: ${words} -->\n\n\`\`\`console\n${shown[at++]}\`\`\``,
  );
}
