import { expect, test } from "vitest";
import { loadKey, loadPublishedFigures, loadReleasedModels } from "../../src/release/data.ts";
import { parity } from "../../src/release/parity.ts";
import { releasedRun } from "../../src/release/released-run.ts";
import { cli } from "../fixtures/run-cli.ts";

test("every published figure is recomputed within 1e-12, save those of the one stale file", async () => {
  const { stdout, code } = await cli("verify", "--format", "json");
  expect(code).toBe(0);
  const { families } = JSON.parse(stdout) as {
    families: { figures: string; count: number; largest: number }[];
  };
  expect(families.map(({ figures, count, largest }) => [figures, count, largest <= 1e-12])).toEqual([
    ["Values", 34 * 10 * 4, true],
    ["Higher order", 34 * 4 * 4, true],
    ["Traits", 34 * 5 * 4, true],
    ["Sensitivity", 28 * 18, true],
    ["Sensitivity summary", 18, true],
    ["Stale sensitivity", 18, false],
    ["GPT average", 15 * 4, true],
    ["Printed value table", 28 * 10, true],
    ["Printed trait table", 27 * 5, true],
  ]);
});

test("a figure that is off by 2e-12, or missing, is found", () => {
  const models = loadReleasedModels().filter(({ model }) => model === "mistral-tiny");
  const figures = loadPublishedFigures();
  const scores = figures.scores["mistral-tiny"];
  if (scores === undefined) throw new Error("mistral-tiny is a released model");
  const [centred, mean, sd, n] = scores.Power;
  const altered = {
    ...figures,
    scores: { "mistral-tiny": { ...scores, Power: [centred + 2e-12, mean, sd, n] as typeof scores.Power } },
  };
  const released = models.map((model) => ({ model, run: releasedRun(model) }));
  const off = parity(released, loadKey("released"), altered);
  const [values] = off.rows;
  expect(values?.largest).toBeGreaterThan(1e-12);
  expect(values?.where).toBe("mistral-tiny Power centred");
  expect(off.different).toContain(values?.figures);
  const [none] = parity([], loadKey("released"), altered).rows;
  expect(none?.largest).toBe(Number.POSITIVE_INFINITY);
});
