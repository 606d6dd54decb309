/** What the validity screen says of the released models, and holds other runs against: read, not measured again. */
import type { Dimension } from "../instrument/dimensions.ts";
import type { KeyId } from "../instrument/key.ts";
import { once, onceFor } from "../lib/memo.ts";
import type { Screen } from "../scoring/screen/screen.ts";
import type { ScreenMeasures } from "../scoring/screen/screen-measures.ts";
import { raterReference, type ScreenReference, screenReference } from "../scoring/screen/screen-reference.ts";
import { judgeScreen } from "../scoring/screen/validity-screen.ts";
import { loadReleasedMeasures, loadReleasedModels, loadSurvey } from "./data.ts";

/** The raters and the complete released models, under a key. */
export const loadScreenReference = onceFor((id: KeyId): ScreenReference => {
  const complete = loadReleasedModels().filter((model) => model.complete);
  return screenReference(
    complete.map(({ model }) => measuresOf(model, id)),
    raters(),
  );
});

/**
 * The screen of a released model by its name, under the released key: as `screenRun` makes it of its answers with the
 * default seed.
 * @throws {RangeError} no released model has this name
 */
export const releasedScreen = onceFor(
  (model: string): Screen =>
    judgeScreen(model, measuresOf(model, "released"), loadScreenReference("released")),
);

/**
 * How the tier of each dimension of a released model reads under a key, with the default seed.
 * @throws {RangeError} no released model has this name
 */
export function releasedTiers(model: string, key: KeyId): ReadonlyMap<Dimension, string> {
  // The keys are dimensions.
  return new Map(Object.entries(found(model).tiers[key]) as [Dimension, string][]);
}

const raters = once(() => raterReference(loadSurvey()));

function measuresOf(model: string, key: KeyId): ScreenMeasures {
  const { answers, keys } = found(model);
  return { ...answers, ...keys[key] };
}

function found(model: string) {
  const measures = loadReleasedMeasures().models[model];
  if (measures === undefined) throw new RangeError(`data/released-measures.json has no model ${model}`);
  return measures;
}
