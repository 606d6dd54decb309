import { labelOf, VALUES, type Value } from "../instrument/dimensions.ts";

/**
 * The name of a value among promptfoo's metrics, in rows and in column headers. promptfoo shows a header's first
 * ten metrics in alphabetical order: the mark in front sorts ours before names that start with a letter or digit.
 * @example
 * metricOf("Self_Direction"); // => "#Self-Direction"
 */
export function metricOf(value: Value): string {
  return `#${labelOf(value)}`;
}

/** How many planned answers hold no rating. Only there when some do; sorts after the ten values. */
export const MISSING_METRIC = "missing answers";

const SEPARATOR = " · ";

/**
 * The name of a metric of ours for one condition, where a column has several.
 * @example
 * underCondition("#Power", "tone=formal"); // => "#Power · tone=formal"
 * underCondition("#Power", undefined); // => "#Power"
 */
export function underCondition(metric: string, condition: string | undefined): string {
  return condition === undefined ? metric : `${metric}${SEPARATOR}${condition}`;
}

/** Whether a metric is ours, of whatever condition. */
export function isOurMetric(name: string): boolean {
  const [plain = ""] = name.split(SEPARATOR, 1);
  return plain === MISSING_METRIC || VALUES.some((value) => metricOf(value) === plain);
}
