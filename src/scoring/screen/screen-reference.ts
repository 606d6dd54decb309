import { standardDeviation } from "simple-statistics";
import type { ItemId } from "../../instrument/item.ts";
import type { Survey } from "../../instrument/survey.ts";
import { recordOf } from "../../lib/record-of.ts";
import { raterMeans, raterStyles } from "./rater-styles.ts";
import { CHECKS, type CheckId, type Place } from "./screen.ts";
import { checkValues, type ScreenMeasures } from "./screen-measures.ts";

/** What the validity screen compares a run with. */
export type ScreenReference = RaterReference & {
  /** For each check the values of the models that have one. */
  readonly values: Readonly<Record<CheckId, readonly number[]>>;
};

/** How the human raters used the scale. */
export type RaterReference = {
  readonly raterMeans: ReadonlyMap<ItemId, number>;
  /** Population SD of the raters' levels, in rating points. */
  readonly raterLevelSd: number;
  /** Each rater's SD of ratings. */
  readonly raterSds: readonly number[];
  /** How often each of them used each point of the scale. */
  readonly raterCounts: readonly (readonly number[])[];
};

/** What the screen needs to know of other respondents: the checks' values of some models, and of the raters. */
export function screenReference(models: readonly ScreenMeasures[], raters: RaterReference): ScreenReference {
  const values = models.map(checkValues);
  // Keys of CHECKS are check ids.
  const ids = Object.keys(CHECKS) as CheckId[];
  return { ...raters, values: recordOf(ids, (id) => values.flatMap((model) => model[id] ?? [])) };
}

/** What it needs to know of the raters of a survey, the same under every key. */
export function raterReference(survey: Survey): RaterReference {
  const styles = raterStyles(survey);
  return {
    raterMeans: raterMeans(survey),
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
