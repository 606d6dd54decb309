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
 * until all have come, since promptfoo stops as soon as the first is stored. Once a hook has stopped the eval, no call
 * is made.
 */
export function finishCalls(
  providers: readonly Provider[],
  { interruption, admit, endsByItself }: CallRules,
): void {
  const underWay = new Set<Promise<unknown>>();
  for (const provider of providers) {
    if (wrapped.has(provider)) continue;
    wrapped.add(provider);
    const callApi = provider.callApi.bind(provider);
    provider.callApi = async (prompt, context, options) => {
      const waiting = interruption.happened() ? undefined : admit(evalIdOf(context));
      if (waiting !== undefined) await waiting;
      const stopped = interruption.stopped();
      if (stopped !== undefined) return notMade(stopped.reason, endsByItself);
      const { kept, release } = withoutInterruption(options, interruption);
      const call = callApi(prompt, context, kept);
      underWay.add(call);
      try {
        return await call;
      } finally {
        if (interruption.happened()) await allOrTimeout(underWay, PATIENCE_MS - interruption.age());
        underWay.delete(call);
        release();
      }
    };
  }
}

const varsSchema = z.object({ __evalId: z.string() });

/** promptfoo names the eval among the variables; its own field may hold that of a trace. */
function evalIdOf(context: CallContext): string | undefined {
  return varsSchema.safeParse(context?.vars).data?.__evalId;
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

async function allOrTimeout(calls: ReadonlySet<Promise<unknown>>, milliseconds: number): Promise<void> {
  await Promise.race([
    Promise.allSettled(calls),
    new Promise((resolve) => setTimeout(resolve, Math.max(0, milliseconds))),
  ]);
}
