import { sentenceOf } from '../messages/messages.ts';
import type { Language, Message } from '../model/message.ts';
import type { WaveMember, Waves } from './compute-waves.ts';
import { readPlanFile } from './plan-file.ts';
import type { PlanFile } from './plan-file.ts';
import { yamlText } from './yaml.ts';

/** A new `rollout.yaml`. */
export function planText(waves: Waves, language: Language): string {
  const say = (name: string, params: Message['params'] = {}) =>
    sentenceOf({ code: `rollout/plan/${name}`, params }, language);
  const lines = [
    ...['header-1', 'header-2', 'header-3'].map((name) => `# ${say(name)}`),
    ...orderNotes(waves).map((message) => `# ${sentenceOf(message, language)}`),
    'schema: pipewright/rollout/1',
    ...(waves.proof === null ? [] : [`proofOfConcept: ${yamlText(waves.proof)}`]),
    waves.waves.length === 0 ? 'waves: []' : 'waves:',
  ];
  for (const [at, members] of waves.waves.entries()) {
    lines.push(`  - name: ${yamlText(at === 0 ? say('proof') : say('wave', { number: at }))}`);
    lines.push('    applications:');
    for (const member of members) lines.push(...memberLines(member, '      ', language));
  }
  return `${lines.join('\n')}\n`;
}

function memberLines(member: WaveMember, indent: string, language: Language): readonly string[] {
  const reasons = member.because.map((message) => sentenceOf(message, language)).join('; ');
  return [`${indent}- app: ${yamlText(member.app)}`, `${indent}  because: ${yamlText(reasons)}`];
}

/** Dependencies that the order does not respect. */
export function orderNotes({ cut, unknown }: Waves): readonly Message[] {
  return [
    ...cut.map(({ from, to }) => ({ code: 'rollout/plan/cut', params: { from, to } })),
    ...unknown.map(({ from, to }) => ({ code: 'rollout/plan/unknown', params: { from, to } })),
  ];
}

/** The plan after new applications joined it, and what people may want to look at. */
export interface MergedPlan {
  readonly text: string;
  readonly notes: readonly Message[];
}

/**
 * Brings new applications into a plan that people keep, and says where it differs from what would be
 * computed today. What stands there is never moved, reworded or removed.
 */
export function mergePlan(
  text: string,
  file: string,
  waves: Waves,
  language: Language,
): MergedPlan {
  const notes: Message[] = [];
  let merged = text;
  const computed = waves.waves.flatMap((members, at) => members.map((member) => ({ member, at })));
  for (const { member, at } of computed) {
    const plan = readPlanFile(merged, file);
    const here = waveIndex(plan, member.app);
    if (here === at) continue;
    if (here !== null) {
      notes.push({
        code: 'rollout/plan/elsewhere',
        params: { app: member.app, here: plan.waves[here]?.name ?? '', computed: at },
      });
      continue;
    }
    const added = withMember(merged, plan, at, member, language);
    merged = added?.text ?? merged;
    notes.push(
      added === null
        ? { code: 'rollout/plan/add-by-hand', params: { app: member.app, computed: at } }
        : { code: 'rollout/plan/added', params: { app: member.app, wave: added.wave } },
    );
  }
  const known = new Set(computed.map(({ member }) => member.app));
  const gone = readPlanFile(text, file)
    .waves.flatMap(({ members }) => members)
    .filter(({ app }) => !known.has(app))
    .map(({ app, line }) => ({ code: 'rollout/plan/gone', params: { app, line } }));
  return { text: merged, notes: [...notes, ...gone] };
}

function waveIndex(plan: PlanFile, app: string): number | null {
  const at = plan.waves.findIndex(({ members }) => members.some((member) => member.app === app));
  return at === -1 ? null : at;
}

/** The text with one more application behind the others of its wave; null where that can't be done. */
function withMember(
  text: string,
  plan: PlanFile,
  at: number,
  member: WaveMember,
  language: Language,
): { readonly text: string; readonly wave: string } | null {
  const wave = plan.waves[at] ?? plan.waves.at(-1);
  const place = wave?.place ?? null;
  if (wave === undefined || place === null) return null;
  const lineStart = text.lastIndexOf('\n', place.start - 1) + 1;
  const indent = text.slice(lineStart, place.start);
  if (indent.trim() !== '') return null;
  // A value may end behind its own line break, as lists and blocks do.
  const within = text[place.end - 1] === '\n' ? place.end - 1 : place.end;
  const lineBreak = text.indexOf('\n', within);
  const end = lineBreak === -1 ? text.length : lineBreak;
  const lines = memberLines(member, indent, language).map((line) => `\n${line}`);
  const spliced = text.slice(0, end) + lines.join('') + text.slice(end);
  return { text: spliced, wave: wave.name };
}
