import { expect, test } from "vitest";
import { VALUES } from "../../../src/instrument/dimensions.ts";
import { loadKey } from "../../../src/release/data.ts";
import { completeRuns } from "../../../src/release/reference.ts";
import { shortFormItems } from "../../../src/release/short-form.ts";
import { observedSe } from "../../../src/scoring/reliability/observed-se.ts";
import golden from "../../golden/short-form.json" with { type: "json" };

const key = loadKey("weighted");

test("the medians over models are numpy's", () => {
  const variants = new Set(["v1", "v1_reversed"] as const);
  const found = observedSe(completeRuns(), key, { items: shortFormItems(), variants });
  // Where a model gave no rating, numpy takes the mean of the others.
  for (const value of VALUES)
    expect(found.find(({ dimension }) => dimension === value)?.samePrompts?.median).toBeCloseTo(
      golden.se[value],
      2,
    );
});

test("too few items have no error to expect", () => {
  const items = new Set([...shortFormItems()].slice(0, 119));
  expect(observedSe(completeRuns(), key, { items, variants: new Set(["v1"]) })).toEqual([]);
});
