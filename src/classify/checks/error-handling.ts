import type { Finding } from '../../model/classified.ts';
import type { Trace } from '../../model/trace.ts';
import type { Subject } from '../subject.ts';
import type { Check } from './check.ts';

/** A script with several effects and no look at any of their failures. */
export const missingSetE: Check = ({ trace, subjects }) =>
  trace.scripts
    .filter(({ role, parsed }) => role === 'entry' && parsed)
    .flatMap(({ file }): Finding[] => {
      const own = subjects.filter(({ step }) => step.span.file === file && step.reached);
      const commands = own.filter(({ step }) => step.form === 'command');
      const changes = commands.filter(isChange);
      const careful =
        commands.some(({ step }) => step.failure !== 'ignored') || setsErrexit(commands);
      if (changes.length < 2 || careful || startsWithErrexit(trace, file)) return [];
      return [
        {
          rule: 'safety/missing-set-e',
          level: 'warning',
          span: firstLine(trace, file),
          step: null,
          message: { code: 'classify/missing-set-e', params: {} },
        },
      ];
    });

function setsErrexit(commands: readonly Subject[]): boolean {
  return commands.some(({ step, command }) => {
    if (step.name !== 'set') return false;
    const named = command.options.some(
      ({ name, value }) =>
        name === '-e' || (name === '-o' && value?.kind === 'literal' && value.text === 'errexit'),
    );
    return named && step.place.kind === 'local';
  });
}

function startsWithErrexit(trace: Trace, file: string): boolean {
  return /^#!.*\s-[a-z]*e/.test(trace.sources.get(file)?.text ?? '');
}

function firstLine(trace: Trace, file: string): Finding['span'] {
  const text = trace.sources.get(file)?.text ?? '';
  const end = text.indexOf('\n');
  return { file, start: 0, end: end < 0 ? text.length : end };
}

/** Names of what changes nothing by itself. */
const harmless = new Set([
  'echo',
  'printf',
  'cd',
  'set',
  'sleep',
  'exit',
  'export',
  'read',
  'pwd',
  'date',
  'cat',
  'ls',
]);

function isChange({ step }: Subject): boolean {
  return step.name !== null && !harmless.has(step.name) && !step.followed;
}
