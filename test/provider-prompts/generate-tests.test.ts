import { describe, expect, test } from "vitest";
import { generateTests } from "../../src/provider-prompts/generate-tests.ts";
import { loadItems } from "../../src/release/data.ts";

const itemsOf = (config: unknown) => new Set(generateTests(config).map((one) => one.metadata?.["item"]));

describe("which tests there are", () => {
  test("asks the 317 items behind any score under six prompts by default", () => {
    expect(itemsOf(undefined).size).toBe(317);
    expect(generateTests(undefined)).toHaveLength(317 * 6);
  });

  test("asks all 520 items when told so, 3,120 tests", () => {
    expect(generateTests({ items: "all" })).toHaveLength(3120);
  });

  test("asks the short form, 200 items under one wording in both orders, or the variants named", () => {
    const tests = generateTests({ items: "short" });
    expect(tests).toHaveLength(400);
    expect(new Set(tests.map(({ metadata }) => metadata?.["variant"]))).toEqual(
      new Set(["v1", "v1_reversed"]),
    );
    expect(tests[0]?.metadata?.["plannedTests"]).toMatchObject({ items: 200, prompts: 2 });
    expect(generateTests({ items: "short", variants: ["v2"] })).toHaveLength(200);
    expect(() => generateTests({ items: "short", sample: 150 })).toThrow(
      "config sample: 150: the short form is asked as a whole",
    );
  });

  test("takes the items of the dimensions named, in any spelling", () => {
    expect(itemsOf({ items: { dimensions: ["benevolence"] } }).size).toBe(13);
    expect(itemsOf({ items: { dimensions: ["Benevolence", "self-direction"] } }).size).toBe(22); // 2 items are keyed to both
  });

  test("narrows with each field", () => {
    const items = itemsOf({ items: { sources: ["reddit"], topics: ["Work and career"] } });
    const expected = loadItems().filter(
      ({ query }) => query.source === "reddit" && query.topics.includes("Work and career"),
    );
    expect(items).toEqual(new Set(expected.map(({ id }) => id)));
  });

  test("draws the same sample for the same seed and another for another", () => {
    expect(itemsOf({ sample: 40 }).size).toBe(40);
    expect(itemsOf({ sample: 40 })).toEqual(itemsOf({ sample: 40, seed: 42 }));
    expect(itemsOf({ sample: 40, seed: 7 })).not.toEqual(itemsOf({ sample: 40 }));
  });

  test("asks under the variants named only", () => {
    expect(generateTests({ items: { ids: ["1008/1"] }, variants: ["v2", "v2_reversed"] })).toHaveLength(2);
  });
});

test("a test case carries ids, gists and what scoring and filters need, and no item text", () => {
  const [first] = generateTests({ items: { ids: ["1008/1"] }, variants: ["v1_reversed"] });
  const { assert, ...rest } = first ?? {};
  expect(rest).toMatchInlineSnapshot(`
    {
      "metadata": {
        "dimensions": [
          "Achievement",
          "Self_Enhancement",
          "Conscientiousness",
          "Agreeableness",
        ],
        "instrument": "value-portrait",
        "item": "1008/1",
        "plannedTests": {
          "id": "ab9bd212",
          "items": 1,
          "prompts": 1,
        },
        "portrait": "1008",
        "source": "reddit",
        "topics": [
          "Philosophy and ethics",
          "Work and career",
          "Diversity and inclusion",
        ],
        "variant": "v1_reversed",
      },
      "vars": {
        "item": "1008/1",
        "query": "Veteran carer forbids mentally disabled client's army outfit during their time together",
        "response": "Teach him about honesty and what the uniform means; role-play soldierly virtues instead",
        "variant": "v1_reversed",
      },
    }
  `);
  expect(assert).toEqual([
    {
      type: "javascript",
      value: expect.stringMatching(/^file:\/\/\/.*\/src\/assertions\/likert\.ts:likert$/),
      config: { reading: "default" },
    },
  ]);
});

test("no display text would be taken for a template, a file or a package", () => {
  for (const { vars } of generateTests({ items: "all", variants: ["v1"] }))
    for (const text of Object.values(vars ?? {}))
      expect(text).not.toMatch(/\{[{%#]|[}%#]\}|^file:|^package:/);
});

describe("a wrong config names the field and what is allowed", () => {
  test.each([
    [{ items: "some" }],
    [{ items: { dimensions: ["Powr"] } }],
    [{ items: { topics: ["Cooking"] } }],
    [{ items: { dimension: ["Power"] } }],
    [{ items: { ids: ["1007/1"] } }],
    [{ variants: ["v4"] }],
    [{ sample: 0 }],
    [{ reading: "strict" }],
    [{ item: "all" }],
    [{ items: { ids: ["1008/1"], sources: ["lmsys"] } }],
  ])("%j", (config) => {
    let message = "";
    try {
      generateTests(config);
    } catch (error) {
      message = error instanceof Error ? error.message : "";
    }
    expect(message.replace(/("[A-Z][a-z ]+"\|){5,}/, "…|")).toMatchSnapshot();
  });
});
