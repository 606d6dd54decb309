import { expect, test } from "vitest";
import { withMissingTag } from "../../src/promptfoo/missing-tag.ts";
import type { Run } from "../../src/runs/answer.ts";

const run = (subject: string, ...kinds: readonly ("rating" | "refusal")[]): Run => ({
  subject,
  responses: kinds.map((kind, repeat) => ({
    item: "1008/1",
    variant: "v1",
    repeat,
    answer: kind === "rating" ? { kind, rating: 4 } : { kind },
  })),
});

test("names the models that lack answers, asked or not", () => {
  const runs = [run("a", "rating", "rating"), run("b", "rating", "refusal"), run("c", "rating")];
  expect(withMissingTag({ team: "x" }, runs, 2)).toEqual({
    team: "x",
    "missing answers": "b 1 of 2, c 1 of 2",
  });
});

test("goes when no answer is missing any more", () => {
  expect(withMissingTag({ team: "x", "missing answers": "b 1 of 2" }, [run("b", "rating")], 1)).toEqual({
    team: "x",
  });
});
