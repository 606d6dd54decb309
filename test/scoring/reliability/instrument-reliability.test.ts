import { expect, it } from "vitest";
import { DIMENSIONS } from "../../../src/instrument/dimensions.ts";
import { seededRandom } from "../../../src/lib/random.ts";
import { loadKey } from "../../../src/release/data.ts";
import { instrumentReliability } from "../../../src/scoring/reliability/instrument-reliability.ts";
import { itemRatings } from "../../../src/scoring/score/item-ratings.ts";
import { completeRuns } from "../../fixtures/answers.ts";

it("has a row for each dimension, with the items and queries of its key", () => {
  const rows = instrumentReliability(
    completeRuns.map(({ responses }) => itemRatings(responses)),
    loadKey("released"),
    {
      splits: 2,
      random: seededRandom(1),
    },
  );
  expect(rows.map(({ dimension }) => dimension)).toEqual(DIMENSIONS);
  expect(rows[9]).toMatchObject({
    dimension: "Self_Direction",
    items: 11,
    queries: 9,
    alpha: { items: 11, respondents: 33 },
  });
});
