import process from "node:process";
import { print } from "./say.ts";

/** The conventional exit code of a program that Ctrl-C ended. */
const INTERRUPTED = 130;

export type Watch = {
  /** The hook at the end ran; it knows whether planned answers are missing. */
  readonly end: (complete: boolean) => void;
  /** Whether that hook is still to come. */
  readonly isRunning: () => boolean;
};

/**
 * Watches whether a run reaches its end. When the process exits before, or with answers missing, it says so and
 * turns the exit code 0, which promptfoo gives even then, into 1, or 130 after Ctrl-C.
 */
export function watchEnd(interruption: Interruption): Watch {
  let state: "running" | "complete" | "incomplete" = "running";
  const onExit = (code: number) => {
    if (state === "running") print(`\n${unfinished(interruption)}\n`);
    if (code === 0) process.exitCode = interruption.happened() ? INTERRUPTED : 1;
  };
  process.once("exit", onExit);
  return {
    end: (complete) => {
      state = complete ? "complete" : "incomplete";
      // A program may run many evals, one after the other.
      if (complete) process.removeListener("exit", onExit);
    },
    isRunning: () => state === "running",
  };
}

function unfinished(interruption: Interruption): string {
  const why = interruption.happened() ? "was interrupted" : "ended before its end";
  return `value-portrait: this eval ${why}; planned answers are NOT all stored. Ask the rest, and only the rest: npx promptfoo eval --resume`;
}

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
