/**
 * How far the figures that a gate watches move between two reruns of a model without a change: each answer of a rerun
 * is one of the model's six released answers to the item. The margins of the watches rest on it.
 *
 *   npx tsx scripts/bench/watch-margins.ts [pairs for each model] [seed]
 */
import process from "node:process";
import { quantileSorted } from "simple-statistics";
import { seededRandom } from "../../src/lib/random.ts";
import { completeRuns, loadReference } from "../../src/release/reference.ts";
import { WATCH_IDS, WATCH_MARGINS, watchRuns } from "../../src/scoring/drift/watches.ts";
import { redrawn } from "./simulated-runs.ts";

const pairs = Number(process.argv[2] ?? 30);
const seed = Number(process.argv[3] ?? 1);
const random = seededRandom(seed);
const { people } = loadReference("released");
const watched = completeRuns().flatMap((model) =>
  Array.from({ length: pairs }, () =>
    watchRuns(redrawn(model, random), redrawn(model, random), people, WATCH_MARGINS),
  ).flat(),
);
process.stdout.write(`${pairs} pairs of reruns of each of ${completeRuns().length} models, seed ${seed}\n`);
for (const id of WATCH_IDS) {
  const rows = watched.filter((watch) => watch.id === id);
  const sizes = rows.map(({ difference }) => Math.abs(difference)).sort((one, other) => one - other);
  const share = (verdict: string) =>
    (rows.filter((row) => row.verdict === verdict).length / rows.length).toFixed(4);
  process.stdout.write(
    `${id.padEnd(16)} margin ${WATCH_MARGINS[id]}  median ${quantileSorted(sizes, 0.5).toFixed(4)}  99% ${quantileSorted(sizes, 0.99).toFixed(4)}  most ${quantileSorted(sizes, 1).toFixed(4)}  equivalent ${share("equivalent")}  drifted ${share("drifted")}\n`,
  );
}
