import type { BeforeAllExtensionHookContext } from "promptfoo";
import { expect, test } from "vitest";
import { type CallRules, finishCalls } from "../../src/extensions/finish-calls.ts";

type Provider = BeforeAllExtensionHookContext["suite"]["providers"][number];

/** A provider whose calls end when they are told to, or when they are aborted. */
function patientProvider() {
  const ends: ((output: string) => void)[] = [];
  const provider: Provider = {
    id: () => "patient",
    callApi: (_prompt, _context, options) =>
      new Promise((resolve, reject) => {
        ends.push((output) => resolve({ output }));
        options?.abortSignal?.addEventListener("abort", () => reject(new Error("aborted")));
      }),
  };
  return { provider, end: (call: number, output: string) => ends[call]?.(output) };
}

/** Rules under which nothing is waited for, and an interruption of one's own. */
function rules(interruption: Partial<CallRules["interruption"]>, more: Partial<CallRules> = {}): CallRules {
  const never = { happened: () => false, age: () => 0, stop: () => {}, stopped: () => undefined };
  return { interruption: { ...never, ...interruption }, admit: () => undefined, endsByItself: true, ...more };
}

const context = { vars: {}, prompt: { raw: "", label: "" } };

test("at Ctrl-C calls go on, and the answers come together", async () => {
  let happened = false;
  const { provider, end } = patientProvider();
  finishCalls([provider], rules({ happened: () => happened }));
  const aborter = new AbortController();
  const call = () => provider.callApi("", context, { abortSignal: aborter.signal });
  const settled: string[] = [];
  const calls = ["first", "second"].map((name) => call().finally(() => settled.push(name)));
  happened = true;
  aborter.abort();
  end(0, "first");
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(settled).toEqual([]);
  end(1, "second");
  expect(await Promise.all(calls)).toEqual([{ output: "first" }, { output: "second" }]);
});

test("answers are not held back for longer than promptfoo waits", async () => {
  const { provider, end } = patientProvider();
  finishCalls([provider], rules({ happened: () => true, age: () => 7990 }));
  const answered = provider.callApi("", context);
  void provider.callApi("", context);
  end(0, "answered");
  expect(await answered).toEqual({ output: "answered" });
});

test("any other abortion, such as a time-out, ends the call", async () => {
  const { provider } = patientProvider();
  finishCalls([provider], rules({}));
  const aborter = new AbortController();
  const call = provider.callApi("", context, { abortSignal: aborter.signal });
  aborter.abort();
  await expect(call).rejects.toThrow("aborted");
});

test("once a hook has stopped the eval no call is made, and promptfoo gets no row that it would take for done", async () => {
  const stopped = () => ({ reason: "the disk is full", code: 74 });
  const calls: string[] = [];
  const provider: Provider = {
    id: () => "counting",
    callApi: async (prompt) => {
      calls.push(prompt);
      return { output: "" };
    },
  };
  finishCalls([provider], rules({ stopped }, { endsByItself: false }));
  await expect(provider.callApi("asked", context)).rejects.toThrow("not asked: the disk is full");
  const ending: Provider = { id: () => "ending", callApi: async () => ({ output: "" }) };
  finishCalls([ending], rules({ stopped }));
  const settled = await Promise.race([
    ending.callApi("", context),
    new Promise((end) => setTimeout(end, 20)),
  ]);
  expect([settled, calls]).toEqual([undefined, []]);
});

test("the first call waits until it is known whose eval it is, and names it", async () => {
  const asked: (string | undefined)[] = [];
  const provider: Provider = { id: () => "ready", callApi: async () => ({ output: "answered" }) };
  finishCalls([provider], rules({}, { admit: async (evalId) => void asked.push(evalId) }));
  const named = { ...context, vars: { __evalId: "eval-7bg" }, evaluationId: "cli" };
  expect(await provider.callApi("", named)).toEqual({ output: "answered" });
  expect(asked).toEqual(["eval-7bg"]);
});

test("rows that are read after Ctrl-C are stored together, those before at once", async () => {
  let happened = false;
  const provider: Provider = { id: () => "rows", callApi: async () => ({ output: "" }) };
  const { beforeStored } = finishCalls([provider], rules({ happened: () => happened }));
  for (const test of [0, 1, 2])
    await provider.callApi("", { ...context, vars: { __evalStepId: `test-${test}-prompt-0-repeat-0` } });
  expect(beforeStored({ testIdx: 0, promptIdx: 0 })).toBeUndefined();
  expect(beforeStored({ testIdx: 9, promptIdx: 0 })).toBeUndefined();
  happened = true;
  const stored: number[] = [];
  const first = beforeStored({ testIdx: 1, promptIdx: 0 })?.then(() => stored.push(1));
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(stored).toEqual([]);
  await Promise.all([first, beforeStored({ testIdx: 2, promptIdx: 0 })?.then(() => stored.push(2))]);
  expect(stored).toEqual([1, 2]);
});
