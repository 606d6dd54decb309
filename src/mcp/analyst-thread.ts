import path from "node:path";
import { Worker } from "node:worker_threads";
import type { Answered, Answers, Asked, AskOptions } from "./answers.ts";
import type { Progress } from "./context.ts";
import { nextCall } from "./tool-error.ts";

/** What the thread is started with. */
export type AnalystData = { readonly runFolders: readonly string[] };

export type ToAnalyst = { readonly id: number; readonly asked: Asked };

export type FromAnalyst =
  | { readonly kind: "answer"; readonly id: number; readonly value: Answered[Asked["kind"]] }
  | { readonly kind: "progress"; readonly id: number; readonly progress: Progress }
  /** The answer could not be made; the log says why. */
  | { readonly kind: "fault"; readonly id: number }
  | { readonly kind: "log"; readonly line: string };

export type AnalystOptions = AnalystData & {
  readonly log: (line: string) => void;
  /** How long one answer may take; default half a minute, a hundred times what any takes. */
  readonly patienceMs?: number;
  /** The file of the thread; default the one beside this. */
  readonly file?: URL;
};

const PATIENCE_MS = 30_000;

/** More memory than the largest folder of run files that is read needs. */
const MAX_MEGABYTES = 1024;

type Job = ToAnalyst & {
  readonly options: AskOptions;
  readonly resolve: (value: Answered[Asked["kind"]]) => void;
  readonly reject: (error: Error) => void;
};

/**
 * Answers in a thread of their own, one after the other, in the order in which they are asked. A thread that falls, or
 * takes too long over an answer, is started anew: what it was at is given up, and the rest is asked again.
 */
export function startAnalyst({
  runFolders,
  log,
  patienceMs = PATIENCE_MS,
  file = new URL(`./analyst${path.extname(import.meta.url)}`, import.meta.url),
}: AnalystOptions): Answers {
  let worker: Worker | undefined;
  /** Asked and not answered yet; the first is being answered. */
  let jobs: Job[] = [];
  let lastId = 0;
  let timer: NodeJS.Timeout | undefined;
  /** Whether the thread has begun to answer: its start is not counted as the first answer's time. */
  let isReady = false;

  const start = (): Worker => {
    const started = new Worker(file, {
      workerData: { runFolders } satisfies AnalystData,
      resourceLimits: { maxOldGenerationSizeMb: MAX_MEGABYTES },
    });
    isReady = false;
    started.once("online", () => {
      if (worker !== started) return;
      isReady = true;
      watch();
    });
    started.on("message", (message: FromAnalyst) => hear(message));
    started.on("error", (error) => {
      if (worker === started) fall(`the thread that answers has fallen: ${error.message}`);
    });
    worker = started;
    for (const { id, asked } of jobs) started.postMessage({ id, asked } satisfies ToAnalyst);
    return started;
  };

  const hear = (message: FromAnalyst) => {
    if (message.kind === "log") return log(message.line);
    const job = jobs.find(({ id }) => id === message.id);
    if (job === undefined) return;
    if (message.kind === "progress") return job.options.onProgress?.(message.progress);
    settle(job);
    if (message.kind === "answer") job.resolve(message.value);
    else job.reject(new Error("internal error"));
  };

  /** Takes a job off the list; the next one's time begins. */
  const settle = (job: Job) => {
    const wasFirst = jobs[0] === job;
    jobs = jobs.filter((other) => other !== job);
    if (wasFirst) watch();
  };

  const watch = () => {
    clearTimeout(timer);
    if (isReady && jobs.length > 0) timer = setTimeout(() => fall("an answer took too long"), patienceMs);
  };

  /** Gives up what is being answered. */
  const fall = (reason: string) => {
    log(`${reason}; it is started anew`);
    void worker?.terminate();
    worker = undefined;
    const [job] = jobs;
    if (job !== undefined) {
      settle(job);
      giveUp(job, patienceMs);
    }
    if (jobs.length > 0) start();
  };

  start();
  return (asked, options = {}) =>
    new Promise((resolve, reject) => {
      lastId += 1;
      // What is asked for decides the kind of the answer.
      const job: Job = { id: lastId, asked, options, resolve: resolve as Job["resolve"], reject };
      options.signal?.addEventListener("abort", () => {
        settle(job);
        reject(new Error("called off"));
      });
      jobs.push(job);
      if (jobs.length === 1) watch();
      if (worker === undefined) start();
      else worker.postMessage({ id: job.id, asked } satisfies ToAnalyst);
    });
}

function giveUp({ asked, resolve, reject }: Job, patienceMs: number): void {
  if (asked.kind !== "tool") {
    reject(new Error("the answer took too long"));
    return;
  }
  const message = `${asked.name} was given up: it took over ${Math.round(patienceMs / 1000)} s or too much memory. Ask for fewer profiles; a person can take large run files out of the run folders. ${nextCall("list_value_profiles", { kind: "model" })}`;
  resolve({ kind: "refused", message });
}
