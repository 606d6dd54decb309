import process from "node:process";
import { EXIT_CODES } from "../lib/exit-codes.ts";
import { print } from "./say.ts";

/** The conventional exit code of a program that Ctrl-C ended. */
const INTERRUPTED = 130;

/** promptfoo's exit code when answers hold no rating, unless its environment names another. */
const SOME_FAILED = 100;

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
    const stopped = interruption.stopped();
    if (state === "running") print(`\n${unfinished(interruption)}\n`);
    if (stopped !== undefined) process.exitCode = stopped.code;
    else if (code === 0) process.exitCode = interruption.happened() ? INTERRUPTED : 1;
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

/** Lets a process end with the code of an output that could not be written, where promptfoo knows of no failure. */
export function endUnwritten(): void {
  process.once("exit", (code) => {
    if (code === 0 || code === SOME_FAILED) process.exitCode = EXIT_CODES.unwritten;
  });
}

function unfinished(interruption: Interruption): string {
  const stopped = interruption.stopped();
  const ended = interruption.happened() ? "was interrupted" : "ended before its end";
  const what = stopped === undefined ? ended : `was stopped: ${stopped.reason}`;
  return `value-portrait: this eval ${what}; planned answers are NOT all stored. Ask the rest, and only the rest: npx promptfoo eval --resume`;
}

/** Why a hook ends an eval, and the exit code. */
type Stop = { readonly reason: string; readonly code: number };

/** Whether and when an eval was told to end early: by Ctrl-C, or by a hook. */
export type Interruption = {
  readonly happened: () => boolean;
  /** Milliseconds since then; 0 when it did not happen. */
  readonly age: () => number;
  /** Ends the eval as Ctrl-C does: what is under way is stored, nothing else is asked. */
  readonly stop: (stop: Stop) => void;
  /** Why a hook ended it, if one did. */
  readonly stopped: () => Stop | undefined;
};

/**
 * Notes Ctrl-C ahead of promptfoo's own handler. Where promptfoo has none, Ctrl-C ends the process as ever. SIGTERM, as a CI
 * system or container sends it, would end promptfoo at once: it is taken for a Ctrl-C.
 * @param canBeInterrupted whether promptfoo has one: other programs' handlers are not ours to call
 */
export function watchInterruption(canBeInterrupted: boolean): Interruption {
  let at: number | undefined;
  let stopped: Stop | undefined;
  const note = () => {
    at ??= Date.now();
  };
  if (process.listenerCount("SIGINT") > 0) process.prependOnceListener("SIGINT", note);
  if (canBeInterrupted) process.once("SIGTERM", interrupt);
  return {
    happened: () => at !== undefined,
    age: () => (at === undefined ? 0 : Date.now() - at),
    stop: (stop) => {
      if (stopped !== undefined) return;
      stopped = stop;
      // A second Ctrl-C would end promptfoo at once, with what is under way.
      if (at !== undefined) return;
      note();
      if (canBeInterrupted) process.emit("SIGINT");
    },
    stopped: () => stopped,
  };
}

/** As Ctrl-C; after the eval, when nobody listens to that any more, the end that was asked for. */
function interrupt(): void {
  if (!process.emit("SIGINT")) process.kill(process.pid, "SIGTERM");
}
