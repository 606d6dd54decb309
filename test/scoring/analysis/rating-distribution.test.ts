import { expect, test } from "vitest";
import { loadItems } from "../../../src/release/data.ts";
import { ratingDistribution } from "../../../src/scoring/analysis/rating-distribution.ts";
import { releasedRun, straightLine } from "../../fixtures/released.ts";

test("counts every usable answer once, and people on the items that were asked", () => {
  const [item, other] = loadItems();
  if (item === undefined || other === undefined) throw new Error("items");
  const { responses } = straightLine([item.id], 4);
  const repeated = [
    ...responses,
    ...responses.map((response) => ({ ...response, variant: "v2" as const })),
    { item: item.id, variant: "v3" as const, repeat: 0, answer: { kind: "refusal" as const } },
  ];
  expect(ratingDistribution(repeated, [item, other])).toEqual({
    model: [0, 0, 0, 2, 0, 0],
    people: item.human.histogram,
  });
});

test("gives as many ratings as the run has usable answers", () => {
  const { responses } = releasedRun("claude-3-5-haiku-20241022");
  const { model } = ratingDistribution(responses, loadItems());
  expect(model.reduce((sum, count) => sum + count, 0)).toBe(
    responses.filter(({ answer }) => answer.kind === "rating").length,
  );
});
