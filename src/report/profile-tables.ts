import { DIMENSIONS_OF, FAMILIES, FAMILY_LABELS, labelOf } from "../dimensions.ts";
import type { AnswerCounts, Profile } from "../profile.ts";
import type { ScoreFigures } from "../published.ts";
import type { Cell, Table } from "./table.ts";

/** A profile with the published figures of the same model, when it has them. */
export type ProfileReport = { readonly profile: Profile; readonly published?: ScoreFigures | undefined };

/** One table for each profile: a row for each dimension, beside the published figure where there is one. */
export function profileTables(reports: readonly ProfileReport[]): Table[] {
  const withPublished = reports.some(({ published }) => published !== undefined);
  return reports.map(({ profile, published }) => ({
    title: profile.subject,
    note: countsText(profile.counts),
    columns: [
      { header: "Model", csvOnly: true },
      { header: "Family", grouped: true },
      { header: "Dimension" },
      { header: "Centred", digits: 2, signed: true },
      { header: "Mean", digits: 2, csvOnly: true },
      { header: "SD", digits: 2, csvOnly: true },
      { header: "Items", digits: 0 },
      { header: "Answers", digits: 0 },
      ...(withPublished
        ? [
            { header: "Published", digits: 2, signed: true },
            { header: "Difference", scientific: true },
          ]
        : []),
    ],
    rows: FAMILIES.flatMap((family) =>
      DIMENSIONS_OF[family].map((dimension): Cell[] => {
        const score = profile.scores[dimension];
        const figure = published?.[dimension][0];
        return [
          profile.subject,
          FAMILY_LABELS[family],
          labelOf(dimension),
          score?.centred,
          score?.mean,
          score?.sd,
          score?.n ?? 0,
          score?.answers ?? 0,
          ...(withPublished
            ? [figure, score && figure !== undefined ? score.centred - figure : undefined]
            : []),
        ];
      }),
    ),
  }));
}

/**
 * How many answers can be used and what became of the others.
 * @example
 * countsText({ total: 6, rating: 4, refusal: 1, ambiguous: 0, none: 0, error: 1 });
 * // => "4 of 6 answers usable (1 refusal, 1 error)"
 */
export function countsText({ total, rating, ...kinds }: AnswerCounts): string {
  const unusable = Object.entries(kinds).filter(([, count]) => count > 0);
  const usable = `${rating} of ${total} answers usable`;
  if (unusable.length === 0) return usable;
  return `${usable} (${unusable.map(([kind, count]) => `${count} ${plural(kind, count)}`).join(", ")})`;
}

function plural(kind: string, count: number): string {
  if (kind === "ambiguous") return kind;
  if (kind === "none") return "without a label";
  return count === 1 ? kind : `${kind}s`;
}
