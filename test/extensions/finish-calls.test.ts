import type { BeforeAllExtensionHookContext } from "promptfoo";
import { expect, test } from "vitest";
import { finishCalls } from "../../src/extensions/finish-calls.ts";

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

const context = { vars: {}, prompt: { raw: "", label: "" } };

test("at Ctrl-C calls go on, and the answers come together", async () => {
  let happened = false;
  const { provider, end } = patientProvider();
  finishCalls([provider], { happened: () => happened, age: () => 0 });
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
  finishCalls([provider], { happened: () => true, age: () => 7990 });
  const answered = provider.callApi("", context);
  void provider.callApi("", context);
  end(0, "answered");
  expect(await answered).toEqual({ output: "answered" });
});

test("any other abortion, such as a time-out, ends the call", async () => {
  const { provider } = patientProvider();
  finishCalls([provider], { happened: () => false, age: () => 0 });
  const aborter = new AbortController();
  const call = provider.callApi("", context, { abortSignal: aborter.signal });
  aborter.abort();
  await expect(call).rejects.toThrow("aborted");
});
