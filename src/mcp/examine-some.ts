import type { McpContext } from "./context.ts";
import type { ProfileEntry } from "./profiles.ts";

/** Profiles of which all can be told, and runs that nobody had the time yet to look at. */
export type Examined = { readonly ready: readonly ProfileEntry[]; readonly waiting: readonly ProfileEntry[] };

/**
 * Examines profiles one after the other for as long as somebody waits, at least one. What is left over is examined
 * when nobody asks (`workAhead`), so that it is ready some time later.
 */
export function examineSome(
  entries: readonly ProfileEntry[],
  { statistics, patienceMs, onProgress }: Pick<McpContext, "statistics" | "patienceMs" | "onProgress">,
): Examined {
  const began = performance.now();
  const [ready, waiting]: [ProfileEntry[], ProfileEntry[]] = [[], []];
  let examined = 0;
  for (const entry of entries) {
    if (!statistics.isExamined(entry)) {
      if (examined > 0 && performance.now() - began > patienceMs) {
        waiting.push(entry);
        continue;
      }
      statistics.screen(entry);
      examined += 1;
      onProgress({ done: ready.length + 1, total: entries.length, message: "examining answers" });
    }
    ready.push(entry);
  }
  return { ready, waiting };
}

/** What is said of runs that wait; nothing when none does. */
export function waitingNote(waiting: readonly ProfileEntry[]): { readonly waiting?: string } {
  if (waiting.length === 0) return {};
  const are = waiting.length === 1 ? "1 run is" : `${waiting.length} runs are`;
  return { waiting: `${are} still being examined: ask again in a moment for the verdicts.` };
}
