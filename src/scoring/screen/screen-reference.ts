import { standardDeviation } from "simple-statistics";
import type { ItemId } from "../../instrument/item.ts";
import type { Key } from "../../instrument/key.ts";
import type { Survey } from "../../instrument/survey.ts";
import { recordOf } from "../../lib/record-of.ts";
import type { ReducedRun } from "../score/reduced-run.ts";
import { raterMeans, raterStyles } from "./rater-styles.ts";
import { CHECKS, type CheckId, type Place } from "./screen.ts";
import { checkValues, screenMeasures } from "./screen-measures.ts";

/** What the validity screen compares a run with. */
export type ScreenReference = {
  readonly key: Key;
  /** For each check the values of the models that have one. */
  readonly values: Readonly<Record<CheckId, readonly number[]>>;
  readonly raterMeans: ReadonlyMap<ItemId, number>;
  /** Population SD of the raters' levels, in rating points. */
  readonly raterLevelSd: number;
  /** Each rater's SD of ratings. */
  readonly raterSds: readonly number[];
  /** How often each of them used each point of the scale. */
  readonly raterCounts: readonly (readonly number[])[];
};

/**
 * What the screen needs to know of other respondents, computed once: the checks' values of the released models
 * (give the complete ones) and how the human raters used the scale.
 */
export function screenReference(runs: readonly ReducedRun[], survey: Survey, key: Key): ScreenReference {
  const means = raterMeans(survey);
  const styles = raterStyles(survey);
  const models = runs.map((run) => checkValues(screenMeasures(run, means)));
  // Keys of CHECKS are check ids.
  const ids = Object.keys(CHECKS) as CheckId[];
  return {
    key,
    values: recordOf(ids, (id) => models.flatMap((model) => model[id] ?? [])),
    raterMeans: means,
    raterLevelSd: standardDeviation(styles.map(({ level }) => level)),
    raterSds: styles.map(({ sd }) => sd),
    raterCounts: styles.map(({ counts }) => counts),
  };
}

/** How many of some values are lower than one; undefined when there are none. */
export function placeAmong(value: number, values: readonly number[]): Place | undefined {
  if (values.length === 0) return undefined;
  return { lower: values.filter((other) => other < value).length, of: values.length };
}
