import type { KeyId } from "../instrument/key.ts";
import { once, onceFor } from "../lib/memo.ts";
import type { Run } from "../runs/answer.ts";
import type { AnalysisReference } from "../scoring/analysis/analyse-run.ts";
import { type ModelStudies, studyModels } from "../scoring/reliability/plan-reliability.ts";
import { type ItemValues, itemRatings } from "../scoring/score/item-ratings.ts";
import { profileOf, scoreAnswers } from "../scoring/score/score-run.ts";
import { loadKey, loadKeyErrors, loadPeople, loadReleasedModels, loadSurvey } from "./data.ts";
import { releasedAnswers } from "./released-answers.ts";
import { releasedRun } from "./released-run.ts";
import { loadScreenReference } from "./released-screens.ts";
import { isShortForm, SHORT_FORM_KEY, shortFormItems } from "./short-form.ts";

/** The embedded data against which runs are held, scored under a key; made once for each key. */
export const loadReference = onceFor((id: KeyId): AnalysisReference => {
  const key = loadKey(id);
  return {
    key,
    survey: loadSurvey(),
    people: loadPeople(),
    keyError: loadKeyErrors()[id],
    released: completeAnswers().map(({ subject, ...answers }) => scoreAnswers({ subject }, answers, key)),
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
export const completeRuns = once((): readonly Run[] => completeModels().map(releasedRun));

/** Their item ratings, in the same order. */
export function completeRatings(): readonly ItemValues[] {
  return completeAnswers().map(({ ratings }) => ratings);
}

const completeAnswers = once(() =>
  completeModels().map((model) => ({ subject: model.model, ...releasedAnswers(model) })),
);

const completeModels = () => loadReleasedModels().filter(({ complete }) => complete);
