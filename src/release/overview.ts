import { DIMENSIONS, type Dimension, type Family, VALUES } from "../instrument/dimensions.ts";
import { withoutItems } from "../instrument/key.ts";
import { type Analysis, type AnalysisSettings, analyseRun } from "../scoring/analysis/analyse-run.ts";
import { meanScores } from "../scoring/score/mean-profile.ts";
import type { Profile } from "../scoring/score/profile.ts";
import { reduceRun } from "../scoring/score/reduced-run.ts";
import { scoreRun } from "../scoring/score/score-run.ts";
import { modelGroups } from "./averages.ts";
import { loadKey, loadOpenWeightModels, loadPublishedFigures, loadReleasedModels } from "./data.ts";
import { loadReference } from "./reference.ts";
import type { OverviewRow, ReleasedModel, ScoreFigures } from "./released-model.ts";
import { releasedRun } from "./released-run.ts";
import { releasedScreen } from "./released-screens.ts";

/** All models with public scores on a family: those released, the averages of their groups, and the open-weight models. */
export function overview(family: Family): OverviewRow[] {
  // Of the open-weight models only the value scores are public.
  const rounded = family === "values" ? openWeightRows() : [];
  return [...loadReleasedModels().map(modelRow), ...averageRows(), ...rounded];
}

/** A released model analysed as published, beside its published figures. */
export function analyseReleased(
  model: ReleasedModel,
  settings: AnalysisSettings,
): { readonly analysis: Analysis; readonly published: ScoreFigures | undefined } {
  const reference = loadReference("released");
  const key = withoutItems(reference.key, model.omitted);
  return {
    analysis: analyseRun(reduceRun(releasedRun(model), key), reference, settings),
    published: loadPublishedFigures().scores[model.model],
  };
}

function modelRow(model: ReleasedModel): OverviewRow {
  const { scores, counts } = profileOf(model);
  return {
    group: model.developer,
    model: model.model,
    verdict: releasedScreen(model.model).verdict,
    counts,
    note: model.complete ? "" : "incomplete: first wording only",
    scores: centred(scores),
  };
}

function averageRows(): OverviewRow[] {
  return modelGroups().map(({ label, members }) => averageRow(label, members));
}

/** The published averages are over all members, so those that are not to be interpreted are named, not left out. */
function averageRow(model: string, members: readonly ReleasedModel[]): OverviewRow {
  const scores = meanScores(members.map(profileOf));
  const bad = members.filter(({ model }) => releasedScreen(model).verdict === "do_not_interpret").length;
  const note = `mean of ${members.length}${bad === 0 ? "" : `, ${bad} not to be interpreted`}`;
  return { group: "average", model, verdict: undefined, note, scores: centred(scores) };
}

function openWeightRows(): OverviewRow[] {
  return loadOpenWeightModels().map(({ model, scores }) => ({
    group: "open weight",
    model,
    verdict: undefined,
    note: "~ published to two decimals only",
    scores: Object.fromEntries(VALUES.map((value) => [value, scores[value]])),
  }));
}

/** The profile as published: without the items that the authors' file of this model leaves out. */
function profileOf(model: ReleasedModel): Profile {
  return scoreRun(releasedRun(model), withoutItems(loadKey("released"), model.omitted));
}

type Scores = Readonly<Partial<Record<Dimension, { readonly centred: number }>>>;

function centred(scores: Scores): OverviewRow["scores"] {
  return Object.fromEntries(
    DIMENSIONS.flatMap((dimension) => {
      const score = scores[dimension];
      return score === undefined ? [] : [[dimension, score.centred] as const];
    }),
  );
}
