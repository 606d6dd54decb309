/**
 * Makes data/released-measures.json: what the validity screen measures of each released model, and the tiers of its
 * scores, so that no process has to measure the 34 again before its first answer. To be run after any change to a measure in
 * src/scoring/screen, or to tiers.
 * Run: npx tsx scripts/measure-released.ts [--to <file>]
 */
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { FAMILIES } from "../src/instrument/dimensions.ts";
import { KEY_IDS } from "../src/instrument/key.ts";
import { seededRandom } from "../src/lib/random.ts";
import { recordOf } from "../src/lib/record-of.ts";
import { loadKey, loadReleasedModels, loadSurvey } from "../src/release/data.ts";
import type { ReleasedMeasures } from "../src/release/released-measures.ts";
import { releasedRun } from "../src/release/released-run.ts";
import { tierLabels } from "../src/scoring/compare/tier-labels.ts";
import { tiers } from "../src/scoring/compare/tiers.ts";
import { reduceRun } from "../src/scoring/score/reduced-run.ts";
import { raterMeans } from "../src/scoring/screen/rater-styles.ts";
import { answerMeasures, keyMeasures } from "../src/scoring/screen/screen-measures.ts";
import { DEFAULT_SEED } from "../src/scoring/uncertainty/query-draws.ts";

const keys = recordOf(KEY_IDS, loadKey);
const means = raterMeans(loadSurvey());
const models: ReleasedMeasures["models"] = Object.fromEntries(
  loadReleasedModels().map((model) => {
    const run = releasedRun(model);
    const { ratings } = reduceRun(run, keys.released);
    return [
      model.model,
      {
        answers: answerMeasures({ run, ratings }, means),
        keys: recordOf(KEY_IDS, (id) =>
          keyMeasures(reduceRun(run, keys[id], ratings), seededRandom(DEFAULT_SEED)),
        ),
        tiers: recordOf(KEY_IDS, (id) =>
          Object.fromEntries(
            FAMILIES.flatMap((family) => [
              ...tierLabels(tiers(reduceRun(run, keys[id], ratings), family, { seed: DEFAULT_SEED })),
            ]),
          ),
        ),
      },
    ];
  }),
);

const { values } = parseArgs({
  options: {
    to: {
      type: "string",
      default: fileURLToPath(new URL("../data/released-measures.json", import.meta.url)),
    },
  },
});
// A model a line, so that a difference in git shows whose measures changed.
const lines = Object.entries(models).map(
  ([model, measures]) => `${JSON.stringify(model)}: ${JSON.stringify(measures)}`,
);
writeFileSync(values.to, `{"seed": ${DEFAULT_SEED}, "models": {\n${lines.join(",\n")}\n}}\n`);
