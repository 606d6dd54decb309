import type { BeforeAllExtensionHookContext } from "promptfoo";
import { z } from "zod";
import type { Interruption } from "./watch-end.ts";

/** A provider as the beforeAll hook gets it. */
type Provider = BeforeAllExtensionHookContext["suite"]["providers"][number];
type CallContext = Parameters<Provider["callApi"]>[1];
type CallOptions = Parameters<Provider["callApi"]>[2];

/** promptfoo forces its exit 10 s after the first Ctrl-C; what is answered by then has to be stored before. */
const PATIENCE_MS = 8000;

const wrapped = new WeakSet<Provider>();

/** A row, by which its call is known. */
type CallRow = { readonly testIdx: number; readonly promptIdx: number };

/** The calls of an eval. */
export type Calls = {
  /** To be awaited before the row of a call is stored; undefined when there is nothing to wait for. */
  readonly beforeStored: (row: CallRow) => Promise<void> | undefined;
};

/** What decides whether a call is made. */
export type CallRules = {
  readonly interruption: Interruption;
  /** What is to be waited for ahead of a call, if anything; it may stop the eval. */
  readonly admit: (evalId: string | undefined) => Promise<void> | undefined;
  /** Whether promptfoo ends by itself when it is interrupted, so that a call that is not made needs no row. */
  readonly endsByItself: boolean;
};

/**
 * Lets calls that are under way at Ctrl-C come to their end, because they are paid. promptfoo aborts them, stores
 * each as an error row, and takes that row for done when it resumes. Answers that arrive after Ctrl-C are held back
 * until all have come, and their rows until all have been read, since promptfoo stops as soon as the first is stored.
 * Once a hook has stopped the eval, no call is made.
 */
export function finishCalls(
  providers: readonly Provider[],
  { interruption, admit, endsByItself }: CallRules,
): Calls {
  const underWay = new Set<Promise<unknown>>();
  const rows = heldRows(interruption);
  for (const provider of providers) {
    if (wrapped.has(provider)) continue;
    wrapped.add(provider);
    const callApi = provider.callApi.bind(provider);
    provider.callApi = async (prompt, context, options) => {
      const waiting = interruption.happened() ? undefined : admit(evalIdOf(context));
      if (waiting !== undefined) await waiting;
      const stopped = interruption.stopped();
      if (stopped !== undefined) return notMade(stopped.reason, endsByItself);
      rows.expect(stepOf(context));
      const { kept, release } = withoutInterruption(options, interruption);
      const call = callApi(prompt, context, kept);
      underWay.add(call);
      try {
        return await call;
      } finally {
        if (interruption.happened())
          await orTimeout(Promise.allSettled(underWay), PATIENCE_MS - interruption.age());
        underWay.delete(call);
        release();
      }
    };
  }
  return { beforeStored: rows.beforeStored };
}

/** Rows that are read after Ctrl-C wait here for each other. */
function heldRows(interruption: Interruption) {
  const expected = new Set<string>();
  const held = new Set<string>();
  let letThrough = () => {};
  const allRead = new Promise<void>((resolve) => {
    letThrough = resolve;
  });
  return {
    expect: (step: string | undefined) => {
      if (step !== undefined) expected.add(step);
    },
    beforeStored: ({ testIdx, promptIdx }: CallRow) => {
      const step = `test-${testIdx}-prompt-${promptIdx}`;
      if (!expected.has(step)) return undefined;
      if (!interruption.happened()) {
        expected.delete(step);
        return undefined;
      }
      held.add(step);
      if (held.size === expected.size) letThrough();
      return orTimeout(allRead, PATIENCE_MS - interruption.age());
    },
  };
}

const evalSchema = z.object({ __evalId: z.string() });
const stepSchema = z.object({ __evalStepId: z.string() });

/** promptfoo names the eval among the variables; its own field may hold that of a trace. */
function evalIdOf(context: CallContext): string | undefined {
  return evalSchema.safeParse(context?.vars).data?.__evalId;
}

/** The place of a call's row, as `test-0-prompt-1`. */
function stepOf(context: CallContext): string | undefined {
  return stepSchema.safeParse(context?.vars).data?.__evalStepId.replace(/-repeat-\d+$/, "");
}

/** A row would be taken for an answer when the eval is resumed. */
function notMade(reason: string, endsByItself: boolean): Promise<never> {
  return endsByItself ? new Promise(() => {}) : Promise.reject(new Error(`not asked: ${reason}`));
}

/** The options with a signal that follows promptfoo's, time-outs included, except at Ctrl-C. */
function withoutInterruption(
  options: CallOptions,
  interruption: Interruption,
): { readonly kept: CallOptions; readonly release: () => void } {
  const signal = options?.abortSignal;
  if (signal === undefined) return { kept: options, release: () => {} };
  const follower = new AbortController();
  const follow = () => {
    if (!interruption.happened()) follower.abort(signal.reason);
  };
  if (signal.aborted) follow();
  else signal.addEventListener("abort", follow);
  return {
    kept: { ...options, abortSignal: follower.signal },
    release: () => signal.removeEventListener("abort", follow),
  };
}

async function orTimeout(awaited: Promise<unknown>, milliseconds: number): Promise<void> {
  await Promise.race([awaited, new Promise((resolve) => setTimeout(resolve, Math.max(0, milliseconds)))]);
}
