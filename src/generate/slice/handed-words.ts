/** The words that a carrier hands to the shell that reads its text: `bash -s -- "$TAG" <<'END'`. */
import type { SourceText } from '../../model/source.ts';
import type { Command, HereDoc, Word } from '../../syntax/nodes.ts';
import { fileSource, parseSource } from '../../syntax/parse-source.ts';
import type { At, Handed } from './cutting.ts';
import { namesIn } from './names.ts';

/**
 * What `$1` and its like mean in the text that a command carries. Null where the outer shell expands
 * them before the inner one reads the text, so that they keep the meaning that they have outside.
 * Source: bash manual, 4.3.1 (`set`), 6.1 (`-s`, `-c`).
 */
export function handedWords(node: Command, at: At, text: SourceText): Handed | null {
  const words = node.args.filter((item): item is Word => item.type === 'Word');
  const document = node.redirects.find(
    (redirect): redirect is HereDoc =>
      redirect.type === 'HereDoc' && text.id === `${at.source.id}!${redirect.body.pos}`,
  );
  if (document !== undefined)
    return document.delimiter?.quoted === true ? { words: afterInput(words), at } : null;
  if (isScriptFile(text)) return handedToScript(words, at);
  const carried = words.findIndex(({ pos }) => text.id === `${at.source.id}!${pos}`);
  const word = words[carried];
  const isCommand = /^-\w*c$/.test(words[carried - 1]?.text ?? '');
  if (word === undefined || !isCommand || !word.text.startsWith("'")) return null;
  // The first word after the text is the name of the shell, `$0`.
  return { words: words.slice(carried + 2), at };
}

/** `run bash -s prod < remote.sh`, where `run` does `ssh host "$@"`: the call says the words. */
function handedToScript(words: readonly Word[], at: At): Handed {
  const passesOn = words.some(({ text }) => /^"?\$[@*]"?$/.test(text));
  return passesOn && at.caller !== undefined
    ? { words: afterInput(at.caller.words), at: at.caller.at }
    : { words: afterInput(words), at };
}

/** The text is a script that was sent as it is. */
export function isScriptFile({ id, file }: SourceText): boolean {
  return id === file;
}

/** What stands after `bash -s`, whether ssh joins the words or they are one. */
function afterInput(words: readonly Word[]): readonly Word[] {
  const shell = words.findIndex(({ value }) =>
    /(?:^|[\s/])(?:ba|da|k|z)?sh(?:\s+-\w+)*$/.test(value),
  );
  if (shell < 0) return afterInputInside(words);
  const rest = words.slice(shell + 1);
  const first = rest.findIndex(({ text }) => !/^-\w+$/.test(text));
  if (first < 0) return [];
  return rest.slice(rest[first]?.text === '--' ? first + 1 : first);
}

/** `ssh host "bash -s -- $TAG"`: the far shell reads one word as a command. */
function afterInputInside(words: readonly Word[]): readonly Word[] {
  const whole = words.find(({ text }) =>
    /^"(.*[\s/])?(ba|da|k|z)?sh(\s+-\w+)*\s+-s\b.*"$/.test(text),
  );
  if (whole === undefined) return [];
  const { script } = parseSource(fileSource('', whole.text.slice(1, -1)));
  const [only] = script.commands;
  return only?.command.type === 'Command'
    ? afterInput([
        ...(only.command.name === undefined ? [] : [only.command.name]),
        ...only.command.args.filter((item): item is Word => item.type === 'Word'),
      ])
    : [];
}

/** An argument in the words of the outermost place that it comes from. */
export interface HandedText {
  /** Without the quotes around it. */
  readonly text: string;
  readonly reads: readonly string[];
  /** The variable, where the argument is nothing else. */
  readonly name: string | null;
}

/** The argument with this number; empty where none is handed over. */
export function handedText({ words, at }: Handed, number: number): HandedText {
  const word = words[number - 1];
  if (word === undefined) return { text: '', reads: [], name: null };
  const quoted = /^"([^"]*)"$/.exec(word.text)?.[1];
  const bare = quoted ?? /^'([\w./:@%+,=-]*)'$/.exec(word.text)?.[1] ?? word.text;
  const name = /^\$\{?(\w+)\}?$/.exec(bare)?.[1] ?? null;
  if (name === null || !/^[1-9]$/.test(name))
    return {
      text: name === null ? bare : `\${${name}}`,
      reads: [...namesIn(word).reads],
      name,
    };
  // An argument of the function or the script that stands around it.
  if (at.handed !== null && !at.inFunction) return handedText(at.handed, Number(name));
  const own = at.inFunction ? name : `ARGUMENT_${name}`;
  return { text: `\${${own}}`, reads: [own], name: own };
}
