import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Rating } from "../../src/instrument/scale.ts";
import { LABELS } from "../../src/instrument/scale.ts";
import { readOutputs } from "../../src/promptfoo/read-outputs.ts";
import { type ChatServer, startChatServer } from "../fixtures/chat-server.ts";
import { readResults } from "../fixtures/promptfoo-results.ts";
import {
  newEvalFolder,
  type PromptfooRun,
  portraitConfig,
  runEval,
  sourceReference,
} from "../fixtures/run-promptfoo.ts";
import { NEEDS_UPSTREAM, UPSTREAM } from "../fixtures/upstream.ts";

const HOOK = sourceReference("extensions/score-eval.ts:afterAll");

/** A model that answers 1 when it is asked a prompt for the first time, 2 the second time, and so on. */
async function startCountingServer(): Promise<ChatServer> {
  const asked = new Map<string, number>();
  return startChatServer((prompt) => {
    const count = (asked.get(prompt) ?? 0) + 1;
    asked.set(prompt, count);
    return { content: LABELS[Math.min(count, 6) as Rating] };
  });
}

describe.skipIf(UPSTREAM === undefined)(`promptfoo eval --repeat 3${NEEDS_UPSTREAM}`, () => {
  const folder = newEvalFolder();
  let server: ChatServer;
  let once: PromptfooRun;
  let calls: number;

  const run = (args: readonly string[]) =>
    runEval(
      {
        ...portraitConfig(
          [{ id: "openai:chat:fake", label: "fake", config: { apiBaseUrl: server.url, apiKey: "none" } }],
          { items: { ids: ["1008/1", "1008/2"] }, variants: ["v1", "v2"] },
        ),
        extensions: [HOOK],
      },
      // Under vitest's NODE_ENV promptfoo would keep its cache in memory.
      {
        args,
        folder,
        format: "json",
        env: { VALUE_PORTRAIT_TEXTS: UPSTREAM, NODE_ENV: "production" },
      },
    );

  beforeAll(async () => {
    server = await startCountingServer();
    // An eval before, so that there is something in the cache that a repeat might take.
    once = await run([]);
    calls = server.prompts.length;
  });
  afterAll(() => server.close());

  test("asks the model three times anew, whatever an eval without repeats left in the cache", async () => {
    expect([once.code, calls]).toEqual([0, 4]);
    const repeated = await run(["--repeat", "3"]);
    expect(server.prompts).toHaveLength(4 + 12);
    expect(repeated.stderr).not.toContain("cache");
  });

  test("keeps the repeats apart, by a number that the answers' records carry", async () => {
    const repeated = await run(["--repeat", "3", "--no-cache", "--max-concurrency", "1"]);
    expect(server.prompts).toHaveLength(4 + 12 + 12);
    const { runs, duplicates, cachedRepeats } = await readOutputs([repeated.output]);
    expect({ duplicates, cachedRepeats }).toEqual({ duplicates: 0, cachedRepeats: 0 });
    expect(runs[0]?.responses).toHaveLength(12);
    // Each prompt was asked 4 times before, and its repeats in order: the ratings are 5, 6 and 6.
    for (const { repeat, answer } of runs[0]?.responses ?? [])
      expect(answer).toEqual({ kind: "rating", rating: Math.min(5 + repeat, 6) });
    const { results, vars } = readResults(repeated.output);
    const noted = results.results.map((row) => JSON.stringify(row).match(/"repeat":(\d)/)?.[1]);
    expect(noted.filter((one) => one === "2")).toHaveLength(4);
    expect(noted.filter((one) => one === undefined)).toHaveLength(4);
    // No column of a variable that only we know.
    expect(vars ?? []).not.toContain("_repeat");
  });

  test("says that repeats came from the cache when the same eval runs again", async () => {
    const before = server.prompts.length;
    const again = await run(["--repeat", "3"]);
    expect(server.prompts).toHaveLength(before);
    expect(again.stderr).toContain(
      "warning: 12 of 12 repeated answers came from promptfoo's cache: an earlier eval's answers, not new ones.",
    );
  });

  test("counts the planned answers of every repeat", async () => {
    const partial = await run(["--repeat", "3", "--filter-first-n", "1"]);
    const [column] = readResults(partial.output).results.prompts;
    expect(column?.metrics.namedScores["missing answers"]).toBe(9);
  });
});
