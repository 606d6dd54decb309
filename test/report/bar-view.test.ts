import { expect, test } from "vitest";
import { loadReleasedModels } from "../../src/release/data.ts";
import { loadReference } from "../../src/release/reference.ts";
import { releasedRun } from "../../src/release/released-run.ts";
import { barView } from "../../src/report/bar-view.ts";
import { analyseRun } from "../../src/scoring/analysis/analyse-run.ts";
import { reduceRun } from "../../src/scoring/score/reduced-run.ts";

test("draws each value's score, interval and people on one scale, within 80 columns", () => {
  const model = loadReleasedModels().find((one) => one.model === "gpt-4o-2024-05-13");
  if (model === undefined) throw new Error("a released model");
  const settings = { seed: 42, resamples: 200, over: "queries", margin: 0.3 } as const;
  const view = barView(
    analyseRun(
      reduceRun(releasedRun(model), loadReference("released").key),
      loadReference("released"),
      settings,
    ),
  );
  expect(view).toMatchInlineSnapshot(`
    "Universalism                           │──────○─●─────────
    Benevolence                            │   ○ ──────────●────────
    Conformity                          ──○───●───────
    Tradition       ────────────────●─────○──────────
    Security                            ─────────●───○──────
    Power                       ─────●○─────
    Achievement              ──────●────○  │
    Hedonism                   ────────●───────
    Stimulation                     ────○─●──────
    Self-Direction                         │  ────────○●──────────
                   -1.2                    0                    +1.2
    "
  `);
  for (const line of view.split("\n")) expect(line.length).toBeLessThanOrEqual(80);
});
