import type { KeyId } from "../instrument/key.ts";
import { once, onceFor } from "../lib/memo.ts";
import type { Run } from "../runs/answer.ts";
import type { AnalysisReference } from "../scoring/analysis/analyse-run.ts";
import { type ModelStudies, studyModels } from "../scoring/reliability/plan-reliability.ts";
import { type ItemValues, itemRatings } from "../scoring/score/item-ratings.ts";
import { reduceRun } from "../scoring/score/reduced-run.ts";
import { profileOf } from "../scoring/score/score-run.ts";
import { loadKey, loadKeyErrors, loadPeople, loadReleasedModels, loadSurvey } from "./data.ts";
import { releasedRun } from "./released-run.ts";
import { loadScreenReference } from "./released-screens.ts";
import { isShortForm, SHORT_FORM_KEY, shortFormItems } from "./short-form.ts";

/** The embedded data against which runs are held, scored under a key; made once for each key. */
export const loadReference = onceFor((id: KeyId): AnalysisReference => {
  const key = loadKey(id);
  const runs = completeRuns().map((run, index) => reduceRun(run, key, completeRatings()[index]));
  return {
    key,
    survey: loadSurvey(),
    people: loadPeople(),
    keyError: loadKeyErrors()[id],
    released: runs.map(({ run, ratings }) => profileOf(run, key, ratings)),
    screen: loadScreenReference(id),
  };
});

/**
 * The same for one run: beside a short form stand the released models on its items, because weights, and with them the
 * scale of the scores, are those of the items asked.
 */
export function referenceFor(run: Run, id: KeyId): AnalysisReference {
  const reference = loadReference(id);
  if (id !== SHORT_FORM_KEY || !isShortForm(run)) return reference;
  return { ...reference, released: shortReleased() };
}

const shortReleased = once(() => {
  const { key } = loadReference(SHORT_FORM_KEY);
  const items = shortFormItems();
  return completeRuns().map((run) => {
    const responses = run.responses.filter(({ item }) => items.has(item));
    return profileOf({ ...run, responses }, key, itemRatings(responses));
  });
});

/** The G studies of the complete released models under a key; made once for each key. */
export const loadStudies = onceFor((id: KeyId): ModelStudies => studyModels(completeRuns(), loadKey(id)));

/** The 33 released models that were asked everything: the norm group. */
export const completeRuns = once((): readonly Run[] =>
  loadReleasedModels()
    .filter(({ complete }) => complete)
    .map(releasedRun),
);

/** Their item ratings, in the same order. */
export const completeRatings = once((): readonly ItemValues[] =>
  completeRuns().map(({ responses }) => itemRatings(responses)),
);
