import { expect, it } from "vitest";
import { KEY_IDS } from "../../../src/instrument/key.ts";
import { loadKey } from "../../../src/release/data.ts";
import { keyCard } from "../../../src/scoring/analysis/key-card.ts";

const released = loadKey("released");

it("says how many items each key has, how many are reversed, and what differs from the released one", () => {
  const lines = KEY_IDS.flatMap((id) => {
    const { items, experimental, dimensions } = keyCard(loadKey(id), released);
    return [
      `${id}: ${items} items${experimental ? ", experimental" : ""}`,
      ...dimensions
        .filter(({ added, dropped }) => added.length + dropped.length > 0)
        .map(
          (row) =>
            `  ${row.dimension} ${row.items}, ${row.reversed} reversed, +${row.added.length} -${row.dropped.length}`,
        ),
    ];
  });
  expect(lines.join("\n")).toMatchInlineSnapshot(`
    "released: 317 items
    rule: 317 items
      Openness_to_Change 10, 0 reversed, +0 -1
    signed: 387 items
      Universalism 95, 80 reversed, +80 -0
      Benevolence 71, 58 reversed, +58 -0
      Conformity 31, 8 reversed, +8 -0
      Tradition 31, 19 reversed, +19 -0
      Security 26, 12 reversed, +12 -0
      Power 70, 6 reversed, +6 -0
      Achievement 61, 5 reversed, +5 -0
      Hedonism 42, 9 reversed, +9 -0
      Stimulation 50, 7 reversed, +7 -0
      Self_Direction 74, 63 reversed, +63 -0
      Self_Transcendence 105, 89 reversed, +89 -0
      Conservation 39, 17 reversed, +17 -0
      Self_Enhancement 72, 6 reversed, +6 -0
      Openness_to_Change 29, 18 reversed, +18 -0
      Openness 30, 8 reversed, +8 -0
      Conscientiousness 75, 3 reversed, +3 -0
      Extraversion 49, 13 reversed, +13 -0
      Agreeableness 94, 2 reversed, +2 -0
      Neuroticism 41, 36 reversed, +36 -0
    style-centred: 259 items, experimental
      Universalism 48, 0 reversed, +36 -3
      Benevolence 43, 0 reversed, +32 -2
      Conformity 13, 0 reversed, +0 -10
      Tradition 19, 0 reversed, +8 -1
      Security 23, 0 reversed, +13 -4
      Power 26, 0 reversed, +2 -40
      Achievement 29, 0 reversed, +2 -29
      Hedonism 18, 0 reversed, +3 -18
      Stimulation 17, 0 reversed, +2 -28
      Self_Direction 32, 0 reversed, +21 -0
      Self_Transcendence 52, 0 reversed, +38 -2
      Conservation 19, 0 reversed, +6 -9
      Self_Enhancement 35, 0 reversed, +0 -31
      Openness_to_Change 12, 0 reversed, +3 -2
      Openness 14, 0 reversed, +4 -12
      Conscientiousness 13, 0 reversed, +0 -59
      Extraversion 12, 0 reversed, +2 -26
      Agreeableness 27, 0 reversed, +0 -65
      Neuroticism 10, 0 reversed, +8 -3
    weighted: 520 items, experimental
      Universalism 520, 252 reversed, +505 -0
      Benevolence 520, 263 reversed, +507 -0
      Conformity 520, 266 reversed, +497 -0
      Tradition 520, 263 reversed, +508 -0
      Security 520, 273 reversed, +506 -0
      Power 520, 268 reversed, +456 -0
      Achievement 520, 272 reversed, +465 -1
      Hedonism 520, 253 reversed, +487 -0
      Stimulation 520, 251 reversed, +477 -0
      Self_Direction 520, 254 reversed, +509 -0
      Self_Transcendence 520, 263 reversed, +504 -0
      Conservation 520, 256 reversed, +498 -0
      Self_Enhancement 520, 267 reversed, +455 -1
      Openness_to_Change 520, 256 reversed, +509 -0
      Openness 520, 262 reversed, +498 -0
      Conscientiousness 520, 240 reversed, +450 -2
      Extraversion 520, 252 reversed, +484 -0
      Agreeableness 520, 273 reversed, +428 -0
      Neuroticism 520, 255 reversed, +515 -0"
  `);
});

it("names the one item by which the paper's rule and the released key differ", () => {
  const row = keyCard(loadKey("rule"), released).dimensions.find(
    ({ dimension }) => dimension === "Openness_to_Change",
  );
  expect(row).toMatchObject({ added: [], dropped: ["1902/2"] });
});

it("shows the reliabilities that it is given, and none otherwise", () => {
  const reliability = {
    dimension: "Power" as const,
    splitHalf: { correlation: 0.5, sd: 0.1, reliability: 0.67, splits: 10, skipped: 0 },
    alpha: { raw: 0.9, centred: 0.8, items: 64, respondents: 33 },
    items: 64,
    queries: 46,
  };
  const rows = keyCard(released, released, [reliability]).dimensions;
  expect(rows.filter((row) => row.reliability !== undefined)).toMatchObject([
    { dimension: "Power", reliability },
  ]);
});
