/** What a run ends with. Of several, the first in this order counts. */
export const exitCodes = {
  interrupted: 130,
  ownFailure: 70,
  usage: 3,
  configuration: 4,
  conflict: 7,
  invalidOutput: 5,
  differs: 6,
  unreadInput: 2,
  findings: 1,
  done: 0,
} as const;
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

const order: readonly ExitCode[] = Object.values(exitCodes);

/** The gravest of several exit codes. */
export function gravest(codes: readonly ExitCode[]): ExitCode {
  return order.find((code) => codes.includes(code)) ?? exitCodes.done;
}
