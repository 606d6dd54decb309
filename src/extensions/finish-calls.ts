import type { BeforeAllExtensionHookContext } from "promptfoo";
import type { Interruption } from "./watch-end.ts";

/** A provider as the beforeAll hook gets it. */
type Provider = BeforeAllExtensionHookContext["suite"]["providers"][number];
type CallOptions = Parameters<Provider["callApi"]>[2];

/** promptfoo forces its exit 10 s after the first Ctrl-C; what is answered by then has to be stored before. */
const PATIENCE_MS = 8000;

const wrapped = new WeakSet<Provider>();

/**
 * Lets calls that are under way at Ctrl-C come to their end, because they are paid. promptfoo aborts them, stores
 * each as an error row, and takes that row for done when it resumes. Answers that arrive after Ctrl-C are held back
 * until all have come, since promptfoo stops as soon as the first is stored.
 */
export function finishCalls(providers: readonly Provider[], interruption: Interruption): void {
  const underWay = new Set<Promise<unknown>>();
  for (const provider of providers) {
    if (wrapped.has(provider)) continue;
    wrapped.add(provider);
    const callApi = provider.callApi.bind(provider);
    provider.callApi = async (prompt, context, options) => {
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
