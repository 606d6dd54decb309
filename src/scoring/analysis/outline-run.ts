import { seededRandom } from "../../lib/random.ts";
import type { Profile } from "../score/profile.ts";
import type { ReducedRun } from "../score/reduced-run.ts";
import { profileOf } from "../score/score-run.ts";
import type { Screen } from "../screen/screen.ts";
import type { ScreenReference } from "../screen/screen-reference.ts";
import { screenRun } from "../screen/validity-screen.ts";
import type { ScoreIntervals } from "../uncertainty/interval.ts";
import { type IntervalOptions, scoreIntervals } from "../uncertainty/score-intervals.ts";

/** What no score may be shown without: whether it may be interpreted, and how far it could be off. */
export type Outline = {
  readonly profile: Profile;
  readonly intervals: ScoreIntervals;
  readonly screen: Screen;
};

/** Scores a run, with errors and verdict. The same options give the same outline. */
export function outlineRun(
  reduced: ReducedRun,
  reference: ScreenReference,
  options: IntervalOptions,
): Outline {
  const { run, key, ratings } = reduced;
  return {
    profile: profileOf(run, key, ratings),
    intervals: scoreIntervals(reduced, options),
    screen: screenRun(reduced, reference, seededRandom(options.seed)),
  };
}
