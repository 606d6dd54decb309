import { boundsText, decimals, signed } from "../lib/number-text.ts";
import { AXES, type AxisScore } from "../scoring/analysis/axes.ts";

/**
 * Where a profile stands on an axis.
 * @example
 * axisText({ axis: "openness", score: 0.35, … }); // => "Openness to Change − Conservation +0.35 [0.00, +0.69]"
 */
export function axisText({ axis, score, interval }: AxisScore): string {
  return `${AXES[axis].label} ${signed(score)} ${boundsText(interval)}`;
}

/**
 * How strongly a respondent separates popular from unpopular answers, and what that is.
 * @example
 * differentiationText(0.784); // => "Differentiation 0.78 (slope of its ratings on people's; released .03 to .96)"
 */
export function differentiationText(slope: number): string {
  return `Differentiation ${decimals(slope, 2)} (slope of its ratings on people's; released .03 to .96)`;
}
