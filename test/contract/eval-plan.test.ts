import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  askedElsewhere,
  type EvalPlan,
  missingRows,
  type PlannedRow,
  plannedCount,
  planText,
  readPlan,
} from "../../src/contract/eval-plan.ts";
import { VARIANTS } from "../../src/instrument/variant.ts";

const cell = fc
  .tuple(fc.constantFrom("1008/1", "1008/2", "4026/5"), fc.constantFrom(...VARIANTS))
  .map(([item, variant]) => `${item} ${variant}`);
const plan: fc.Arbitrary<EvalPlan> = fc.record(
  {
    cells: fc.array(cell),
    scenarios: fc.array(cell),
    others: fc.nat(),
    ranged: fc.boolean(),
    functions: fc.array(fc.string()),
  },
  { requiredKeys: ["cells", "others", "ranged", "functions"] },
);

describe("the plan in a prompt's text", () => {
  test("reads back as it was written, in order and with repetitions", () => {
    fc.assert(
      fc.property(plan, (given) => {
        expect(readPlan(planText(given))).toEqual(given);
      }),
    );
  });

  test("is short: the 3,120 prompts of the instrument take 6 kB", () => {
    const cells = Array.from({ length: 520 }, (_, at) => `${1001 + Math.floor(at / 5)}/${(at % 5) + 1}`);
    const text = planText({
      cells: cells.flatMap((item) => VARIANTS.map((variant) => `${item} ${variant}`)),
      others: 0,
      ranged: false,
      functions: [],
    });
    expect(text.length).toBeLessThan(8000);
  });

  test("reads as text that a person understands", () => {
    expect(
      planText({ cells: ["1008/1 v1", "1008/1 v2", "1009/3 v1"], others: 2, ranged: false, functions: [] }),
    ).toMatchInlineSnapshot(`
      "valuePortraitPrompt makes the prompt of the instrument for the item and variant of each row.
      The plan of this eval, by which it is resumed and checked: {"others":2,"ranged":false,"functions":[]} 1008/1:02 1009/3:0"
    `);
  });

  test("is not found in the source of our prompt function", () => {
    expect(readPlan("async function valuePortraitPrompt({ vars }) {}")).toBeUndefined();
  });
});

describe("missing rows", () => {
  const planned = ["1008/1 v1", "1008/1 v2"];

  test("are the planned cells without a row", () => {
    expect(missingRows(planned, [{ cell: "1008/1 v1", testIdx: 0 }])).toEqual(["1008/1 v2"]);
    expect(missingRows(planned, [])).toEqual(planned);
  });

  test("none when all is stored, whatever is stored besides or twice", () => {
    const stored = planned.map((cell, testIdx) => ({ cell, testIdx }));
    expect(missingRows(planned, [...stored, ...stored, { cell: "4026/5 v1", testIdx: 9 }])).toEqual([]);
  });

  test("a repetition that one cell has is planned for all", () => {
    const stored = [0, 1, 2].map((testIdx) => ({ cell: planned[testIdx < 2 ? 0 : 1] ?? "", testIdx }));
    expect(missingRows(planned, stored)).toEqual(["1008/1 v2"]);
  });

  test("a cell that was planned twice is missing twice", () => {
    expect(missingRows(["1008/1 v1", "1008/1 v1"], [])).toHaveLength(2);
  });
});

describe("plannedCount", () => {
  const plan = { id: "a", cells: 6 };
  const row = (variant: string, repeat = 0, of: PlannedRow["plan"] = plan) => ({
    cell: `1008/1 ${variant}`,
    repeat,
    plan: of,
  });

  test("whatever part of a plan is there, there and missing make the plan, times its repeats", () => {
    const places = VARIANTS.flatMap((variant) => [0, 1, 2].map((repeat) => ({ variant, repeat })));
    fc.assert(
      fc.property(fc.subarray(places, { minLength: 1 }), (some) => {
        const rows = some.map(({ variant, repeat }) => row(variant, repeat));
        const most = Math.max(...VARIANTS.map((one) => some.filter(({ variant }) => variant === one).length));
        expect(plannedCount([...rows, ...rows])).toBe(6 * most);
      }),
    );
  });

  test("is not known from rows of which none carries a plan", () => {
    expect(plannedCount([{ ...row("v1"), plan: undefined }])).toBeUndefined();
  });

  test("takes rows without a plan for rows of the only one", () => {
    expect(plannedCount([row("v1"), { ...row("v2"), plan: undefined }])).toBe(6);
  });

  test("adds the plans of several generators, and counts what both asked once", () => {
    const other = { id: "b", cells: 2 };
    expect(plannedCount([row("v1"), row("v1", 0, other), row("v2", 0, other)])).toBe(7);
  });

  test("lets no item that it does not have fill the gap of one that it has", () => {
    const whole = { id: "a", cells: 6, items: 1 };
    const rows = VARIANTS.map((variant) => row(variant, 0, whole));
    expect(plannedCount(rows)).toBe(6);
    expect(plannedCount([...rows.slice(1), { ...row("v1", 0, whole), cell: "4026/5 v1" }])).toBe(12);
  });

  test("believes a run file, which knows the number with all repeats", () => {
    expect(
      plannedCount([
        row("v1", 0, { id: "e", cells: 12, repeats: 1 }),
        row("v1", 1, { id: "e", cells: 12, repeats: 1 }),
      ]),
    ).toBe(12);
  });

  test("conditions that share a plan lack what none of them asked; those that each ask all do not share", () => {
    const [formal, informal] = [[row("v1"), row("v2")], [row("v3")]];
    expect(plannedCount(formal, askedElsewhere([formal, informal])(0))).toBe(5);
    const both = [formal, [row("v1")]];
    expect(plannedCount(formal, askedElsewhere(both)(0))).toBe(6);
  });
});
