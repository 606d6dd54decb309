import { DIMENSIONS, type Dimension, labelOf, VALUES } from "../instrument/dimensions.ts";
import { boundsText, decimals } from "../lib/number-text.ts";
import type { ConditionContrasts } from "../scoring/experiments/condition-contrasts.ts";
import type { Gap } from "../scoring/experiments/gaps-against-people.ts";

/** What may be said of the ends of each axis, a sentence a line: of values, tested statements only, and what is not shown. */
export function contrastSentences(axes: readonly ConditionContrasts[]): readonly string[] {
  return axes.flatMap((axis) => [...endsSentences(axis), ...gapSentences(axis)]);
}

function endsSentences({ axis, ends }: ConditionContrasts): readonly string[] {
  const { group, minus, differences } = ends;
  const rows = differences.flatMap((row) => (row.kind === "compared" && isValue(row.dimension) ? [row] : []));
  const of = (verdict: string) => rows.filter(({ test }) => test.verdict === verdict);
  const told = (verdict: "higher" | "lower"): string[] =>
    of(verdict).map(
      ({ dimension, difference, test }) =>
        `${axis}: ${group} is ${verdict} than ${minus?.group} on ${labelOf(dimension)} by ` +
        `${decimals(Math.abs(difference), 2)} ${bounds(test.interval, difference)}.`,
    );
  return [
    ...told("higher"),
    ...told("lower"),
    ...listed(
      `${axis}: ${group} and ${minus?.group} are shown to be apart by less than the margin on`,
      of("equivalent").map(({ dimension }) => dimension),
    ),
    ...listed(
      `${axis}: nothing is shown about ${group} and ${minus?.group} on`,
      DIMENSIONS.filter(
        (one) =>
          isValue(one) &&
          !rows.some(({ dimension, test }) => dimension === one && test.verdict !== "inconclusive"),
      ),
    ),
  ];
}

function gapSentences({ axis, ends: { group, minus, gaps } }: ConditionContrasts): readonly string[] {
  if (gaps === undefined) return [];
  const of = (verdict: Gap["verdict"]) => gaps.filter((gap) => gap.verdict === verdict);
  const between = `the gap between ${group} and ${minus?.group} on`;
  const sized = (verdict: "widened" | "narrowed", verb: string): string[] =>
    of(verdict).map(
      ({ value, excess, interval }) =>
        `${axis}: ${verb} ${between} ${labelOf(value)} by ${decimals(Math.abs(excess), 2)} ` +
        `${bounds(interval, excess)} against people.`,
    );
  const values = (verdict: Gap["verdict"]) => of(verdict).map(({ value }) => value);
  return [
    ...listed(`${axis}: against people, reverses ${between}`, values("reversed")),
    ...sized("widened", "widens"),
    ...sized("narrowed", "narrows"),
    ...listed(`${axis}: as in people, within the margin, is ${between}`, values("alike")),
    ...listed(`${axis}: nothing is shown, against people, about ${between}`, values("undecided")),
  ];
}

/** Bounds of a size: of a difference below 0, turned round. */
function bounds({ lower, upper }: Gap["interval"], of: number): string {
  return boundsText(of < 0 ? { lower: -upper, upper: -lower } : { lower, upper });
}

function listed(start: string, dimensions: readonly Dimension[]): readonly string[] {
  return dimensions.length === 0 ? [] : [`${start} ${dimensions.map(labelOf).join(", ")}.`];
}

function isValue(dimension: Dimension): boolean {
  return (VALUES as readonly Dimension[]).includes(dimension);
}
