/**
 * How long the uncertainty of scores takes: 19 dimensions x 10,000 resamples of one released model, with the drawing
 * of the resamples. `bootstrap.py` beside this does the same with numpy and scipy on the same data.
 * Run: npx tsx scripts/bench/bootstrap.ts
 */

import { DIMENSIONS, FAMILIES } from "../../src/instrument/dimensions.ts";
import { seededRandom } from "../../src/lib/random.ts";
import { loadKey, loadReleasedModels } from "../../src/release/data.ts";
import { releasedRun } from "../../src/release/released-run.ts";
import { compareRuns } from "../../src/scoring/compare/compare-runs.ts";
import { tiers } from "../../src/scoring/compare/tiers.ts";
import { reduceRun } from "../../src/scoring/score/reduced-run.ts";
import { drawQueries } from "../../src/scoring/uncertainty/query-draws.ts";
import { scoreIntervals } from "../../src/scoring/uncertainty/score-intervals.ts";

const RESAMPLES = 10_000;
const REPETITIONS = 15;
const MARGIN = 0.3;

const key = loadKey("released");
const runs = loadReleasedModels()
  .filter(({ complete }) => complete)
  .map(releasedRun);
const [one, other] = ["grok-2-1212", "gpt-4o-2024-11-20"].map((name) => {
  const run = runs.find(({ subject }) => subject === name);
  if (run === undefined) throw new Error(`no released model ${name}`);
  return run;
});
if (one === undefined || other === undefined) throw new Error("two models are compared");

console.log(`${DIMENSIONS.length} dimensions, ${RESAMPLES} resamples, Node.js ${process.version}; seconds`);
report("scoreIntervals, draws included", (seed) =>
  scoreIntervals(reduceRun(one, key), { seed, resamples: RESAMPLES }),
);
report("  of that, the draws", (seed) => drawQueries(101, RESAMPLES, seededRandom(seed)));
report("scoreIntervals, draws kept", () =>
  scoreIntervals(reduceRun(one, key), { seed: 1, resamples: RESAMPLES }),
);
report("scoreIntervals over queries and variants", (seed) =>
  scoreIntervals(reduceRun(one, key), { seed, resamples: RESAMPLES, over: "queries_and_variants" }),
);
report("compareRuns", (seed) => compareRuns(one, other, key, { seed, resamples: RESAMPLES, margin: MARGIN }));
report("tiers, three families", (seed) =>
  FAMILIES.map((family) => tiers(reduceRun(one, key), family, { seed, resamples: RESAMPLES })),
);

const start = performance.now();
const intervals = runs.map((run) => scoreIntervals(reduceRun(run, key), { seed: 1, resamples: RESAMPLES }));
console.log(`scoreIntervals, ${runs.length} models: ${seconds(performance.now() - start)}`);

console.log(`\nMedian over ${runs.length} models: bootstrap SE, cluster-robust SE, ratio`);
for (const dimension of DIMENSIONS) {
  const defined = intervals.flatMap(({ dimensions }) => {
    const interval = dimensions[dimension];
    return interval.kind === "interval" ? [interval] : [];
  });
  const median = (of: (interval: (typeof defined)[number]) => number) =>
    defined.map(of).toSorted((a, b) => a - b)[Math.floor(defined.length / 2)] ?? Number.NaN;
  const figures = [
    median(({ bootstrap }) => bootstrap.se),
    median(({ se }) => se),
    median(({ se, bootstrap }) => se / bootstrap.se),
  ];
  console.log(`${dimension.padEnd(20)} ${figures.map((figure) => figure.toFixed(3)).join("  ")}`);
}

/** Minimum and median seconds over repetitions, each with another seed. */
function report(what: string, work: (seed: number) => unknown): void {
  const times = Array.from({ length: REPETITIONS }, (_, repetition) => {
    const start = performance.now();
    work(1000 + repetition);
    return performance.now() - start;
  }).sort((a, b) => a - b);
  const [least = 0, median = 0] = [times[0], times[Math.floor(REPETITIONS / 2)]];
  console.log(`${what.padEnd(42)} min ${seconds(least)}  median ${seconds(median)}`);
}

function seconds(milliseconds: number): string {
  return (milliseconds / 1000).toFixed(3);
}
