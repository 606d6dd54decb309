import { sampleVariance, sum } from "simple-statistics";

/**
 * Cronbach's alpha (Cronbach 1951): how far the items of a scale move together; at most 1, negative when they
 * pull apart, undefined when all totals are equal. Rows are respondents, columns items; variances are sample
 * variances. k / (k - 1) * (1 - sum of the items' variances / variance of the totals).
 * Agrees with numpy (test/golden/reliability.py).
 * @throws {RangeError} fewer than two items or respondents
 * @example
 * cronbachAlpha([[1, 1], [2, 2], [3, 3]]); // => 1
 */
export function cronbachAlpha(rows: readonly (readonly number[])[]): number | undefined {
  const items = rows[0]?.length ?? 0;
  if (items < 2) throw new RangeError("cronbachAlpha requires at least two items");
  if (rows.length < 2) throw new RangeError("cronbachAlpha requires at least two respondents");
  const columns = Array.from({ length: items }, (_, item) => rows.map((row) => row[item] ?? Number.NaN));
  const totals = sampleVariance(rows.map((row) => sum([...row])));
  if (totals === 0) return undefined;
  return (items / (items - 1)) * (1 - sum(columns.map(sampleVariance)) / totals);
}
