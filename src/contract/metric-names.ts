import { labelOf, type Value } from "../instrument/dimensions.ts";

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
