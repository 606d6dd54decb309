import { decimals, shareText, signed as signedText } from "../../lib/number-text.ts";
import type { Interval } from "../../scoring/statistics/interval.ts";

/** What stands where there is no figure. */
const NOTHING = "–";

/**
 * A difference or centred score as the page prints it: two decimals, a sign, a real minus.
 * @example
 * signed(-0.2); // => "−0.20"
 */
export function signed(value: number | undefined): string {
  return value === undefined ? NOTHING : minus(signedText(value));
}

/**
 * The bounds of an interval.
 * @example
 * bounds({ lower: -0.021, upper: 0.4 }); // => "[−0.02, +0.40]"
 */
export function bounds(interval: Interval | undefined): string {
  return interval === undefined ? "" : `[${signed(interval.lower)}, ${signed(interval.upper)}]`;
}

/**
 * A number of some decimals without a plus sign.
 * @example
 * plain(2.345, 1); // => "2.3"
 */
export function plain(value: number | undefined | null, digits: number): string {
  return value === undefined || value === null ? NOTHING : minus(decimals(value, digits));
}

/**
 * A share as a percentage.
 * @example
 * share(0.9986); // => "99.9%"
 */
export function share(value: number | undefined | null): string {
  return value === undefined || value === null ? NOTHING : shareText(value);
}

/**
 * Names in a row, as in a sentence.
 * @example
 * enumerate(["a", "b", "c"]); // => "a, b and c"
 */
export function enumerate(names: readonly string[]): string {
  return names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}

function minus(text: string): string {
  return text.replace("-", "−");
}
