import type { BeforeAllExtensionHookContext } from "promptfoo";

/** A provider as the beforeAll hook gets it. */
type Provider = BeforeAllExtensionHookContext["suite"]["providers"][number];

/** promptfoo forces its exit 10 s after the first Ctrl-C; what is answered by then has to be stored before. */
const PATIENCE_MS = 8000;

const wrapped = new WeakSet<Provider>();

/**
 * Lets calls that are under way at Ctrl-C come to their end, because they are paid. promptfoo aborts them, stores
 * the abortion as an error row and takes that row for done when it resumes. Answers that arrive after Ctrl-C are held back until
 * all have come, since promptfoo stops as soon as the first is stored.
 * @param interrupted resolves at Ctrl-C
 */
export function finishCalls(providers: readonly Provider[], interruption: Interruption): void {
  const underWay = new Set<Promise<unknown>>();
  for (const provider of providers) {
    if (wrapped.has(provider)) continue;
    wrapped.add(provider);
    const callApi = provider.callApi.bind(provider);
    provider.callApi = async (prompt, context, options) => {
      const call = callApi(prompt, context, withoutInterruption(options, interruption));
      underWay.add(call);
      try {
        return await call;
      } finally {
        if (interruption.happened()) await allOrTimeout(underWay);
        underWay.delete(call);
      }
    };
  }
}

/** Whether the user pressed Ctrl-C. */
export type Interruption = { readonly happened: () => boolean };

/** Notes Ctrl-C ahead of promptfoo's own handler. Where promptfoo has none, Ctrl-C ends the process as ever. */
export function watchInterruption(): Interruption {
  let happened = false;
  if (process.listenerCount("SIGINT") > 0)
    process.prependOnceListener("SIGINT", () => {
      happened = true;
    });
  return { happened: () => happened };
}

type CallOptions = Parameters<Provider["callApi"]>[2];

/** The options with a signal that follows promptfoo's, time-outs included, except at Ctrl-C. */
function withoutInterruption(options: CallOptions, interruption: Interruption): CallOptions {
  const signal = options?.abortSignal;
  if (signal === undefined) return options;
  const follower = new AbortController();
  const follow = () => {
    if (!interruption.happened()) follower.abort(signal.reason);
  };
  if (signal.aborted) follow();
  else signal.addEventListener("abort", follow, { once: true });
  return { ...options, abortSignal: follower.signal };
}

async function allOrTimeout(calls: ReadonlySet<Promise<unknown>>): Promise<void> {
  await Promise.race([
    Promise.allSettled(calls),
    new Promise((resolve) => setTimeout(resolve, PATIENCE_MS).unref()),
  ]);
}
