import { mean } from "simple-statistics";
import type { ItemId } from "../../instrument/item.ts";
import type { Key } from "../../instrument/key.ts";
import { VARIANTS, type Variant } from "../../instrument/variant.ts";
import { groupBy } from "../../lib/group-by.ts";
import type { Response } from "../../runs/answer.ts";
import { ownRatings, weighItems } from "../score/item-weights.ts";

/** Ratings of items crossed with variants, without gaps. */
export type RatingTable = {
  readonly variants: readonly Variant[];
  readonly items: readonly ItemId[];
  /** A row for each item, a column for each variant. */
  readonly ratings: readonly (readonly number[])[];
};

/**
 * The ratings of those items that have one under every variant of the run; repetitions are averaged. An analysis
 * of variance needs the table complete; released models lose at most a few items to that.
 */
export function ratingTable(responses: readonly Response[]): RatingTable {
  const rated = responses.flatMap(({ item, variant, answer }) =>
    answer.kind === "rating" ? [{ item, variant, rating: answer.rating }] : [],
  );
  const variants = VARIANTS.filter((asked) => rated.some(({ variant }) => variant === asked));
  const rows = [...groupBy(rated, ({ item }) => item)].flatMap(([item, answers]) => {
    const cells = groupBy(answers, ({ variant }) => variant);
    return cells.size < variants.length
      ? []
      : [
          {
            item,
            ratings: variants.map((asked) => mean((cells.get(asked) ?? []).map(({ rating }) => rating))),
          },
        ];
  });
  return { variants, items: rows.map(({ item }) => item), ratings: rows.map(({ ratings }) => ratings) };
}

/**
 * The table as a key scores it: under a weighing key without what people's means explain of each variant's ratings,
 * because that is no error of a score. As it is under others.
 */
export function scoredTable(table: RatingTable, key: Key): RatingTable {
  if (key.kind === "tagging") return table;
  const weighing = weighItems(key, new Set(table.items));
  const columns = table.variants.map((_, column) =>
    ownRatings(
      weighing,
      new Map(table.items.map((item, row) => [item, table.ratings[row]?.[column] ?? Number.NaN])),
    ),
  );
  const ratings = weighing.items.map((_, row) => columns.map((column) => column[row] ?? Number.NaN));
  return { ...table, items: weighing.items, ratings };
}
