import { expect, test } from "vitest";
import type { Response } from "../../src/runs/answer.ts";
import { repeatNotes } from "../../src/runs/collection-notes.ts";

const answers = (items: number, times: number): Response[] =>
  Array.from({ length: items }, (_, item) =>
    Array.from(
      { length: times },
      (_, repeat): Response => ({
        item: `1008/${item}`,
        variant: "v1",
        repeat,
        answer: { kind: "rating", rating: 4 },
      }),
    ),
  ).flat();

test("a run that asked one item five hundred times says so, and one that repeats a sample does not", () => {
  expect(repeatNotes({ subject: "m", responses: answers(1, 500) }, "a.json")).toEqual([
    "warning: a.json: m: up to 500 answers to one item under one prompt, and only 1 item asked: that says nothing of other items",
  ]);
  for (const [items, times] of [
    [40, 20],
    [2, 10],
    [0, 0],
  ] as const)
    expect(repeatNotes({ subject: "m", responses: answers(items, times) })).toEqual([]);
});
