import type { Interval } from "../../scoring/statistics/interval.ts";
import { cellText } from "../table.ts";

/** What stands where there is no figure. */
const NOTHING = "–";

/**
 * A difference or centred score as the page prints it: two decimals, a sign, a real minus.
 * @example
 * signed(-0.2); // => "−0.20"
 */
export function signed(value: number | undefined): string {
  return value === undefined ? NOTHING : minus(cellText(value, { header: "", digits: 2, signed: true }));
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
  return value === undefined || value === null ? NOTHING : minus(cellText(value, { header: "", digits }));
}

/**
 * A share as a percentage; what rounds to 0 or 100 but is neither says so.
 * @example
 * share(0.9986); // => "99.9%"
 */
export function share(value: number | undefined | null): string {
  if (value === undefined || value === null) return NOTHING;
  const percent = 100 * value;
  if (percent > 0 && percent < 0.1) return "< 0.1%";
  const whole = Number.isInteger(percent) || (percent >= 1 && percent <= 99);
  return `${percent.toFixed(whole ? 0 : 1)}%`;
}

/**
 * A p value; small ones are only said to be small.
 * @example
 * pText(0.0002); // => "< .001"
 */
export function pText(p: number): string {
  return p < 0.001 ? "< .001" : p.toFixed(3).replace(/^0/, "");
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
