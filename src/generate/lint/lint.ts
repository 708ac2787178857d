import type { Command, SyntaxNode, Word } from '../../syntax/nodes.ts';
import type { FileNames } from './file-names.ts';

/** Where a node stands: what a finding may hang on besides the node itself. */
export interface Around {
  /** The innermost command that the node is part of. */
  readonly command: Command | null;
  /** The node is, or stands in, the condition of an `if` or a loop. */
  readonly inCondition: boolean;
  readonly names: FileNames;
}

/**
 * One of ShellCheck's findings: for which nodes it speaks. `why` says in a few words what its author
 * wrote, for the directive above it.
 */
export interface Lint {
  readonly code: string;
  readonly why: string;
  readonly holds: (node: SyntaxNode, around: Around) => boolean;
}

/** The words that a command is given, without assignments. */
export function wordsOf({ args }: Command): readonly Word[] {
  return args.filter((item): item is Word => item.type === 'Word');
}

/** The name of a command, without its folder. */
export function nameOf(node: SyntaxNode | null | undefined): string {
  if (node?.type !== 'Command') return '';
  return (node.name?.value ?? '').replace(/^.*\//, '');
}

/** The one expansion that a word consists of, quoted or not; null when there is more to it. */
export function onlyExpansion({ parts }: Word): string | null {
  const [only, ...rest] = parts ?? [];
  if (only === undefined || rest.length > 0) return null;
  if (only.type === 'DoubleQuoted')
    return only.parts.length === 1 ? (only.parts[0]?.text ?? null) : null;
  return only.type === 'Literal' || only.type === 'SingleQuoted' ? null : only.text;
}

/** A word without any expansion or pattern in it. */
export function isLiteral({ parts = [] }: Word): boolean {
  return parts.every(
    (part) =>
      part.type === 'Literal' ||
      part.type === 'SingleQuoted' ||
      (part.type === 'DoubleQuoted' && part.parts.every(({ type }) => type === 'Literal')),
  );
}
