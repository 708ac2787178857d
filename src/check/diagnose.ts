import { diagnosticInfo } from '../model/diagnostic.ts';
import type { Diagnostic, DiagnosticCode } from '../model/diagnostic.ts';
import type { Params } from '../model/message.ts';

/** A diagnostic about an output file, with the severity of its code. */
export function diagnose(
  code: DiagnosticCode,
  file: string | null,
  line: number | null,
  params: Params = {},
): Diagnostic {
  return { code, severity: diagnosticInfo[code].severity, file, line, params };
}
