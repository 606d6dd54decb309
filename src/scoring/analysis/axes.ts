import { HIGHER_ORDER_OF, type HigherOrderValue, VALUES, type Value } from "../../instrument/dimensions.ts";
import type { Interval } from "../statistics/interval.ts";
import type { ClusterRobustSe } from "../uncertainty/cluster-robust-se.ts";
import { contributions } from "../uncertainty/cluster-robust-se.ts";
import { contrastValue, type QuerySums, scoreContrast } from "../uncertainty/query-sums.ts";
import { whyNoInterval } from "../uncertainty/score-intervals.ts";
import { LEVEL, studentInterval } from "../uncertainty/uncertainty.ts";

/** The two axes of Schwartz's circle: each is the mean score of one pole's values less that of the other's. */
export const AXES = {
  openness: {
    label: "Openness to Change − Conservation",
    short: "Open − Conserve",
    of: "Openness_to_Change",
    against: "Conservation",
  },
  transcendence: {
    label: "Self-Transcendence − Self-Enhancement",
    short: "Transcend − Enhance",
    of: "Self_Transcendence",
    against: "Self_Enhancement",
  },
} as const satisfies Readonly<
  Record<string, { label: string; short: string; of: HigherOrderValue; against: HigherOrderValue }>
>;
export type AxisId = keyof typeof AXES;

/** The order in which they are shown. */
export const AXIS_IDS = ["openness", "transcendence"] as const satisfies readonly AxisId[];

/** Where a profile stands on an axis, in rating points. */
export type AxisScore = ClusterRobustSe & {
  readonly axis: AxisId;
  readonly score: number;
  /** 95%, Student's. */
  readonly interval: Interval;
};

/**
 * The two axes with their errors over queries, in closed form: an axis is a weighted sum of value scores, so what a
 * query pulls it by is the same sum of its pulls on the scores (see `clusterRobustSe`). Hedonism, between two poles,
 * is in neither. Without axes of which a value has no interval. Agrees with numpy (test/golden/weighted-key.py).
 */
export function axes(sums: QuerySums): readonly AxisScore[] {
  return AXIS_IDS.flatMap((axis) => {
    const parts = VALUES.flatMap((value) => {
      const weight = weightOf(value, axis);
      return weight === 0 ? [] : [{ weight, contrast: scoreContrast(sums, value) }];
    });
    if (parts.some(({ contrast }) => whyNoInterval(contrast) !== undefined)) return [];
    const score = parts.reduce((sum, { weight, contrast }) => sum + weight * contrastValue(contrast), 0);
    const pulls = parts.map(({ weight, contrast }) => ({ weight, pulls: contributions(contrast) }));
    const squares = sums.queries.map(
      (_, query) => pulls.reduce((sum, { weight, pulls: own }) => sum + weight * (own[query] ?? 0), 0) ** 2,
    );
    const queries = sums.queries.filter((_, query) =>
      parts.some(({ contrast: { of } }) => ((of.items ?? of.counts)[query] ?? 0) > 0),
    ).length;
    const error = {
      se: Math.sqrt((queries / (queries - 1)) * squares.reduce((sum, square) => sum + square, 0)),
      degreesOfFreedom: queries - 1,
    };
    return [{ axis, score, ...error, interval: studentInterval(score, error, LEVEL) }];
  });
}

/** What a value counts in an axis: its share of a pole, negative for the pole that is subtracted. */
function weightOf(value: Value, axis: AxisId): number {
  const { of, against } = AXES[axis];
  const pole = HIGHER_ORDER_OF[value];
  if (pole !== of && pole !== against) return 0;
  const members = VALUES.filter((one) => HIGHER_ORDER_OF[one] === pole).length;
  return (pole === of ? 1 : -1) / members;
}
