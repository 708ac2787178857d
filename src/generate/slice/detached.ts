import type { PlannedStep } from '../../model/plan.ts';
import type { SourceText } from '../../model/source.ts';
import { valueText } from '../../plan/value-text.ts';
import type { Command, Statement } from '../../syntax/nodes.ts';
import { spanInFile } from '../../syntax/origin.ts';
import type { At, Cutting } from './cutting.ts';

/** They give their text to a process that lives on by itself. */
const detaching = /^(nohup|setsid|screen|tmux|daemonize|start-stop-daemon|systemd-run|at|batch)$/;

/**
 * The steps of a text that a process in the background reads, where all of it belongs in the room:
 * `nohup sh -c "cd /srv/shop && ./shop" &`, `screen -dmS shop …`. Taken apart, the hook would wait
 * for them. Null for what another machine reads, and for what is no such process.
 */
export function stepsOfProcess(
  node: Command,
  carried: SourceText,
  background: boolean,
  { source }: At,
  { index, room }: Cutting,
): readonly PlannedStep[] | null {
  if (!background && !detaching.test(node.name?.value ?? '')) return null;
  const { start, file } = spanInFile(source, node.pos, node.end);
  const effects = index.stepsInside(carried).filter(({ disposition }) => disposition !== null);
  const own = effects.filter(({ classified }) => room.steps.has(classified.step.id));
  const isOurs = effects.every(({ classified: { step, kind }, disposition }) => {
    const { through } = step.place;
    const isSentFromHere = through?.file === file && through.start === start;
    const isUnknown = kind === 'unknown' && disposition === 'manual';
    return !isSentFromHere && (room.steps.has(step.id) || isUnknown);
  });
  return own.length > 0 && isOurs ? own : null;
}

/** `ssh -f`, `ssh … &`: nobody waits for what runs there. */
export function sendsAway({ name, args }: Command, background: boolean): boolean {
  if (name?.value !== 'ssh') return false;
  return background || args.some(({ text }) => /^-[a-zA-Z]*f[a-zA-Z]*$/.test(text));
}

/** They come back by themselves. */
const managers =
  /^(systemctl|service|docker|docker-compose|podman|pm2|supervisorctl|initctl|rc-service|svc|sv)$/;

/** The statements of such a text, the program that it starts last in the background. */
export function startedLast(
  statements: readonly Statement[],
  { source }: At,
  { index }: Cutting,
): readonly Statement[] {
  const last = statements.at(-1);
  const command = last?.command.type === 'AndOr' ? last.command.commands.at(-1) : last?.command;
  if (last === undefined || command?.type !== 'Command') return statements;
  const steps = index.stepsAt(spanInFile(source, command.pos, command.end));
  const isProgram = steps.some(
    ({ classified: { kind, step } }) => kind === 'start-service' && !managers.test(step.name ?? ''),
  );
  return isProgram ? [...statements.slice(0, -1), { ...last, background: true }] : statements;
}

// Servers that keep the terminal until somebody ends them; by their manual pages.
const foreground =
  /^(?:npm|yarn|pnpm)(?: run)? start\b|^node \S+\.[cm]?js\b|^java(?: -\S+)* -jar |^python[\d.]*(?: -\S+)* manage\.py runserver\b|^(?:gunicorn|uvicorn|hypercorn) |^flask run\b|^php artisan serve\b|^rails (?:s|server)\b|^dotnet \S+\.dll\b/;
const leavesTerminal = /\s(?:-d|-D|--daemon|--daemonize|--detach)(?=\s|$)/;

/**
 * `npm start`, `exec node server.js` at the end of a script: a person ended the session and let it run. A
 * hook waits for its commands, up to its timeout, and counts as failed then.
 */
export function holdsTerminal(
  { command }: Statement,
  { source }: At,
  { index, room }: Cutting,
): boolean {
  if (room.kind !== 'host') return false;
  const last = command.type === 'AndOr' ? command.commands.at(-1) : command;
  if (last?.type !== 'Command') return false;
  return index
    .stepsAt(spanInFile(source, last.pos, last.end))
    .some(
      ({ classified: { kind, step }, disposition }) =>
        disposition === 'converted' &&
        kind === 'start-service' &&
        room.steps.has(step.id) &&
        step.place.kind !== 'container' &&
        foreground.test(wordsOf(step)) &&
        !leavesTerminal.test(wordsOf(step)),
    );
}

function wordsOf({ words }: PlannedStep['classified']['step']): string {
  return words.map(({ value }) => valueText(value)).join(' ');
}
