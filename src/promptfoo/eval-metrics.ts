import { isOurMetric, MISSING_METRIC, metricOf, underCondition } from "../contract/metric-names.ts";
import { VALUES } from "../instrument/dimensions.ts";
import type { Key } from "../instrument/key.ts";
import type { Run } from "../runs/answer.ts";
import { scoreRun } from "../scoring/score/score-run.ts";

/**
 * What the header of a promptfoo column says about its model: the centred scores of the ten values, about 0, and
 * the number of missing answers when there are any. Values without a rated item are left out.
 * @param condition the condition under which these were given, where the column has several: it is in the names
 * @example
 * evalMetrics(run, loadKey("released")); // => { "#Universalism": 0.33, …, "missing answers": 2 }
 */
export function evalMetrics(run: Run, key: Key, condition?: string): Record<string, number> {
  const { scores, counts } = scoreRun(run, key);
  const missing = counts.planned - counts.rating;
  return Object.fromEntries([
    ...VALUES.flatMap((value) => {
      const score = scores[value];
      return score === undefined
        ? []
        : [[underCondition(metricOf(value), condition), score.centred] as const];
    }),
    ...(missing > 0 ? [[underCondition(MISSING_METRIC, condition), missing] as const] : []),
  ]);
}

/** The metrics of a promptfoo column, as far as they are ours to change: sums over its rows, until the end. */
export type ColumnMetrics = {
  readonly namedScores: Readonly<Record<string, number>>;
  readonly namedScoresCount: Readonly<Record<string, number>>;
  readonly namedScoreWeights?: Readonly<Record<string, number>> | undefined;
};

/**
 * A column's metrics with ours in place of the sums; those of other assertions stay. Ours have no count and no
 * weight, so that promptfoo shows them as plain numbers.
 */
export function withEvalMetrics(
  { namedScores, namedScoresCount, namedScoreWeights = {} }: ColumnMetrics,
  ours: Readonly<Record<string, number>>,
): Required<ColumnMetrics> {
  return {
    namedScores: { ...others(namedScores), ...ours },
    namedScoresCount: others(namedScoresCount),
    namedScoreWeights: others(namedScoreWeights),
  };
}

function others(metrics: Readonly<Record<string, number>>): Record<string, number> {
  return Object.fromEntries(Object.entries(metrics).filter(([name]) => !isOurMetric(name)));
}
