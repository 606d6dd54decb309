/**
 * The thread that answers, so that the protocol is served while an answer is made, and one that takes too long can be
 * stopped. Started by analyst-thread.ts.
 */
import process from "node:process";
import { setFlagsFromString } from "node:v8";
import { parentPort, workerData } from "node:worker_threads";
import type { AnalystData, FromAnalyst, ToAnalyst } from "./analyst-thread.ts";
import { answer } from "./answers.ts";
import { makeContext } from "./context.ts";

const port = parentPort;
if (port === null) throw new Error("this file is started as a thread");
const say = (message: FromAnalyst) => port.postMessage(message);

// The server waits most of its life beside other programs. Without this V8 keeps room for new objects that answering
// does not need, and is no faster.
setFlagsFromString("--optimize-for-size");

// Whoever starts the thread gives it this.
const { runFolders } = workerData as AnalystData;
const log = (line: string) => say({ kind: "log", line });
const context = makeContext({ runFolders, env: process.env, log });
// Said while somebody looks, not when the first assistant asks.
if (process.env["VALUE_PORTRAIT_TEXTS"]) context.texts();

port.on("message", ({ id, asked }: ToAnalyst) => {
  try {
    const value = answer(asked, {
      ...context,
      onProgress: (progress) => say({ kind: "progress", id, progress }),
    });
    say({ kind: "answer", id, value });
  } catch (error) {
    log(error instanceof Error ? (error.stack ?? error.message) : String(error));
    say({ kind: "fault", id });
  }
  workAhead();
});

let steps: Iterator<undefined, void> | undefined;

/** Examines the user's runs while nobody asks, one at a time, so that a question waits for one at most. */
function workAhead(): void {
  if (steps !== undefined) return;
  steps = context.workAhead();
  const step = () => {
    if (steps?.next().done === true) steps = undefined;
    else setImmediate(step);
  };
  setImmediate(step);
}

// For the first question there should be little left to do.
workAhead();
