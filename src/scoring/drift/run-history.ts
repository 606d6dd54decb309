import { mean } from "simple-statistics";
import type { Dimension } from "../../instrument/dimensions.ts";
import type { ItemId } from "../../instrument/item.ts";
import type { Key } from "../../instrument/key.ts";
import { seededRandom } from "../../lib/random.ts";
import { textHash } from "../../lib/text-hash.ts";
import type { ItemValues } from "../score/item-ratings.ts";
import type { Interval } from "../statistics/interval.ts";
import { ALARM, evidenceStep } from "./e-process.ts";
import type { ItemNoise } from "./paired-items.ts";
import {
  betweenRuns,
  type QueryContributions,
  queryContributions,
  takeApartOnce,
} from "./query-contributions.ts";
import { type ItemWeights, scoreWeights } from "./score-weights.ts";

/** One run of a series. */
export type DatedRun = {
  /** How it is called: unique in the series. */
  readonly id: string;
  /** ISO 8601. */
  readonly created: string;
  readonly ratings: ItemValues;
  /** The chance in the rating of each scored item, see `ownNoise`. */
  readonly noise: ItemNoise;
};

/** What is known after a run. */
export type HistoryStep = {
  readonly id: string;
  readonly created: string;
  /** Hangs on this run and all before it: the seed of the step, and how a changed past is noticed. */
  readonly fingerprint: string;
  /** Undefined for the first run, and for one that does not differ from those before. */
  readonly p: number | undefined;
  readonly e: number | undefined;
  /** The product of all e so far: what a bet of 1 against "nothing ever changed" has become. */
  readonly evidence: number;
};

/** One dimension over the runs of a series, in rating points. */
export type HistoryLine = {
  readonly dimension: Dimension;
  readonly scores: readonly number[];
  /** Standard errors of the scores: how far each would move if the same items were put to the model again. */
  readonly errors: readonly number[];
  /**
   * Where 95% of scores lie when nothing changed: around their mean, by what differs between runs within queries. Of the
   * runs before the alarm, when there is one.
   */
  readonly band: Interval;
};

/** "alarm": the evidence reached ALARM at some run. "quiet": it did not. "open": there are not two runs to compare. */
type HistoryOutcome = "alarm" | "quiet" | "open";

export type RunHistory = {
  readonly outcome: HistoryOutcome;
  readonly dimensions: readonly Dimension[];
  readonly steps: readonly HistoryStep[];
  /** The first run at which the evidence reached ALARM. */
  readonly alarm: HistoryStep | undefined;
  readonly lines: readonly HistoryLine[];
  /** Scored items that every run rated; lines are over these. */
  readonly items: number;
};

/**
 * Did the profile change at any time in a series of runs? Each run is held against all before it (see `evidenceStep`)
 * and the evidence multiplied up. Without a change it ever reaches ALARM, 20, in one series of 20 at most (Ville 1939),
 * however long the series is and however often one looks. Random numbers are seeded by what was answered so far, so that
 * the same runs give the same evidence anywhere.
 * @param runs in the order of their dates
 */
export function runHistory(
  runs: readonly DatedRun[],
  key: Key,
  dimensions: readonly Dimension[],
): RunHistory {
  const ratings = runs.map((run) => run.ratings);
  const apart = takeApartOnce(key, dimensions);
  const steps: HistoryStep[] = [];
  let fingerprint = textHash([key.id, ...dimensions].join(" "));
  let evidence = 1;
  for (const [index, { id, created, ratings: own }] of runs.entries()) {
    fingerprint = textHash(`${fingerprint} ${contentsOf(own)}`);
    const seed = Number.parseInt(fingerprint.slice(-8), 16) | 0;
    const known = queryContributions(ratings.slice(0, index + 1), key, dimensions, apart);
    const step = evidenceStep(known, seededRandom(seed));
    evidence *= step?.e ?? 1;
    steps.push({ id, created, fingerprint, p: step?.p, e: step?.e, evidence });
  }
  const alarm = steps.find((step) => step.evidence >= ALARM);
  const all = queryContributions(ratings, key, dimensions, apart);
  const calm = alarm === undefined ? runs.length : Math.max(2, steps.indexOf(alarm));
  const comparable = all.runs > 1 && all.dimensions.length > 0;
  return {
    outcome: alarm !== undefined ? "alarm" : comparable ? "quiet" : "open",
    dimensions,
    steps,
    alarm,
    lines: comparable ? all.dimensions.map((one) => lineOf(one, runs, all.items, key, calm)) : [],
    items: all.items.length,
  };
}

function contentsOf(ratings: ItemValues | undefined): string {
  return [...(ratings ?? [])]
    .map(([item, rating]) => `${item}=${rating}`)
    .sort()
    .join(" ");
}

/** Of a normal distribution, 95% lie within this many standard deviations. */
const HALF_BAND = 1.96;

function lineOf(
  { dimension, cells }: QueryContributions,
  dated: readonly DatedRun[],
  items: readonly ItemId[],
  key: Key,
  calm: number,
): HistoryLine {
  const runs = dated.length;
  const scores = Array.from({ length: runs }, (_, run) =>
    cells.reduce((sum, value, cell) => sum + (cell % runs === run ? value : 0), 0),
  );
  const between = betweenRuns({ dimension, cells: cells.filter((_, cell) => cell % runs < calm) }, calm);
  const variance = between.reduce((sum, value) => sum + value * value, 0) / (calm - 1);
  const half = HALF_BAND * Math.sqrt(variance);
  const centre = mean(scores.slice(0, calm));
  const errors = dated.map(({ noise }) => errorOf(noise, items, scoreWeights(key, dimension, items)));
  return { dimension, scores, errors, band: { lower: centre - half, upper: centre + half } };
}

function errorOf(noise: ItemNoise, items: readonly ItemId[], weights: ItemWeights | undefined): number {
  const variance = items.reduce(
    (sum, item, place) => sum + (weights?.[place] ?? 0) ** 2 * (noise.get(item) ?? Number.NaN),
    0,
  );
  return Math.sqrt(variance);
}

/**
 * The 95% interval of a score of a line, on these items; undefined for answers that never vary, which tell nothing of
 * chance: [0, 0] would look exact.
 */
export function lineInterval({ scores, errors }: HistoryLine, run: number): Interval | undefined {
  const [score = Number.NaN, error = 0] = [scores[run], errors[run]];
  if (!(error > 0)) return undefined;
  return { lower: score - HALF_BAND * error, upper: score + HALF_BAND * error };
}

/** On which side of its band a score lies; undefined within. Scores that all runs share are on both ends of theirs. */
export function outsideOf(score: number, band: Interval): "below" | "above" | undefined {
  if (score < band.lower - ROUNDING) return "below";
  return score > band.upper + ROUNDING ? "above" : undefined;
}

const ROUNDING = 1e-9;
