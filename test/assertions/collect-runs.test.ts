import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { collectRuns } from "../../src/assertions/collect-runs.ts";
import { readRow } from "../../src/assertions/read-ratings.ts";
import type { Rating } from "../../src/instrument/scale.ts";
import { isReleasedItem } from "../../src/release/known-items.ts";
import { resultRow } from "../fixtures/result-row.ts";

type RowOptions = Parameters<typeof resultRow>[0];

const ITEMS = ["1008/1", "1008/2", "2025/5"];
const VARIANTS = ["v1", "v2"];

const collectRaw = (rows: readonly unknown[]) => {
  const collector = collectRuns(isReleasedItem);
  for (const row of rows) collector.add(readRow(row), { place: 0, unit: "out.jsonl" });
  return collector.finish();
};
const collect = (rows: readonly RowOptions[]) => collectRaw(rows.map(resultRow));

/** Every item under every variant and every one of these circumstances, as one eval asks them. */
function asked(
  circumstances: readonly Pick<RowOptions, "vars" | "options" | "rating">[],
  items: readonly string[] = ITEMS,
): RowOptions[] {
  return circumstances
    .flatMap((one) =>
      items.flatMap((item) => VARIANTS.map((variant) => ({ rating: 3 as Rating, ...one, item, variant }))),
    )
    .map((row, testIdx) => ({ ...row, testIdx }));
}

const TONES = [
  { vars: { tone: "formal" }, rating: 6 as Rating },
  { vars: { tone: "informal" }, rating: 1 as Rating },
];
const ratingsOf = ({ responses }: { readonly responses: readonly { readonly answer: unknown }[] }) => [
  ...new Set(responses.map(({ answer }) => JSON.stringify(answer))),
];

describe("a variable of the user's that varies makes a profile of each value", () => {
  test("named by it, with the answers that were given under it, none of them a repeat or a duplicate", () => {
    const { runs, duplicates, repeated } = collect(asked(TONES));
    expect(runs.map(({ subject }) => subject)).toEqual(["model-a · tone=formal", "model-a · tone=informal"]);
    expect(runs.map(ratingsOf)).toEqual([['{"kind":"rating","rating":6}'], ['{"kind":"rating","rating":1}']]);
    expect({ duplicates, repeated }).toEqual({ duplicates: 0, repeated: 0 });
  });

  test("also where each item was asked under one value only", () => {
    const items = ["1008/1", "1008/2", "2025/5", "3039/1"];
    const rows = items.map((item, index) => ({ ...TONES[index % 2], item, testIdx: index }));
    expect(collect(rows).runs.map(ratingsOf)).toEqual([
      ['{"kind":"rating","rating":6}'],
      ['{"kind":"rating","rating":1}'],
    ]);
  });

  test("several variables make a profile of each combination, and none stands for itself", () => {
    const { runs } = collect(
      asked([
        { vars: { tone: "formal", language: "de" } },
        { vars: { tone: "formal", language: "en" } },
        { vars: {} },
      ]),
    );
    expect(runs.map(({ subject }) => subject)).toEqual([
      "model-a · language=de, tone=formal",
      "model-a · language=en, tone=formal",
      "model-a · without language, without tone",
    ]);
  });

  test("so do options that reach the model, and a reading of the answers", () => {
    expect(
      collect(asked([{ options: { temperature: 0 } }, { options: { temperature: 1 } }])).runs,
    ).toMatchObject([{ subject: "model-a · temperature=0" }, { subject: "model-a · temperature=1" }]);
    const assert = (reading: string) => [{ type: "javascript", config: { reading } }];
    const rows = ["default", "released"].flatMap((reading, index) =>
      ITEMS.map((item) => {
        const row = resultRow({ rating: 3, item, testIdx: index });
        return { ...row, testCase: { ...(row["testCase"] as object), assert: assert(reading) } };
      }),
    );
    expect(collectRaw(rows).runs.map(({ subject }) => subject)).toEqual([
      "model-a · reading=default",
      "model-a · reading=released",
    ]);
  });

  test("the repeats of each are kept apart from those of the others", () => {
    const rows = TONES.flatMap((tone, at) =>
      [0, 1].map((repeat) => ({
        ...tone,
        ...(repeat === 0 ? {} : { repeat }),
        testIdx: 2 * at + repeat,
      })),
    );
    const { runs, duplicates } = collect(rows);
    expect(runs.map(({ responses }) => responses.map(({ repeat }) => repeat))).toEqual([
      [0, 1],
      [0, 1],
    ]);
    expect(duplicates).toBe(0);
  });

  test("metadata tells tests apart that nothing else does, as scenarios whose variables were left out", () => {
    const rows = [0, 1].flatMap((scenario) =>
      ITEMS.map((item, index) => {
        const row = resultRow({ rating: 3, item, testIdx: scenario * ITEMS.length + index });
        const metadata = { ...(row["metadata"] as object), conversationId: `__scenario_${scenario}__` };
        return { ...row, vars: {}, testCase: { metadata }, metadata };
      }),
    );
    expect(collectRaw(rows).runs.map(({ subject }) => subject)).toEqual([
      "model-a · scenario=1",
      "model-a · scenario=2",
    ]);
  });

  const values = fc.uniqueArray(
    fc.oneof(
      fc.string({ maxLength: 60 }),
      fc.jsonValue({ maxDepth: 2 }),
      fc.constantFrom("a  b", "a b", " a b"),
    ),
    {
      minLength: 2,
      maxLength: 5,
      selector: (value) => (typeof value === "string" ? value : JSON.stringify(value)),
    },
  );

  test("whatever the values: no answer of one is in another's profile, and no two have one name", () => {
    fc.assert(
      fc.property(values, fc.integer(), (all, seed) => {
        const rows = asked(
          all.map((value, at) => ({ vars: { tone: value }, rating: ((at % 6) + 1) as Rating })),
        );
        const turned = Math.abs(seed) % rows.length;
        const { runs } = collect([...rows.slice(turned), ...rows.slice(0, turned)]);
        expect(runs).toHaveLength(all.length);
        expect(new Set(runs.map(({ subject }) => subject)).size).toBe(all.length);
        for (const run of runs) {
          expect(ratingsOf(run)).toHaveLength(1);
          expect(run.responses).toHaveLength(ITEMS.length * VARIANTS.length);
          expect(run.subject.length).toBeLessThan(60);
          expect(run.subject).not.toMatch(/\p{Cc}/u);
        }
      }),
    );
  });
});

describe("what makes no condition", () => {
  test("a variable that never varies", () => {
    const { runs } = collect(asked([{ vars: { tone: "formal", language: "en" } }]));
    expect(runs.map(({ subject }) => subject)).toEqual(["model-a"]);
  });

  test("one that a run carries, and options that the model never sees", () => {
    const { runs } = collect(
      asked([
        { vars: { _case: "a" }, options: { repeat: 2 } },
        { vars: { _case: "b" }, options: {} },
      ]),
    );
    expect(runs.map(({ subject }) => subject)).toEqual(["model-a"]);
  });

  test("one whose value is another for every item; it is named", () => {
    const rows = asked([{}]).map((row, index) => ({ ...row, vars: { caseId: `uuid-${index}` } }));
    const { runs, unshared } = collect(rows);
    expect(runs.map(({ subject }) => subject)).toEqual(["model-a"]);
    expect(unshared).toEqual(["caseId"]);
  });

  test("metadata of an item", () => {
    const rows = ITEMS.map((item, testIdx) => {
      const row = resultRow({ rating: 3, item, testIdx });
      return { ...row, testCase: { ...(row["testCase"] as object), metadata: { difficulty: testIdx } } };
    });
    expect(collectRaw(rows).runs.map(({ subject }) => subject)).toEqual(["model-a"]);
  });
});

describe("what cannot be told apart is refused", () => {
  test("rows without their variables that answer one question in several tests", () => {
    const rows = asked(TONES).map((row) => ({ ...resultRow(row), vars: {}, testCase: {} }));
    expect(() => collectRaw(rows)).toThrow(
      /^model-a answered 6 items and prompts \(1008\/1 v1 among them\) in several tests of one eval, and the rows came without their variables, .*PROMPTFOO_STRIP_TEST_VARS/,
    );
  });

  test("tests whose only difference has a value of its own for every item", () => {
    const rows = asked(TONES).map((row, index) => ({ ...row, vars: { story: `story ${index}` } }));
    expect(() => collect(rows)).toThrow(
      /the tests differ in story, with hardly a value that two items share/,
    );
  });

  test("tests whose variable promptfoo hides", () => {
    const rows = asked([{ vars: { token: "[REDACTED]" } }, { vars: { token: "[REDACTED]" } }]);
    expect(() => collect(rows)).toThrow(/promptfoo hides the values of token/);
    expect(collect(asked([{ vars: { token: "[REDACTED]" } }])).runs).toHaveLength(1);
  });

  test("but repeats that were counted are not", () => {
    const rows = asked([{}]).flatMap((row, index) =>
      [0, 1].map((repeat) => ({
        ...resultRow({ ...row, testIdx: 2 * index + repeat, ...(repeat === 0 ? {} : { repeat }) }),
        vars: {},
        testCase: {},
      })),
    );
    expect(collectRaw(rows).runs[0]?.responses).toHaveLength(2 * ITEMS.length * VARIANTS.length);
  });
});

describe("runs stand in the order of the config, whatever the order of arrival", () => {
  const columns = ["zebra", "ant", "mole"].flatMap((provider, promptIdx) =>
    TONES.flatMap((tone, index) =>
      ITEMS.map((item, at) => ({
        ...tone,
        item,
        provider,
        promptIdx,
        testIdx: index * ITEMS.length + at,
      })),
    ),
  );
  const order = ["zebra", "ant", "mole"].flatMap((model) =>
    ["formal", "informal"].map((tone) => `${model} · tone=${tone}`),
  );

  test("models, and the conditions of each", () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(columns, { minLength: columns.length }), (rows) => {
        expect(collect(rows).runs.map(({ subject }) => subject)).toEqual(order);
      }),
    );
  });

  test("files come before columns", () => {
    const collector = collectRuns(isReleasedItem);
    collector.add(readRow(resultRow({ rating: 4, provider: "b", promptIdx: 1 })), { place: 0, unit: "b" });
    collector.add(readRow(resultRow({ rating: 4, provider: "a", promptIdx: 0 })), { place: 1, unit: "a" });
    expect(collector.finish().runs.map(({ subject }) => subject)).toEqual(["b", "a"]);
  });
});

test("models, personas and conditions are each held against the plan", () => {
  const plannedTests = { id: "a", items: ITEMS.length, prompts: VARIANTS.length };
  const rows = [
    ...asked(TONES).slice(0, -1),
    ...asked([{}]).map((row) => ({ ...row, prompt: "Value Portrait · nurse" })),
    ...asked([{}])
      .slice(0, 2)
      .map((row) => ({ ...row, provider: "model-b" })),
  ].map((row) => {
    const made = resultRow(row);
    return { ...made, metadata: { ...(made["metadata"] as object), plannedTests } };
  });
  expect(
    collectRaw(rows).runs.map(({ subject, responses, planned }) => [subject, responses.length, planned]),
  ).toEqual([
    ["model-a · tone=formal", 6, 6],
    ["model-a · tone=informal", 5, 6],
    ["model-a · nurse", 6, 6],
    ["model-b", 2, 6],
  ]);
});
