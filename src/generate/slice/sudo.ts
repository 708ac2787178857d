/** What sudo's own words say. */
import { walk } from '../../syntax/nodes.ts';
import type { Command, SyntaxNode } from '../../syntax/nodes.ts';
import type { Edit } from './source-lines.ts';

/** Options that take a value. Source: sudo(8). */
const valued = /^-(?:[ugCDhpRrtT]|-user|-group|-host|-prompt|-chdir|-chroot)$/;

interface SudoOptions {
  /** Where the command begins that sudo runs. */
  readonly at: number;
  /** The user that it runs it as; null for root. */
  readonly user: string | null;
  /** `-S`: the password comes on standard input. */
  readonly readsPassword: boolean;
}

export function sudoOptions({ args }: Command): SudoOptions {
  let user: string | null = null;
  let readsPassword = false;
  for (let at = 0; at < args.length; at++) {
    const text = args[at]?.text ?? '';
    const joined = /^(?:-u|--user=)(.+)$/.exec(text)?.[1];
    user = joined ?? user;
    readsPassword ||= /^(-[a-zA-Z]*S|--stdin$)/.test(text);
    const isOption = text.startsWith('-') || /^\w+=/.test(text);
    if (!isOption) return { at, user, readsPassword };
    if (joined === undefined && valued.test(text)) {
      at++;
      if (/^-(u|-user)$/.test(text)) user = args[at]?.text ?? null;
    }
  }
  return { at: args.length, user, readsPassword };
}

/** Whether a sudo in the code takes a password from its input, which root is never asked for. */
export function readsPassword(node: SyntaxNode): boolean {
  let isFound = false;
  walk(node, (inner) => {
    if (inner.type === 'Command' && inner.name?.value === 'sudo')
      isFound ||= sudoOptions(inner).readsPassword;
    return undefined;
  });
  return isFound;
}

/** `sudo -S reload <<< "$PASS"` without what only sudo read. */
export function passwordEdits(node: SyntaxNode): readonly Edit[] {
  const edits: Edit[] = [];
  walk(node, (inner) => {
    if (inner.type !== 'Command' || inner.name?.value !== 'sudo') return undefined;
    if (!sudoOptions(inner).readsPassword) return undefined;
    for (const redirect of inner.redirects)
      if (redirect.type === 'HereString')
        edits.push({ start: redirect.pos - 1, end: redirect.end, text: '' });
    return undefined;
  });
  return edits;
}
