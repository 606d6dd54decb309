/**
 * How often the drift gate cries drift when nothing changed: pairs of runs that are drawn from one model, whose
 * answer to each prompt is one of its six released answers to the item, at random and anew in each run.
 *
 *   npx tsx scripts/bench/gate-false-alarms.ts [pairs] [seed]
 */
import process from "node:process";
import { VALUES } from "../../src/instrument/dimensions.ts";
import { type Random, seededRandom } from "../../src/lib/random.ts";
import { loadKey } from "../../src/release/data.ts";
import { completeRuns } from "../../src/release/reference.ts";
import type { Response, Run } from "../../src/runs/answer.ts";
import { compareRuns } from "../../src/scoring/compare/compare-runs.ts";
import { headline } from "../../src/scoring/compare/headline.ts";
import { profileChange } from "../../src/scoring/compare/profile-change.ts";

const MARGIN = 0.3;
const PERMUTATIONS = 999;

/** A rerun in which each answer is one of those that the model gave to the item under any prompt. */
function rerun(run: Run, random: Random): Run {
  const byItem = new Map<string, Response[]>();
  for (const response of run.responses)
    byItem.set(response.item, [...(byItem.get(response.item) ?? []), response]);
  return {
    ...run,
    responses: run.responses.map((response) => {
      const answers = byItem.get(response.item) ?? [];
      return {
        ...response,
        answer: answers[Math.floor(random() * answers.length)]?.answer ?? response.answer,
      };
    }),
  };
}

const pairs = Number(process.argv[2] ?? 1000);
const random = seededRandom(Number(process.argv[3] ?? 1));
const key = loadKey("released");
const models = completeRuns();
const outcomes: Record<string, number> = {};
for (let pair = 0; pair < pairs; pair += 1) {
  const model = models[pair % models.length] as Run; // the index is below the length
  const [a, b] = [rerun(model, random), rerun(model, random)];
  const comparison = compareRuns(a, b, key, { margin: MARGIN, seed: pair, resamples: 100 });
  const change = profileChange(a, b, key, VALUES, { permutations: PERMUTATIONS, random });
  const differences = Object.values(comparison.dimensions).filter((row) => row.kind === "compared");
  const { outcome } = headline({ differences, change, dimensions: VALUES, margin: MARGIN, screens: [] });
  outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
  if (change !== undefined && change.p < 0.05) outcomes["p below .05"] = (outcomes["p below .05"] ?? 0) + 1;
}
process.stdout.write(`${pairs} pairs without a change, margin ${MARGIN}: ${JSON.stringify(outcomes)}\n`);
