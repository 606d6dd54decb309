import type { KeyId } from "../instrument/key.ts";
import { onceFor } from "../lib/memo.ts";
import type { Run } from "../runs/answer.ts";
import type { AnalysisReference } from "../scoring/analysis/analyse-run.ts";
import { scoreRun } from "../scoring/score/score-run.ts";
import { screenReference } from "../scoring/screen/screen-reference.ts";
import { loadItems, loadKey, loadPublishedModels, loadSurvey } from "./data.ts";
import type { PublishedModel } from "./released-model.ts";
import { publishedRun } from "./released-run.ts";

/** The embedded data against which runs are held, scored under a key; made once for each key. */
export const loadReference = onceFor((id: KeyId): AnalysisReference => {
  const key = loadKey(id);
  const runs = completeRuns();
  return {
    key,
    survey: loadSurvey(),
    released: runs.map((run) => scoreRun(run, key)),
    screen: screenReference(runs, loadSurvey(), key),
  };
});

/** The 33 released models that were asked everything: the norm group. */
export function completeRuns(): Run[] {
  return loadPublishedModels()
    .filter(({ complete }) => complete)
    .map(releasedRun);
}

/** A released model's answers as a run. */
export function releasedRun(model: PublishedModel): Run {
  return publishedRun(model, loadItems());
}
