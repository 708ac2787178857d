import type { ScriptFile } from '../model/fleet.ts';

export type ShellName = ScriptFile['shell'];

const names: Readonly<Record<string, ShellName>> = {
  bash: 'bash',
  rbash: 'bash',
  sh: 'sh',
  dash: 'sh',
  ash: 'sh',
  zsh: 'zsh',
  ksh: 'ksh',
  mksh: 'ksh',
};

/**
 * The shell that a file is written for: from its first line, else from its name; null when it is no
 * shell script. `other` is a script of another language under a shell's name.
 */
export function shellOf(name: string, firstLine: string): ShellName | null {
  const interpreter = interpreterOf(firstLine);
  const hasShellName = /\.(sh|bash|ksh|zsh)$/i.test(name);
  if (interpreter !== null) {
    const shell = names[interpreter];
    if (shell !== undefined) return shell;
    return hasShellName ? 'other' : null;
  }
  if (!hasShellName) return null;
  if (/\.zsh$/i.test(name)) return 'zsh';
  return /\.ksh$/i.test(name) ? 'ksh' : 'bash';
}

/** `#!/usr/bin/env -S bash -e` runs bash. */
function interpreterOf(line: string): string | null {
  const words = /^#!\s*(.*)$/.exec(line.trimEnd())?.[1]?.split(/\s+/) ?? null;
  if (words === null) return null;
  const programs = words.map((word) => word.split('/').at(-1) ?? '');
  const [first = ''] = programs;
  if (first !== 'env') return first;
  return programs.slice(1).find((word) => !word.startsWith('-') && !word.includes('=')) ?? null;
}
