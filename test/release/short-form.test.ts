import { describe, expect, test } from "vitest";
import { DIMENSIONS } from "../../src/instrument/dimensions.ts";
import { SOURCES } from "../../src/instrument/item.ts";
import { dimensionsByItem } from "../../src/instrument/key.ts";
import { selectItems, topicsOf } from "../../src/instrument/select-items.ts";
import { loadItems, loadKey } from "../../src/release/data.ts";
import {
  isShortForm,
  keptReliability,
  LEAST_KEPT,
  RELEASED_AT_MOST,
  refuseShortForms,
  shortFormItems,
  shortFormNotes,
} from "../../src/release/short-form.ts";
import { releasedRun } from "../fixtures/released.ts";
import golden from "../golden/short-form.json" with { type: "json" };

const whole = releasedRun("gpt-4o-2024-05-13");
const items = [...shortFormItems()];
const askedOf = (some: readonly string[], variants: readonly string[] = ["v1", "v1_reversed"]) => ({
  ...whole,
  responses: whole.responses.filter(({ item, variant }) => some.includes(item) && variants.includes(variant)),
});

test("what is said of its worth is what numpy finds", () => {
  const of = (size: number, prompts: number) =>
    golden.table.find((row) => row.items === size && row.prompts === prompts)?.reliability ?? Number.NaN;
  for (const prompts of [1, 2, 6])
    expect(keptReliability(prompts)).toBeCloseTo(of(200, prompts) / of(520, 6), 2);
  expect(keptReliability(2)).toBeCloseTo(golden.kept, 2);
  const [least] = Object.entries(golden.reliability).toSorted(([, one], [, other]) => one - other);
  expect(LEAST_KEPT).toBe(
    `of ${least?.[0]} little is left (a reliability of ${least?.[1].toFixed(2).slice(1)})`,
  );
  expect(RELEASED_AT_MOST).toBeCloseTo(golden.tagging.released, 2);
});

describe("which run is a short form", () => {
  test("one that was asked nothing else, also when it was broken off", () => {
    expect(isShortForm(askedOf(items))).toBe(true);
    expect(isShortForm(askedOf(items.slice(0, 21)))).toBe(true);
    expect(isShortForm(whole)).toBe(false);
    const other = loadItems().find(({ id }) => !shortFormItems().has(id))?.id ?? "";
    expect(isShortForm(askedOf([...items, other]))).toBe(false);
  });

  test("none that the filters of the test generator make", () => {
    const keyed = dimensionsByItem(loadKey("released"));
    const dimensionsOf = (item: string) => keyed.get(item) ?? [];
    const pairs = DIMENSIONS.flatMap((one, index) => DIMENSIONS.slice(index).map((other) => [one, other]));
    const none = [undefined];
    for (const dimensions of [...none, ...pairs])
      for (const topic of [...none, ...topicsOf(loadItems())])
        for (const source of [...none, ...SOURCES]) {
          const filter = {
            dimensions,
            topics: topic === undefined ? topic : [topic],
            sources: source && [source],
          };
          const chosen = selectItems(loadItems(), filter, dimensionsOf).map(({ id }) => id);
          if (chosen.length > 20)
            expect(
              chosen.every((id) => shortFormItems().has(id)),
              JSON.stringify(filter),
            ).toBe(false);
        }
  });
});

test("its note says what was asked and what that is worth", () => {
  expect(shortFormNotes(whole)).toEqual([]);
  expect(shortFormNotes(askedOf(items), "a.json")).toEqual([
    "note: a.json: gpt-4o-2024-05-13 was asked the short form (200 items, 2 prompts): scores under the key weighted only, with about 83% of the whole form's reliability (520 items, 6 prompts)",
  ]);
  expect(shortFormNotes(askedOf(items.slice(0, 150)))).toEqual([
    expect.stringContaining("with less than 83%"),
  ]);
  expect(shortFormNotes(askedOf(items.slice(0, 100)))).toEqual([
    expect.stringContaining("(100 items, 2 prompts): no scores, because it takes 120 items"),
  ]);
});

test.each(["released", "rule", "signed", "style-centred"] as const)("has no scores under %s", (key) => {
  expect(() => refuseShortForms([whole, askedOf(items)], key)).toThrow(/short form.*Give --key weighted$/);
  expect(() => refuseShortForms([whole], key)).not.toThrow();
  expect(() => refuseShortForms([askedOf(items)], "weighted")).not.toThrow();
});
