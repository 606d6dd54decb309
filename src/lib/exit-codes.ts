/**
 * What the command's exit codes mean. Those of a failure nobody asked about are sysexits.h's, far from the answers of
 * `gate`, so that a crash is never taken for a drift.
 */
export const EXIT_CODES = {
  done: 0,
  /** `verify` found a figure that differs, or `gate` drift. */
  different: 1,
  /** Wrong usage, input that cannot be read, or a run that `gate` refuses. */
  refused: 2,
  /** `gate` can say neither. */
  inconclusive: 3,
  /** A fault of this program, or of its installation (EX_SOFTWARE). */
  fault: 70,
  /** An output, stdout included, that cannot be written (EX_IOERR). */
  unwritten: 74,
} as const;
