/**
 * How often an experiment whose conditions do nothing says of a value that they do something. All conditions are
 * of one axis.
 *
 *   npx tsx scripts/bench/null-conditions.ts [experiments] [conditions]
 *
 * Each run is a released model's with three ratings in ten moved a step, so that conditions and baseline differ by noise
 * only. Margin .01, so that "equivalent" hides nothing; 1,000 permutations, seed 2026.
 */
import process from "node:process";
import { type Dimension, VALUES } from "../../src/instrument/dimensions.ts";
import type { Rating } from "../../src/instrument/scale.ts";
import { seededRandom } from "../../src/lib/random.ts";
import { loadKey, loadReleasedModels } from "../../src/release/data.ts";
import { releasedRun } from "../../src/release/released-run.ts";
import type { Run } from "../../src/runs/answer.ts";
import { isApart } from "../../src/scoring/compare/verdict.ts";
import { type ConditionResult, compareConditions } from "../../src/scoring/experiments/compare-conditions.ts";

const experiments = Number(process.argv[2] ?? 1000);
const conditions = Number(process.argv[3] ?? 3);
const random = seededRandom(2026);
const key = loadKey("released");
const models = loadReleasedModels().filter(({ complete }) => complete);

function noisy(run: Run, subject: string): Run {
  return {
    ...run,
    subject,
    responses: run.responses.map((response) => {
      if (response.answer.kind !== "rating") return response;
      const draw = random();
      const step = draw < 0.15 ? -1 : draw > 0.85 ? 1 : 0;
      // A whole number from 1 to 6.
      const rating = Math.min(6, Math.max(1, response.answer.rating + step)) as Rating;
      return { ...response, answer: { kind: "rating" as const, rating } };
    }),
  };
}

const says = (rows: ConditionResult["fromBaseline"] = []) =>
  rows.some(
    (row) =>
      row.kind === "compared" &&
      (VALUES as readonly Dimension[]).includes(row.dimension) &&
      isApart(row.test),
  );

const counts = { baseline: 0, own: 0, generic: 0, contrasts: 0 };
for (let index = 0; index < experiments; index += 1) {
  const model = models[index % models.length];
  if (model === undefined) continue;
  const run = releasedRun(model);
  const runs = Array.from({ length: conditions }, (_, place) => noisy(run, `condition ${place}`));
  const groups = runs.map((one) => ({ group: one.subject, run: one }));
  const axes = groups.length < 2 ? [] : [{ axis: "axis", ordered: true, groups }];
  const found = compareConditions(runs, { baseline: noisy(run, "baseline"), axes }, key, {
    margin: 0.01,
    seed: 42,
    resamples: 1000,
  });
  if (found.conditions.some(({ fromBaseline }) => says(fromBaseline))) counts.baseline += 1;
  if (found.conditions.some(({ own }) => says(own))) counts.own += 1;
  if (says(found.generic?.differences)) counts.generic += 1;
  const contrasts = found.axes.flatMap(({ ends, fromMean }) => [ends, ...fromMean]);
  if (contrasts.some(({ differences }) => says(differences))) counts.contrasts += 1;
}
for (const [against, count] of Object.entries(counts))
  process.stdout.write(
    `${against}: ${((100 * count) / experiments).toFixed(1)}% of ${experiments} experiments\n`,
  );
