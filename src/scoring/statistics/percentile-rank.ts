/**
 * Where a score stands among others: the share of them below it, in percent, those equal to it counted half.
 * Undefined without others. Agrees with scipy.stats.percentileofscore(kind="mean").
 * @example
 * percentileRank(2, [1, 2, 3, 4]); // => 37.5
 */
export function percentileRank(score: number, others: readonly number[]): number | undefined {
  if (others.length === 0) return undefined;
  const below = others.filter((other) => other < score).length;
  const equal = others.filter((other) => other === score).length;
  return (100 * (below + equal / 2)) / others.length;
}
