/** @module-tag slow */
import { expect, test } from "vitest";
import { startAnalyst } from "../../src/mcp/analyst-thread.ts";
import type { Progress } from "../../src/mcp/context.ts";
import { newFolder } from "../fixtures/mcp-context.ts";

/** A thread that does what it is told by the name of the tool that is asked for. */
const OBEDIENT = new URL(
  `data:text/javascript,${encodeURIComponent(`
  import { parentPort } from "node:worker_threads";
  parentPort.on("message", ({ id, asked }) => {
    if (asked.name === "hang") for (;;);
    if (asked.name === "throw") throw new Error("thrown");
    if (asked.name === "fault") return parentPort.postMessage({ kind: "fault", id });
    if (asked.name === "eat") for (const all = []; ; ) all.push(Array.from({ length: 1e6 }, Math.random));
    parentPort.postMessage({ kind: "log", line: "at " + asked.name });
    parentPort.postMessage({ kind: "progress", id, progress: { done: 1, total: 2, message: "half" } });
    parentPort.postMessage({ kind: "answer", id, value: { kind: "found", value: { name: asked.name } } });
  });
`)}`,
);

const lines: string[] = [];
const answers = startAnalyst({
  runFolders: [],
  log: (line) => lines.push(line),
  patienceMs: 1000,
  file: OBEDIENT,
});
const ask = (name: string, options = {}) => answers({ kind: "tool", name, args: {} }, options);
const foundBy = (name: string) => ({ kind: "found", value: { name } });

test("answers come back, with progress and what is to be logged", async () => {
  const told: Progress[] = [];
  expect(await ask("a", { onProgress: (progress: Progress) => told.push(progress) })).toEqual(foundBy("a"));
  expect(told).toEqual([{ done: 1, total: 2, message: "half" }]);
  expect(lines).toContain("at a");
});

test.each(["hang", "throw", "eat"])(
  "an answer that comes to nothing (%s) is given up, and the next ones come",
  async (name) => {
    const asked = ["a", name, "b", name, "c"].map((one) => ask(one));
    const given = {
      kind: "refused",
      message: expect.stringMatching(/^(hang|throw|eat) was given up: .* Next: /),
    };
    expect(await Promise.all(asked)).toEqual([foundBy("a"), given, foundBy("b"), given, foundBy("c")]);
    expect(lines.join()).toContain("started anew");
  },
  20_000,
);

test("a fault is an error without a word about the inside", async () => {
  await expect(ask("fault")).rejects.toThrow(/^internal error$/);
});

test("who calls off is told so, and the others are answered", async () => {
  const controller = new AbortController();
  const [hung, next] = [ask("hang", { signal: controller.signal }), ask("a")];
  controller.abort();
  await expect(hung).rejects.toThrow("called off");
  expect(await next).toMatchObject({ kind: expect.any(String) });
});

test("the thread itself answers as this one does", async () => {
  const own = startAnalyst({ runFolders: [newFolder()], log: (line) => lines.push(line) });
  expect(await own({ kind: "tool", name: "get_value_codebook", args: { topic: "limits" } })).toMatchObject({
    kind: "found",
    value: { topic: "limits" },
  });
  expect(await own({ kind: "resource", uri: "value-portrait://codebook" })).toMatchObject({
    isPrivate: false,
  });
  expect(await own({ kind: "resource", uri: "value-portrait://none" })).toBeUndefined();
  expect(
    await own({
      kind: "completion",
      of: { prompt: "interpret_profile" },
      argument: "key",
      start: "rul",
      others: {},
    }),
  ).toEqual(["rule"]);
});
