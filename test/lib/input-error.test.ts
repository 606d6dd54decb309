import { describe, expect, test } from "vitest";
import { z } from "zod";
import { codeOf, messageOf, reasonOf, zodProblem } from "../../src/lib/input-error.ts";

const schema = z.strictObject({
  items: z
    .union([z.enum(["scored", "all"]), z.strictObject({ ids: z.array(z.string()).optional() })])
    .optional(),
  reading: z.enum(["default", "released"]),
  seed: z.int().optional(),
});
const fields = { "": ["items", "reading", "seed"], items: ["ids"] };

function problem(
  value: unknown,
  reportInput: boolean,
  options: Parameters<typeof zodProblem>[1] = {},
): string {
  const { error } = schema.safeParse(value, { reportInput });
  return error === undefined ? "none" : zodProblem(error, { fields, ...options });
}

describe("a problem that zod found", () => {
  test.each([
    [{ reading: "strict" }, 'reading: "strict" is not one of default, released'],
    [{}, "reading is missing; it is one of default, released"],
    [{ reading: "default", seed: "x" }, 'seed: "x": Invalid input: expected number, received string'],
    [{ reading: "default", sead: 1 }, 'no field "sead"; there are items, reading, seed'],
    [{ reading: "default", items: "some" }, 'items: "some" is not one of scored, all, { ids }'],
    [{ reading: "default", items: { id: [] } }, 'items: no field "id"; there are ids'],
    [
      { reading: "default", items: { ids: [1] } },
      "items.ids.0: 1: Invalid input: expected string, received number",
    ],
    ["text", '"text" is not { items, reading, seed }'],
  ])("in %j says what is there and what is allowed", (value, sentence) => {
    expect(problem(value, true)).toBe(sentence);
  });

  test("is told without what is there when zod was not asked to keep it", () => {
    expect(problem({ reading: "default", seed: "x" }, false)).toBe(
      "seed: Invalid input: expected number, received string",
    );
  });

  test("begins with the place of the whole, when that is a part of another", () => {
    expect(problem({ reading: 1 }, true, { at: "line 3" })).toBe(
      "line 3.reading: 1 is not one of default, released",
    );
  });

  test("is one of several that are told together", () => {
    expect(problem({ reading: 1, seed: "x" }, true, { most: 2 })).toBe(
      'reading: 1 is not one of default, released; seed: "x": Invalid input: expected number, received string',
    );
  });

  test("does not repeat a caller's long words in full", () => {
    expect(problem({ reading: "x".repeat(9999) }, true).length).toBeLessThan(150);
  });
});

test("what the operating system says is its code and its reason, without call and path", () => {
  const error = Object.assign(new Error("EACCES: permission denied, open '/x'"), { code: "EACCES" });
  expect([codeOf(error), reasonOf(error)]).toEqual(["EACCES", "EACCES: permission denied"]);
  expect([codeOf(new Error("no")), messageOf("no")]).toEqual(["", "no"]);
});
