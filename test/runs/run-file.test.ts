import fc from "fast-check";
import { expect, test } from "vitest";
import { RATINGS } from "../../src/instrument/scale.ts";
import { VARIANTS } from "../../src/instrument/variant.ts";
import { type Answer, type Response, UNUSABLE_KINDS } from "../../src/runs/answer.ts";
import { runFileSchema, runsOf, toRunFileModel } from "../../src/runs/run-file.ts";

const header = {
  format: "value-portrait/run",
  version: 1,
  evalId: "eval-1",
  created: "2026-11-23T00:00:00Z",
  promptfoo: "0.123.1",
  key: "released",
} as const;

const answers = fc.oneof(
  fc.constantFrom(...RATINGS).map((rating): Answer => ({ kind: "rating", rating })),
  fc.constantFrom(...UNUSABLE_KINDS).map((kind): Answer => ({ kind })),
);
const responses = fc.uniqueArray(
  fc.record({
    item: fc.constantFrom("1008/1", "1008/2", "4024/4"),
    variant: fc.constantFrom(...VARIANTS),
    repeat: fc.nat(2),
    answer: answers,
  }),
  { selector: ({ item, variant, repeat }) => `${item} ${variant} ${repeat}` },
);

test("a run read back from its file is the run that was written, in any order of responses", () => {
  const sorted = (list: readonly Response[]) => list.map((one) => JSON.stringify(one)).sort();
  fc.assert(
    fc.property(responses, (list) => {
      const file = runFileSchema.parse({
        ...header,
        models: [toRunFileModel({ subject: "m", responses: list }, "p")],
      });
      const [run] = runsOf(file);
      expect(sorted(run?.responses ?? [])).toEqual(sorted(list));
    }),
  );
});

test("an answer string that does not fit the items is refused", () => {
  const file = runFileSchema.parse({
    ...header,
    models: [{ subject: "m", provider: "p", items: ["1008/1", "1008/2"], answers: { v1: ["4"] } }],
  });
  expect(() => runsOf(file)).toThrow("m, v1: 1 answers to 2 items");
});

test("how many answers were planned is kept, and files without it are read as ever", () => {
  const written = toRunFileModel({ subject: "m", responses: [], planned: 1902 }, "p");
  const { planned: _, ...older } = written;
  const read = (model: unknown) => runsOf(runFileSchema.parse({ ...header, models: [model] }))[0]?.planned;
  expect([written, older].map(read)).toEqual([1902, undefined]);
});
