import { max, mean, min, standardDeviation } from "simple-statistics";
import type { ItemId } from "../../instrument/item.ts";
import { reversedOf, VARIANTS, type Variant, WORDINGS, type Wording } from "../../instrument/variant.ts";
import { getOrAdd } from "../../lib/group-by.ts";
import { recordOf } from "../../lib/record-of.ts";
import type { Response } from "../../runs/answer.ts";
import type { Sensitivity } from "./sensitivity-figures.ts";

/** The ratings of one item by variant; repeats are averaged. */
type ItemRow = Readonly<Partial<Record<Variant, number>>>;

/**
 * How much ratings depend on the prompt: across wordings, when the options are reversed, and their spread under
 * each prompt. A wording of an item counts only when both its orders gave a rating; measures for which no item
 * qualifies are null. Definitions: upstream lm_evaluation/prompt_analysis/prompt_analysis.py, with which the
 * results agree within 1e-12 for its 29 models.
 */
export function sensitivity(responses: readonly Response[]): Sensitivity {
  const rows = [...itemRows(responses).values()];
  const wordingsOf = rows.map((row) => ({
    row,
    wordings: WORDINGS.filter((wording) => hasBothOrders(row, wording)),
  }));
  const comparable = wordingsOf
    .filter(({ wordings }) => wordings.length >= 2)
    .map(({ row, wordings }) => wordings.map((wording) => ratingOf(row, wording)));
  const answered = wordingsOf
    .filter(({ wordings }) => wordings.length >= 1)
    .map(({ row, wordings }) =>
      wordings.flatMap((wording) => [ratingOf(row, wording), ratingOf(row, reversedOf(wording))]),
    );
  const orderSensitivity = byWording(rows, (row, wording) => (orderShift(row, wording) === 0 ? 0 : 1));
  const orderDifference = byWording(rows, orderShift);
  const sd = recordOf(VARIANTS, (variant) => {
    const ratings = rows.flatMap((row) => row[variant] ?? []);
    return ratings.length === 0 ? null : standardDeviation(ratings);
  });
  return {
    promptSensitivity: meanOrNull(comparable.map((ratings) => (max(ratings) === min(ratings) ? 0 : 1))),
    wordingDifference: meanOrNull(comparable.map(meanPairwiseDifference)),
    variantDifference: meanOrNull(answered.map(meanPairwiseDifference)),
    orderSensitivity: withAverage(orderSensitivity),
    orderDifference: withAverage(orderDifference),
    sd,
    averageSd: meanOrNull(Object.values(sd).filter((value) => value !== null)),
  };
}

/**
 * The mean of each measure over several models, null ones left out. The averages over wordings are means of
 * the wordings' means, as in the authors' summary.
 */
export function meanSensitivity(models: readonly Sensitivity[]): Sensitivity {
  const over = (pick: (model: Sensitivity) => number | null | undefined) =>
    meanOrNull(models.flatMap((model) => pick(model) ?? []));
  const byWordingOver = (measure: "orderSensitivity" | "orderDifference") =>
    withAverage(recordOf(WORDINGS, (wording) => over((model) => model[measure][wording])));
  return {
    promptSensitivity: over((model) => model.promptSensitivity),
    wordingDifference: over((model) => model.wordingDifference),
    variantDifference: over((model) => model.variantDifference),
    orderSensitivity: byWordingOver("orderSensitivity"),
    orderDifference: byWordingOver("orderDifference"),
    sd: recordOf(VARIANTS, (variant) => over((model) => model.sd[variant])),
    averageSd: over((model) => model.averageSd),
  };
}

function itemRows(responses: readonly Response[]): ReadonlyMap<ItemId, ItemRow> {
  const ratings = new Map<ItemId, Partial<Record<Variant, number[]>>>();
  for (const { item, variant, answer } of responses) {
    const row = getOrAdd(ratings, item, (): Partial<Record<Variant, number[]>> => ({}));
    if (answer.kind !== "rating") continue;
    const repeats = row[variant];
    if (repeats === undefined) row[variant] = [answer.rating];
    else repeats.push(answer.rating);
  }
  return new Map(
    [...ratings].map(([item, row]) => [
      item,
      Object.fromEntries(Object.entries(row).map(([variant, repeats]) => [variant, mean(repeats)])),
    ]),
  );
}

function hasBothOrders(row: ItemRow, wording: Wording): boolean {
  return row[wording] !== undefined && row[reversedOf(wording)] !== undefined;
}

function ratingOf(row: ItemRow, variant: Variant): number {
  return row[variant] ?? Number.NaN; // callers have checked that both orders are there
}

function orderShift(row: ItemRow, wording: Wording): number {
  return Math.abs(ratingOf(row, wording) - ratingOf(row, reversedOf(wording)));
}

function byWording(
  rows: readonly ItemRow[],
  measure: (row: ItemRow, wording: Wording) => number,
): Record<Wording, number | null> {
  return recordOf(WORDINGS, (wording) => {
    const valid = rows.filter((row) => hasBothOrders(row, wording));
    return meanOrNull(valid.map((row) => measure(row, wording)));
  });
}

function withAverage(measures: Record<Wording, number | null>): Record<Wording | "average", number | null> {
  return { ...measures, average: meanOrNull(Object.values(measures).filter((value) => value !== null)) };
}

function meanPairwiseDifference(ratings: readonly number[]): number {
  const differences: number[] = [];
  for (const [index, rating] of ratings.entries())
    for (let other = index + 1; other < ratings.length; other += 1)
      differences.push(Math.abs(rating - (ratings[other] ?? Number.NaN)));
  return mean(differences);
}

function meanOrNull(values: readonly number[]): number | null {
  return values.length === 0 ? null : mean([...values]);
}
