import { type Dimension, labelOf, VALUES } from "../../instrument/dimensions.ts";
import { KEY_RULES } from "../../instrument/key.ts";
import { AXES, type AxisScore } from "../../scoring/analysis/axes.ts";
import type { Comparison } from "../../scoring/compare/comparison.ts";
import type { DimensionPair } from "../../scoring/compare/tiers.ts";
import { isApart } from "../../scoring/compare/verdict.ts";
import type { Interval } from "../../scoring/statistics/interval.ts";
import { bounds, enumerate, plain, signed } from "./figures.ts";
import type { ReportedModel } from "./html-report.ts";

/**
 * What may be said of a model in two sentences. Only differences that were tested and found real are named, in
 * circle order; where there is none, that is said. Nothing is put into words when the answers fail the screen.
 */
export function findings({ analysis, comparison }: ReportedModel): readonly string[] {
  if (analysis.screen.verdict === "do_not_interpret")
    return ["The figures below are shown for diagnosis only and are not put into words."];
  return [
    ...(KEY_RULES[analysis.profile.key].axesFirst ? analysis.axes.map(axisFinding) : []),
    peopleFinding(analysis.human),
    comparison === undefined
      ? ownFinding(analysis.tiers.find(({ family }) => family === "values")?.pairs ?? [])
      : baselineFinding(comparison),
  ];
}

function axisFinding({ axis, score, interval }: AxisScore): string {
  const { label, of, against } = AXES[axis];
  const found = `${label} is ${signed(score)} ${bounds(interval)}`;
  if (interval.lower <= 0 && interval.upper >= 0) return `${found}: not told apart from the average rater.`;
  const pole = score > 0 ? of : against;
  return `${found}: nearer to ${labelOf(pole)} than the average rater.`;
}

type Difference = {
  readonly dimension: Dimension;
  readonly difference: number;
  readonly interval: Interval;
};

function peopleFinding(rows: ReportedModel["analysis"]["human"]): string {
  const tested = rows.flatMap(({ dimension, difference, test }) =>
    isValue(dimension) && test !== undefined ? [{ dimension, difference, ...test }] : [],
  );
  const real = tested.filter(isApart);
  if (tested.length === 0) return "Too few answers to compare it with people.";
  if (real.length === 0)
    return "On none of the ten values can it be told apart from people who rated the same responses.";
  return `Compared with people who rated the same responses, it is ${higherAndLower(real)}.`;
}

/** The headline, and the single values on which the two differ; of a baseline that fails the screen only why. */
function baselineFinding({ b: baseline, dimensions, headline }: Comparison): string {
  const compared = Object.values(dimensions)
    .filter((row) => row.kind === "compared")
    .filter(({ dimension }) => isValue(dimension));
  const real = compared.filter(isApart).map((row) => ({ ...row, interval: row.student }));
  if (compared.length === 0) return `Too few answers in common to compare it with ${baseline}.`;
  if (headline.outcome === "refused") return headline.summary;
  const single =
    real.length === 0
      ? `No single one of the ten values is shown to differ from ${baseline}.`
      : `Compared with ${baseline}, it is ${higherAndLower(real)}.`;
  return `${headline.summary} ${single}`;
}

function ownFinding(pairs: readonly DimensionPair[]): string {
  const real = pairs.filter(({ differs }) => differs);
  if (real.length === 0) return "Among its own values, no two can be told apart.";
  const uppers = inCircleOrder(real.map(({ upper }) => upper));
  const clauses = uppers.map((upper) => {
    const lowers = inCircleOrder(real.filter((pair) => pair.upper === upper).map(({ lower }) => lower));
    return `${labelOf(upper)} above ${enumerate(lowers.map(labelOf))}`;
  });
  const told = `Among its own values, ${real.length} of ${pairs.length} pairs can be told apart`;
  return clauses.length > MAX_CLAUSES ? `${told} (see Tiers).` : `${told}: ${clauses.join("; ")}.`;
}

/** A sentence that lists more than this is a table. */
const MAX_CLAUSES = 3;

/** As in "higher on Benevolence by 0.60 [0.37, 0.83]; and lower on Tradition by 0.41 [0.12, 0.70]". */
function higherAndLower(rows: readonly Difference[]): string {
  const phrase = (word: string, sign: 1 | -1) => {
    const some = rows.filter(({ difference }) => difference * sign > 0);
    return some.length === 0 ? [] : [`${word} on ${enumerate(some.map((row) => amount(row, sign)))}`];
  };
  return [...phrase("higher", 1), ...phrase("lower", -1)].join("; and ");
}

/** A real difference lies on one side of 0 with its interval, so amounts need no sign. */
function amount({ dimension, difference, interval }: Difference, sign: 1 | -1): string {
  const ends = [interval.lower * sign, interval.upper * sign].toSorted((one, other) => one - other);
  return `${labelOf(dimension)} by ${plain(Math.abs(difference), 2)} [${ends.map((end) => plain(end, 2)).join(", ")}]`;
}

function inCircleOrder<T extends string>(dimensions: readonly T[]) {
  return VALUES.filter((value) => (dimensions as readonly string[]).includes(value));
}

function isValue(dimension: string): boolean {
  return (VALUES as readonly string[]).includes(dimension);
}
