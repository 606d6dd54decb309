import process from "node:process";

/** Whether and when the user pressed Ctrl-C. */
export type Interruption = {
  readonly happened: () => boolean;
  /** Milliseconds since then; 0 when it did not happen. */
  readonly age: () => number;
};

/** Notes Ctrl-C ahead of promptfoo's own handler. Where promptfoo has none, Ctrl-C ends the process as ever. */
export function watchInterruption(): Interruption {
  let at: number | undefined;
  if (process.listenerCount("SIGINT") > 0)
    process.prependOnceListener("SIGINT", () => {
      at = Date.now();
    });
  return { happened: () => at !== undefined, age: () => (at === undefined ? 0 : Date.now() - at) };
}
