/**
 * What the gate says of every pair of released models that pass the validity screen: different models, which it must not
 * call equivalent.
 *
 *   npx tsx scripts/bench/gate-released-pairs.ts
 */
import process from "node:process";
import { countBy } from "../../src/lib/group-by.ts";
import { completeRuns, loadReference } from "../../src/release/reference.ts";
import { gateAgainst } from "../../src/scoring/analysis/screened-comparison.ts";
import { WATCH_MARGINS } from "../../src/scoring/drift/watches.ts";

const options = { margin: 0.3, seed: 42, resamples: 200, watchMargins: WATCH_MARGINS };
const reference = loadReference("released");
const results = completeRuns().flatMap((run, place) =>
  completeRuns()
    .slice(place + 1)
    .map((baseline) => gateAgainst(run, baseline, reference, { ...options, rule: "items" }).result),
);
const told = (outcomes: readonly string[]) => JSON.stringify(Object.fromEntries(countBy(outcomes)));
process.stdout.write(`${results.length} pairs, margin ${options.margin}, by items and watches: `);
process.stdout.write(`${told(results.map(({ outcome }) => outcome))}\n`);
process.stdout.write(`items alone: ${told(results.map(({ rules }) => rules.items.outcome))}\n`);
process.stdout.write(`population alone: ${told(results.map(({ rules }) => rules.population.outcome))}\n`);
