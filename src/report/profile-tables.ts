import { DIMENSIONS_OF, type Dimension, FAMILIES, labelOf } from "../instrument/dimensions.ts";
import { KEY_RULES } from "../instrument/key.ts";
import { missingText } from "../runs/planned-answers.ts";
import type { Analysis, AnalysisSettings } from "../scoring/analysis/analyse-run.ts";
import { tierLabels } from "../scoring/compare/tier-labels.ts";
import { verdictNote } from "../scoring/compare/verdict.ts";
import type { HumanComparison } from "../scoring/people/compare-with-humans.ts";
import type { AnswerCounts } from "../scoring/score/profile.ts";
import { SCREEN_VERDICT_LABELS, type Screen } from "../scoring/screen/screen.ts";
import { type NoInterval, reasonText } from "../scoring/uncertainty/interval.ts";
import { axisText, differentiationText } from "./axis-text.ts";
import { barView } from "./bar-view.ts";
import { scoreData } from "./csv/score-data.ts";
import { leadingText } from "./leading-text.ts";
import type { Printout } from "./printout.ts";
import type { ProfileReport } from "./profile-report.ts";
import { type Cell, type Column, cellText, type Table } from "./table.ts";

/**
 * One table for each model: a row for each dimension, beside the published figure where there is one.
 * @param document the same for programs
 * @param options.margin below which differences do not matter, in rating points
 * @param options.over what errors and intervals are over
 * @param options.drawn whether the ten values are drawn too
 */
export function profilesPrintout(
  reports: readonly ProfileReport[],
  document: Printout["document"],
  {
    margin,
    over,
    drawn = false,
  }: Pick<AnalysisSettings, "margin" | "over"> & { readonly drawn?: boolean | undefined },
): Printout {
  const drawings = drawn
    ? reports.flatMap(({ analysis }) => [analysis.profile.subject, ...barView(analysis).split("\n")])
    : [];
  return {
    document,
    tables: profileTables(reports),
    data: scoreData(reports, { margin, over }),
    below: [...drawings, legend(reports, margin)],
  };
}

function profileTables(reports: readonly ProfileReport[]): Table[] {
  const withPublished = hasPublished(reports);
  return reports.map((report) => ({
    title: report.analysis.profile.subject,
    note: profileNote(report.analysis),
    columns: columns(withPublished),
    rows: FAMILIES.flatMap((family) =>
      DIMENSIONS_OF[family].map((dimension) => row(report, dimension, withPublished)),
    ),
  }));
}

/** Below every table of profiles: how to read it. */
function legend(reports: readonly ProfileReport[], margin: number): string {
  const key = reports[0]?.analysis.profile.key ?? "released";
  const { score, use, experimental } = KEY_RULES[key];
  const people = hasPublished(reports)
    ? ""
    : `People: score minus that of the human raters on the same items, with its verdict. ${verdictNote(margin)} `;
  return (
    `Score: ${score}, with its standard error over queries. Tier: dimensions that share a letter cannot be told ` +
    `apart. ${experimental ? `Key ${key} (experimental): ${use} ` : ""}${people}All is self-report under prompts, ` +
    "not behaviour."
  );
}

function hasPublished(reports: readonly ProfileReport[]): boolean {
  return reports.some(({ published }) => published !== undefined);
}

function columns(withPublished: boolean): Column[] {
  return [
    { header: "Dimension" },
    { header: "Score", digits: 2, signed: true },
    { header: "± SE", digits: 2 },
    { header: "Tier" },
    ...(withPublished ? [] : [{ header: "People" }]),
    { header: "Items", digits: 0 },
    { header: "Answers", digits: 0 },
    ...(withPublished
      ? [
          { header: "Published", digits: 2, signed: true },
          { header: "Difference", scientific: true },
        ]
      : []),
  ];
}

function row({ analysis, published }: ProfileReport, dimension: Dimension, withPublished: boolean): Cell[] {
  const { profile, intervals, tiers, human } = analysis;
  const score = profile.scores[dimension];
  const interval = intervals.dimensions[dimension];
  const family = FAMILIES.findIndex((one) => DIMENSIONS_OF[one].includes(dimension));
  const figure = published?.[dimension][0];
  const people = human.find((one) => one.dimension === dimension);
  return [
    labelOf(dimension),
    score?.centred,
    interval.kind === "interval" ? interval.se : noErrorText(interval),
    tiers[family] === undefined ? undefined : tierLabels(tiers[family]).get(dimension),
    ...(withPublished ? [] : [differenceText(people)]),
    score?.n ?? 0,
    score?.answers ?? 0,
    ...(withPublished ? [figure, score && figure !== undefined ? score.centred - figure : undefined] : []),
  ];
}

/** Beside a score without an error; a dimension without a score says enough by its empty row. */
export function noErrorText({ reason }: NoInterval): string | undefined {
  return reason === "no_rated_item" ? undefined : reasonText(reason);
}

function differenceText(comparison: HumanComparison | undefined): string | undefined {
  if (comparison === undefined) return undefined;
  const { difference, test } = comparison;
  return [cellText(difference, SIGNED), ...(test === undefined ? [] : [test.verdict])].join(" ");
}

const SIGNED: Column = { header: "", digits: 2, signed: true };

function profileNote({ profile, screen, axes, differentiation, intervals }: Analysis): string[] {
  return [
    countsText(profile.counts),
    verdictText(screen),
    ...(KEY_RULES[profile.key].axesFirst ? axes.map(axisText) : []),
    ...(differentiation === undefined ? [] : [differentiationText(differentiation)]),
    ...[leadingText(intervals)].filter((text) => text !== undefined),
  ];
}

/**
 * The verdict of the validity screen, before any score.
 * @example
 * verdictText(screen); // => "DO NOT INTERPRET: One answer to most items."
 */
export function verdictText({ verdict, summary }: Screen): string {
  return `${SCREEN_VERDICT_LABELS[verdict].toUpperCase()}: ${summary}`;
}

/**
 * How many answers can be used and what became of the others.
 * @example
 * countsText({ planned: 6, total: 6, rating: 4, refusal: 1, ambiguous: 0, none: 0, error: 1 });
 * // => "4 of 6 answers usable (1 refusal, 1 error)"
 */
export function countsText({ planned, total, rating, ...kinds }: AnswerCounts): string {
  const unusable = Object.entries(kinds).filter(([, count]) => count > 0);
  const why = unusable.map(([kind, count]) => `${count} ${plural(kind, count)}`).join(", ");
  return [
    `${rating} of ${total} answers usable${unusable.length === 0 ? "" : ` (${why})`}`,
    ...(planned > total ? [missingText({ planned, total })] : []),
  ].join("; ");
}

function plural(kind: string, count: number): string {
  if (kind === "ambiguous") return kind;
  if (kind === "none") return "without a label";
  return count === 1 ? kind : `${kind}s`;
}
