import { shuffle } from "simple-statistics";
import { describe, expect, it } from "vitest";
import { DIMENSIONS } from "../../../src/instrument/dimensions.ts";
import { seededRandom } from "../../../src/lib/random.ts";
import { loadItems, loadKey } from "../../../src/release/data.ts";
import { scaleAlpha } from "../../../src/scoring/reliability/scale-alpha.ts";
import { itemRatings } from "../../../src/scoring/score/item-ratings.ts";
import { completeRuns } from "../../fixtures/answers.ts";
import golden from "../../golden/reliability.json" with { type: "json" };

const released = loadKey("released");
const ratings = completeRuns.map(({ responses }) => itemRatings(responses));

describe("scaleAlpha", () => {
  it.each(["released", "signed"] as const)("agrees with numpy on the 33 models, key %s", (id) => {
    const key = loadKey(id);
    for (const dimension of DIMENSIONS) {
      const { raw, centred } = scaleAlpha(ratings, key, dimension);
      expect(raw).toBeCloseTo(golden.alphas[id][dimension].raw, 10);
      expect(centred).toBeCloseTo(golden.alphas[id][dimension].centred, 10);
    }
  });

  it("is high for any fifteen items as long as ratings are raw", () => {
    const items = shuffle([...loadItems()], seededRandom(1)).slice(0, 15);
    const key = {
      ...released,
      items: { ...released.items, Power: items.map(({ id }) => ({ item: id, sign: 1 as const })) },
    };
    const { raw, centred } = scaleAlpha(ratings, key, "Power");
    expect(raw).toBeGreaterThan(0.8);
    expect(centred).toBeLessThan(0.5);
  });

  it("is undefined for too few items or respondents", () => {
    const one = new Map([[released.items.Power[0]?.item ?? "", 4]]);
    expect(scaleAlpha([one, one], released, "Power")).toEqual({
      raw: undefined,
      centred: undefined,
      items: 1,
      respondents: 2,
    });
    expect(scaleAlpha(ratings.slice(0, 1), released, "Power").raw).toBeUndefined();
  });
});
