import { describe, expect, it } from "vitest";
import { DIMENSIONS } from "../../../src/instrument/dimensions.ts";
import { KEY_IDS, TAGGING_KEY_IDS } from "../../../src/instrument/key.ts";
import { loadItems, loadKey } from "../../../src/release/data.ts";
import type { Run } from "../../../src/runs/answer.ts";
import { keySensitivity } from "../../../src/scoring/analysis/key-sensitivity.ts";
import { itemRatings } from "../../../src/scoring/score/item-ratings.ts";
import { scoreRun } from "../../../src/scoring/score/score-run.ts";
import { releasedRun, straightLine } from "../../fixtures/released.ts";
import golden from "../../golden/keys.json" with { type: "json" };

const keys = KEY_IDS.map(loadKey);

const sensitivityOf = (run: Run) => keySensitivity({ run, ratings: itemRatings(run.responses) }, keys);

describe("keySensitivity", () => {
  it.each(Object.entries(golden.scores))("agrees with numpy under every key for %s", (model, expected) => {
    const { rows } = sensitivityOf(releasedRun(model));
    for (const { dimension, scores } of rows)
      for (const id of TAGGING_KEY_IDS)
        expect(scores[id]?.centred, `${id} ${dimension}`).toBeCloseTo(expected[id][dimension], 12);
  });

  it("shows what scoreRun gives under each key, and no figure across keys", () => {
    const run = releasedRun("gpt-4o-2024-05-13");
    const { rows } = sensitivityOf(run);
    for (const { dimension, scores, ...others } of rows) {
      expect(scores).toEqual(
        Object.fromEntries(keys.map((key) => [key.id, scoreRun(run, key).scores[dimension]])),
      );
      expect(others).toEqual({});
    }
    expect(rows.map(({ dimension }) => dimension)).toEqual([...DIMENSIONS]);
  });

  it("agrees wholly with the first key under that key, and less under others", () => {
    const { agreement } = sensitivityOf(releasedRun("gpt-4o-2024-05-13"));
    expect(agreement.released).toBeCloseTo(1, 12);
    expect(agreement["style-centred"]).toBeLessThan(1);
  });

  it("shows that under the signed key a straight line is not a profile of zeros", () => {
    const always5 = straightLine(
      loadItems().map(({ id }) => id),
      5,
    );
    const { rows, agreement } = sensitivityOf(always5);
    const universalism = rows.find(({ dimension }) => dimension === "Universalism");
    expect(universalism?.scores.released?.centred).toBeCloseTo(0, 12);
    expect(universalism?.scores.signed?.centred).toBeCloseTo((80 / 95) * (7 - 2 * 5), 12);
    expect(agreement.released).toBeUndefined();
  });
});
