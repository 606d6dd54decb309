import { mean } from "simple-statistics";
import { getOrAdd } from "../../lib/group-by.ts";

/** Values of some items, each with the query that the item belongs to. */
export type QueryValues = { readonly values: readonly number[]; readonly queries: readonly number[] };

/**
 * The covariance between the query effects of two disjoint sets of items, from the queries that they share:
 * the sum over queries of the products of summed deviations, divided by its expectation for a covariance of 1,
 * sum n_q m_q (1 - n_q/n - m_q/m + sum n_k m_k / (n m)). Unbiased; undefined when they share no query. The
 * covariance component of multivariate generalizability theory for linked queries (Brennan 2001, chapter 11,
 * with the products of unequally many items that its C terms allow for).
 */
export function queryCovariance(one: QueryValues, other: QueryValues): number | undefined {
  const [ones, others] = [deviationsByQuery(one), deviationsByQuery(other)];
  const shared = [...ones].flatMap(([query, left]) => {
    const right = others.get(query);
    return right === undefined ? [] : [{ left, right }];
  });
  const [n, m] = [one.values.length, other.values.length];
  const overlap = shared.reduce((sum, { left, right }) => sum + (left.count * right.count) / (n * m), 0);
  const expectation = shared.reduce(
    (sum, { left, right }) =>
      sum + left.count * right.count * (1 - left.count / n - right.count / m + overlap),
    0,
  );
  if (!(expectation > 0)) return undefined;
  return shared.reduce((sum, { left, right }) => sum + left.deviation * right.deviation, 0) / expectation;
}

/** Items of each query, and the sum of their deviations from the mean of all. */
function deviationsByQuery({ values, queries }: QueryValues) {
  const level = mean([...values]);
  const sums = new Map<number, { count: number; deviation: number }>();
  for (const [index, query] of queries.entries()) {
    const own = getOrAdd(sums, query, () => ({ count: 0, deviation: 0 }));
    own.count += 1;
    own.deviation = own.deviation + (values[index] ?? Number.NaN) - level;
  }
  return sums;
}
