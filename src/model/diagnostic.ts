import type { Params } from './message.ts';

/** Trouble in the input: collected in results, never thrown. */
export interface Diagnostic {
  readonly code: DiagnosticCode;
  readonly severity: 'error' | 'warning' | 'note';
  readonly file: string | null;
  /** 1-based; null where the whole file is meant. */
  readonly line: number | null;
  readonly params: Params;
}

/** Every diagnostic there is: its severity, and whether it says that an input could not be read. */
export const diagnosticInfo = {
  'fleet/no-scripts': { severity: 'warning', unread: false },
  'fleet/unreadable-file': { severity: 'error', unread: true },
  'fleet/binary-file': { severity: 'warning', unread: true },
  'fleet/too-large-file': { severity: 'error', unread: true },
  'fleet/crlf': { severity: 'note', unread: false },
  'fleet/latin1': { severity: 'note', unread: false },
  'fleet/byte-order-mark': { severity: 'note', unread: false },
  'fleet/foreign-shell': { severity: 'warning', unread: false },
  'fleet/link-outside': { severity: 'warning', unread: false },
  'fleet/too-many-files': { severity: 'warning', unread: false },
  'fleet/unusable-name': { severity: 'error', unread: true },
  'syntax/parse-error': { severity: 'error', unread: true },
  'syntax/unterminated-heredoc': { severity: 'warning', unread: false },
  'trace/missing-file': { severity: 'warning', unread: false },
  'trace/source-cycle': { severity: 'warning', unread: false },
  'trace/recursion': { severity: 'warning', unread: false },
  'trace/too-deep': { severity: 'warning', unread: false },
  'trace/too-many-steps': { severity: 'warning', unread: false },
  'trace/sent-text-not-parsed': { severity: 'warning', unread: false },
  'classify/ambiguous': { severity: 'warning', unread: false },
  'generate/not-supported': { severity: 'warning', unread: false },
  'check/yaml': { severity: 'error', unread: false },
  'check/json': { severity: 'error', unread: false },
  'check/schema': { severity: 'error', unread: false },
  'check/shell': { severity: 'error', unread: false },
  'check/shellcheck': { severity: 'warning', unread: false },
  'check/shellcheck-absent': { severity: 'note', unread: false },
  'check/missing-hook': { severity: 'error', unread: false },
  'check/hook-not-executable': { severity: 'error', unread: false },
  'check/missing-path': { severity: 'error', unread: false },
  'check/aws-limit': { severity: 'error', unread: false },
  'check/missing-file': { severity: 'error', unread: false },
} as const satisfies Record<string, { severity: Diagnostic['severity']; unread: boolean }>;
export type DiagnosticCode = keyof typeof diagnosticInfo;
