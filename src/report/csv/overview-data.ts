import { DIMENSIONS_OF, type Family } from "../../instrument/dimensions.ts";
import type { OverviewRow } from "../../release/released-model.ts";
import type { ScreenVerdict } from "../../scoring/screen/screen.ts";
import type { ColumnName } from "./columns.ts";
import { type Data, measureOf } from "./data.ts";
import { runCells, runColumns } from "./run-cells.ts";

const OF_MODEL: readonly ColumnName[] = [...runColumns("run"), "group", "note", "key", "family"];

/** A row for each model and dimension of a family; wide, one for each model. */
export function overviewData(
  rows: readonly (OverviewRow & { readonly verdict?: ScreenVerdict | undefined })[],
  family: Family,
): Data {
  return {
    columns: [...OF_MODEL, "dimension", "score"],
    rows: rows.flatMap(({ model, group, note, counts, verdict, scores }) =>
      DIMENSIONS_OF[family].map((dimension) => ({
        ...runCells("run", { name: model, counts, validity: verdict }),
        group,
        note,
        key: "released",
        family,
        dimension,
        score: scores[dimension],
      })),
    ),
    wide: { by: "dimension", measures: ["score"], nameOf: measureOf, without: [] },
  };
}
