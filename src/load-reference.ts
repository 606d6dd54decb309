import type { Run } from "./answer.ts";
import { loadItems, loadKey, loadPublishedModels, loadSurvey } from "./data.ts";
import type { KeyId } from "./key.ts";
import type { PublishedModel } from "./published.ts";
import { publishedRun } from "./published-run.ts";
import type { AnalysisReference } from "./scoring/analyse-run.ts";
import { scoreRun } from "./scoring/score-run.ts";
import { screenReference } from "./scoring/screen-reference.ts";

const references = new Map<KeyId, AnalysisReference>();

/** The embedded data against which runs are held, scored under a key; made once for each key. */
export function loadReference(id: KeyId): AnalysisReference {
  const known = references.get(id);
  if (known !== undefined) return known;
  const key = loadKey(id);
  const runs = completeRuns();
  const reference = {
    key,
    survey: loadSurvey(),
    released: runs.map((run) => scoreRun(run, key)),
    screen: screenReference(runs, loadSurvey(), key),
  };
  references.set(id, reference);
  return reference;
}

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
