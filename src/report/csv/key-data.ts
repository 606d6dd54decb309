import { DIMENSIONS, familyOf } from "../../instrument/dimensions.ts";
import type { KeyCard } from "../../scoring/analysis/key-card.ts";
import type { KeySensitivity } from "../../scoring/analysis/key-sensitivity.ts";
import type { ColumnName } from "./columns.ts";
import { type Data, measureOf } from "./data.ts";
import { type RunFacts, runCells, runColumns } from "./run-cells.ts";

const OF_CARD: readonly ColumnName[] = [
  "items",
  "reversed",
  "split_half",
  "alpha",
  "raw_alpha",
  "key_se",
  "key_se_difference",
  "added",
  "dropped",
];

/** A row for each key and dimension; wide, one for each key. */
export function keyCardData(cards: readonly KeyCard[]): Data {
  return {
    columns: ["key", "family", "dimension", ...OF_CARD],
    rows: cards.flatMap(({ id, dimensions }) =>
      dimensions.map(({ dimension, items, reversed, reliability, keyError, added, dropped }) => ({
        key: id,
        family: familyOf(dimension),
        dimension,
        items,
        reversed,
        split_half: reliability?.splitHalf.reliability,
        alpha: reliability?.alpha.centred,
        raw_alpha: reliability?.alpha.raw,
        key_se: keyError?.score,
        key_se_difference: keyError?.difference,
        added: added.length,
        dropped: dropped.length,
      })),
    ),
    wide: { by: "dimension", measures: OF_CARD, nameOf: measureOf, without: ["family"] },
  };
}

/** A row for each key and dimension of a run; wide, one for each key. */
export function keySensitivityData({ keys, rows }: KeySensitivity, run: RunFacts): Data {
  const measures: readonly ColumnName[] = ["score", "mean", "sd", "items", "answers"];
  return {
    columns: [...runColumns("run"), "key", "family", "dimension", ...measures],
    rows: keys.flatMap((key) =>
      DIMENSIONS.map((dimension) => {
        const score = rows.find((row) => row.dimension === dimension)?.scores[key];
        return {
          ...runCells("run", run),
          key,
          family: familyOf(dimension),
          dimension,
          score: score?.centred,
          mean: score?.mean,
          sd: score?.sd,
          items: score?.n ?? 0,
          answers: score?.answers ?? 0,
        };
      }),
    ),
    wide: { by: "dimension", measures, nameOf: measureOf, without: ["family"] },
  };
}
