import { DIMENSIONS, type Dimension, familyOf } from "../../instrument/dimensions.ts";
import type { AnalysisSettings } from "../../scoring/analysis/analyse-run.ts";
import { tierLetters } from "../../scoring/compare/tier-labels.ts";
import type { ProfileReport } from "../profile-report.ts";
import type { ColumnName } from "./columns.ts";
import { type Data, type DataRow, measureOf } from "./data.ts";
import { factsOf, runCells, runColumns } from "./run-cells.ts";

const COLUMNS: readonly ColumnName[] = [
  ...runColumns("run"),
  "key",
  "over",
  "margin",
  "differentiation",
  "family",
  "dimension",
  "score",
  "se",
  "lower",
  "upper",
  "degrees_of_freedom",
  "key_se",
  "no_interval",
  "mean",
  "sd",
  "items",
  "queries",
  "answers",
  "tier",
  "tier_size",
  "tier_letters",
  "people_score",
  "people_difference",
  "people_se",
  "people_lower",
  "people_upper",
  "people_p",
  "people_adjusted_p",
  "people_verdict",
  "people_percentile",
  "published",
  "published_difference",
];

const MEASURES: readonly ColumnName[] = [
  "score",
  "se",
  "lower",
  "upper",
  "items",
  "tier",
  "people_difference",
  "people_adjusted_p",
];

/** What tells one row of a wide table: everything of the run. */
const OF_RUN: readonly ColumnName[] = [...runColumns("run"), "key", "over", "margin", "differentiation"];

/** A row for each run and dimension; wide, one for each run. */
export function scoreData(
  reports: readonly ProfileReport[],
  settings: Pick<AnalysisSettings, "over" | "margin">,
): Data {
  return {
    columns: COLUMNS,
    rows: reports.flatMap((report) =>
      DIMENSIONS.map((dimension) => ({
        ...ofRun(report, settings),
        ...ofDimension(report, dimension),
      })),
    ),
    wide: {
      by: "dimension",
      measures: MEASURES,
      nameOf: measureOf,
      without: COLUMNS.filter((column) => !OF_RUN.includes(column)),
    },
  };
}

function ofRun(
  { analysis: { profile, screen, differentiation } }: ProfileReport,
  { over, margin }: Pick<AnalysisSettings, "over" | "margin">,
): DataRow {
  return {
    ...runCells("run", { ...factsOf(profile), validity: screen.verdict }),
    key: profile.key,
    over,
    margin,
    differentiation,
  };
}

function ofDimension({ analysis, published }: ProfileReport, dimension: Dimension): DataRow {
  const { profile, intervals, human } = analysis;
  const score = profile.scores[dimension];
  const interval = intervals.dimensions[dimension];
  const people = human.find((one) => one.dimension === dimension);
  const figure = published?.[dimension][0];
  return {
    family: familyOf(dimension),
    dimension,
    score: score?.centred,
    ...(interval.kind === "undefined"
      ? { no_interval: interval.reason }
      : {
          se: interval.se,
          ...interval.student,
          degrees_of_freedom: interval.degreesOfFreedom,
          queries: interval.queries,
        }),
    key_se: analysis.keyError.score[dimension],
    mean: score?.mean,
    sd: score?.sd,
    items: score?.n ?? 0,
    answers: score?.answers ?? 0,
    ...ofTier(analysis.tiers, dimension),
    people_score: people?.human,
    people_difference: people?.difference,
    people_se: people?.test?.error.se,
    people_lower: people?.test?.interval.lower,
    people_upper: people?.test?.interval.upper,
    people_p: people?.test?.p,
    people_adjusted_p: people?.test?.adjustedP,
    people_verdict: people?.test?.verdict,
    people_percentile: people?.percentile,
    published: figure,
    published_difference: score && figure !== undefined ? score.centred - figure : undefined,
  };
}

function ofTier(all: ProfileReport["analysis"]["tiers"], dimension: Dimension): DataRow {
  const own = all.find(({ family }) => family === familyOf(dimension));
  const place = own?.tiers.findIndex((members) => members.includes(dimension)) ?? -1;
  if (own === undefined || place < 0) return {};
  return {
    tier: place + 1,
    tier_size: own.tiers[place]?.length,
    tier_letters: tierLetters(own, dimension),
  };
}
