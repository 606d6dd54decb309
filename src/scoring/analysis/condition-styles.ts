import type { ItemId } from "../../instrument/item.ts";
import type { Run } from "../../runs/answer.ts";
import { WATCH_MARGINS, type Watch, watchRuns } from "../drift/watches.ts";
import { modalShare } from "../screen/modal-share.ts";

/** How a condition answers beside its baseline, which centred scores cannot see. */
export type ConditionStyle = {
  readonly condition: string;
  /** The condition is `a`, the baseline `b`. */
  readonly watches: readonly Watch[];
  /** Share of the most frequent rating within a prompt, 1/6 to 1; undefined without a rating. It is not tested. */
  readonly straightLining: { readonly a: number | undefined; readonly b: number | undefined };
};

/**
 * Response styles of conditions, judged as a gate judges a run: by `watchRuns` within its margins. Adjusted p values are
 * multiplied by the number of conditions.
 * @param conditions all that answered, those too whose values must not be interpreted: style is why
 * @param humanMeans the raters' mean rating of each item
 */
export function conditionStyles(
  conditions: readonly Run[],
  baseline: Run,
  humanMeans: ReadonlyMap<ItemId, number>,
): readonly ConditionStyle[] {
  const b = modalShare(baseline.responses)?.share;
  return conditions.map((run) => ({
    condition: run.subject,
    watches: watchRuns(run, baseline, humanMeans, WATCH_MARGINS, conditions.length),
    straightLining: { a: modalShare(run.responses)?.share, b },
  }));
}
