import { max, min } from "simple-statistics";
import type { ReportedModel } from "./html-report.ts";

/** How much of something a model shows; undefined when its profile is not to be put into words. */
export type Count = { readonly name: string; readonly count: number | undefined };

/** With more models than this, their names are left to the table. */
const MAX_NAMED = 3;

/**
 * How many of something each model shows, in a few words.
 * @example
 * tally([{ name: "a", count: 2 }, { name: "b", count: 0 }], 10); // => "a 2, b 0 of 10"
 */
export function tally(counts: readonly Count[], of: number): string {
  const known = counts.flatMap(({ name, count }) => (count === undefined ? [] : [{ name, count }]));
  const left = counts.length - known.length;
  if (known.length === 0) return "not put into words, because no profile is to be interpreted";
  const numbers = known.map(({ count }) => count);
  const told =
    counts.length === 1
      ? `${numbers[0]}`
      : counts.length <= MAX_NAMED
        ? known.map(({ name, count }) => `${name} ${count}`).join(", ")
        : rangeText(min(numbers), max(numbers), String);
  return `${told} of ${of}${left === 0 ? "" : `; ${left} not to be interpreted`}`;
}

/** The count of each model of a report; none where the screen stops. */
export function countsOf(
  models: readonly ReportedModel[],
  count: (model: ReportedModel) => number,
): readonly Count[] {
  return models.map((model) => ({
    name: model.analysis.profile.subject,
    count: model.analysis.screen.verdict === "do_not_interpret" ? undefined : count(model),
  }));
}

/**
 * A figure that lies between two others, or is both.
 * @example
 * rangeText(1, 3, String); // => "1 to 3"
 */
export function rangeText(lower: number, upper: number, text: (figure: number) => string): string {
  return text(lower) === text(upper) ? text(lower) : `${text(lower)} to ${text(upper)}`;
}
