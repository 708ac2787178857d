import type { CommandWords } from '../trace/command-line.ts';
import type { Step } from '../model/step.ts';
import type { Value, Word } from '../model/value.ts';
import type { Subject } from './subject.ts';

/** Stands where a value is not known: one character that no pattern asks for. */
const nothing = '\uFFFD';

/**
 * The subject as if every unknown part of its words were something that no rule asks for. Among
 * rules that only might hold, it tells those that hold by what is written from those that hope.
 */
export function writtenOnly(subject: Subject): Subject {
  return {
    ...subject,
    step: writtenStep(subject.step),
    command: writtenCommand(subject.command),
  };
}

function writtenStep(step: Step): Step {
  const { stdin } = step;
  return {
    ...step,
    words: step.words.map(writtenWord),
    assignments: step.assignments.map((one) => ({ ...one, value: writtenValue(one.value) })),
    redirections: step.redirections.map((one) => ({
      ...one,
      target: one.target === null ? null : writtenValue(one.target),
    })),
    stdin:
      stdin.kind === 'text'
        ? { ...stdin, text: writtenValue(stdin.text) }
        : stdin.kind === 'file'
          ? { ...stdin, path: writtenValue(stdin.path) }
          : stdin,
  };
}

function writtenCommand(command: CommandWords): CommandWords {
  return {
    ...command,
    options: command.options.map((option) => ({
      ...option,
      value: option.value === null ? null : writtenValue(option.value),
    })),
    subWords: command.subWords.map(writtenWord),
    arguments: command.arguments.map(writtenWord),
  };
}

function writtenWord(word: Word): Word {
  return { ...word, value: writtenValue(word.value) };
}

function writtenValue(value: Value): Value {
  switch (value.kind) {
    case 'literal':
      return value;
    case 'concat':
      return { kind: 'concat', parts: value.parts.map(writtenValue) };
    case 'one-of':
      return { kind: 'one-of', values: value.values.map(writtenValue) };
    default:
      return { kind: 'literal', text: nothing };
  }
}
