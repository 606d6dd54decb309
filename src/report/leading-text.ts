import { DIMENSIONS, labelOf } from "../instrument/dimensions.ts";
import { percent } from "../lib/number-text.ts";
import type { ScoreIntervals } from "../scoring/uncertainty/interval.ts";
import { hangsOnTwo } from "../scoring/uncertainty/leading-queries.ts";

/**
 * Which intervals of a run hang on two queries; undefined when none does.
 * @example
 * leadingText(intervals);
 * // => "Intervals that may be too narrow, because two queries carry more than half of their variance: Tradition 78%."
 */
export function leadingText({ dimensions }: Pick<ScoreIntervals, "dimensions">): string | undefined {
  const found = DIMENSIONS.flatMap((dimension) => {
    const interval = dimensions[dimension];
    if (interval.kind === "undefined" || !hangsOnTwo(interval.leading)) return [];
    return [`${labelOf(dimension)} ${percent(interval.leading.share)}`];
  });
  if (found.length === 0) return undefined;
  return `Intervals that may be too narrow, because two queries carry more than half of their variance: ${found.join(", ")}.`;
}
