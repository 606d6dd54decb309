import { mean } from "simple-statistics";
import {
  HIGHER_ORDER_OF,
  HIGHER_ORDER_VALUES,
  type HigherOrderValue,
  VALUES,
  type Value,
} from "../../instrument/dimensions.ts";
import { recordOf } from "../../lib/record-of.ts";
import type { Interval } from "../statistics/interval.ts";
import { percentileInterval } from "../statistics/quantile-interval.ts";

/** Ten centred scores, in the order of VALUES. */
export type ValueScores = readonly number[];

/** Degrees from one value to the next: ten values, evenly spaced. */
const STEP = 360 / VALUES.length;

/** Of each value's position; made once, because a run is projected ten thousand times. */
const COSINES = VALUES.map((_, index) => Math.cos((index * STEP * Math.PI) / 180));
const SINES = VALUES.map((_, index) => Math.sin((index * STEP * Math.PI) / 180));

/** The places of each pole's values. */
const PLACES = recordOf(HIGHER_ORDER_VALUES, (pole) =>
  VALUES.flatMap((value, index) => (HIGHER_ORDER_OF[value] === pole ? [index] : [])),
);

/** A profile on Schwartz's circle. Angles are degrees from Universalism, 0 to 360, in the order of VALUES. */
export type Circle = {
  /** Where the fitted cosine peaks: the main direction of the profile; undefined when there is none (length 0). */
  readonly angle: number | undefined;
  /** The value whose position is nearest to the angle. */
  readonly nearest: Value | undefined;
  /** How far the fitted cosine rises above the mean of the ten scores, in rating points; 0 or more. */
  readonly length: number;
  /** Mean of the ten scores. */
  readonly elevation: number;
  /**
   * Share of the variance of the ten scores that the cosine explains, 0 to 1; undefined when they are all equal.
   * Ten unrelated scores give 2/9 = .22 on average: only a fit well above that says that there is a direction.
   */
  readonly fit: number | undefined;
  /** Openness to Change minus Conservation, in rating points: Stimulation and Self-Direction against the three. */
  readonly openness: number;
  /** Self-Transcendence minus Self-Enhancement: Universalism and Benevolence against Power and Achievement. */
  readonly transcendence: number;
};

/**
 * Projects a value profile on Schwartz's circle (Schwartz 1992), by the structural summary method (Gurtman 1992;
 * Zimmermann & Wright 2017): the cosine curve that fits the scores best, score = elevation + length *
 * cos(position - angle), by least squares.
 *
 * Positions: the ten values stand 36 degrees apart in the order of VALUES, Universalism at 0. Schwartz drew
 * Tradition outside Conformity in one wedge; as usual where positions are needed, they are neighbours here. Then
 * the middle of Self-Transcendence (18) is opposite that of Self-Enhancement (198), and Conservation (108) at a
 * right angle to both. The choice matters by about a wedge: with nine wedges of 40 degrees, Tradition with
 * Conformity, the directions of the 33 complete released models move by 10 degrees in the mean and 39 at most,
 * and 10 of them come nearest to another value (test/golden/circle.py).
 *
 * The axes are differences of means and do not assume the cosine; Hedonism, between two poles, is in neither.
 * Agrees with a least-squares fit in numpy (test/golden/circle.py).
 * @throws {RangeError} not ten scores
 * @example
 * circle([2, 1, 0, -1, -2, -2, -2, -1, 0, 1]).nearest; // => "Universalism"
 */
export function circle(scores: ValueScores): Circle {
  if (scores.length !== VALUES.length) throw new RangeError(`circle requires ${VALUES.length} scores`);
  const elevation = mean([...scores]);
  const deviations = scores.map((score) => score - elevation);
  // With even spacing the least-squares coefficients are these two sums.
  const x = (2 / scores.length) * product(deviations, COSINES);
  const y = (2 / scores.length) * product(deviations, SINES);
  const length = Math.hypot(x, y);
  const total = product(deviations, deviations);
  const angle = length === 0 ? undefined : onCircle((Math.atan2(y, x) * 180) / Math.PI);
  return {
    angle,
    nearest: angle === undefined ? undefined : VALUES[Math.round(angle / STEP) % VALUES.length],
    length,
    elevation,
    // Each of the two terms of the first harmonic takes up n/2 times its squared coefficient.
    fit: total === 0 ? undefined : ((scores.length / 2) * length ** 2) / total,
    openness: poleMean(scores, "Openness_to_Change") - poleMean(scores, "Conservation"),
    transcendence: poleMean(scores, "Self_Transcendence") - poleMean(scores, "Self_Enhancement"),
  };
}

/** Intervals of a projection. The angle's bounds go round: from `lower` by `width` degrees to `upper`. */
export type CircleIntervals = {
  readonly angle: (Interval & { readonly width: number }) | undefined;
  readonly length: Interval | undefined;
  readonly fit: Interval | undefined;
  readonly openness: Interval | undefined;
  readonly transcendence: Interval | undefined;
};

/**
 * Percentile intervals of the projection of `scores`, from profiles of the same respondent under resampling (by
 * queries, see the cluster bootstrap). Angles are turned so that the observed one is 0 before their percentiles
 * are taken; a width near 360 means that the direction is not known. A length cannot be negative, so resampling
 * lengthens it, and its interval does not tell whether it is 0: read the axes for that.
 * @param resampled profiles of ten scores, in the order of VALUES; those with a missing (NaN) score are left out
 * @throws {RangeError} a profile without ten scores
 */
export function circleIntervals(
  scores: ValueScores,
  resampled: readonly ValueScores[],
  level = 0.95,
): CircleIntervals {
  const observed = circle(scores).angle;
  const circles = resampled.filter((profile) => !profile.some(Number.isNaN)).map(circle);
  const over = (pick: (one: Circle) => number | undefined) =>
    percentileInterval(
      circles.map((one) => pick(one) ?? Number.NaN),
      level,
    );
  const turned =
    observed === undefined
      ? undefined
      : over(({ angle }) => (angle === undefined ? undefined : onCircle(angle - observed + 180) - 180));
  return {
    angle:
      observed === undefined || turned === undefined
        ? undefined
        : {
            lower: onCircle(observed + turned.lower),
            upper: onCircle(observed + turned.upper),
            width: turned.upper - turned.lower,
          },
    length: over(({ length }) => length),
    fit: over(({ fit }) => fit),
    openness: over(({ openness }) => openness),
    transcendence: over(({ transcendence }) => transcendence),
  };
}

function onCircle(degrees: number): number {
  return ((degrees % 360) + 360) % 360;
}

function poleMean(scores: ValueScores, pole: HigherOrderValue): number {
  return mean(PLACES[pole].map((place) => scores[place] ?? Number.NaN));
}

/** The sum of the products of two lists. */
function product(ones: readonly number[], others: readonly number[]): number {
  return ones.reduce((total, one, index) => total + one * (others[index] ?? Number.NaN), 0);
}
