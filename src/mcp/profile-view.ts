import { z } from "zod";
import { DIMENSIONS_OF, FAMILIES, type Family } from "../dimensions.ts";
import type { KeyId } from "../key.ts";
import { VERDICTS } from "../screen.ts";
import type { McpContext } from "./context.ts";
import { type ResultCell, rounded } from "./page.ts";
import { HUMAN_ID, type ProfileEntry } from "./profiles.ts";
import type { Difference, ScoreWithInterval } from "./statistics.ts";

/** How a profile is told to an assistant: never without its verdict and what speaks against it. */
export const profileHeadSchema = z.object({
  id: z.string(),
  name: z.string(),
  origin: z.string(),
  verdict: z.enum([...VERDICTS, "reference"]),
  /** One sentence; then the checks that speak against interpreting the profile. */
  validity: z.string(),
  warnings: z.array(z.string()).optional(),
  answers: z.string(),
});
export type ProfileHead = z.infer<typeof profileHeadSchema>;

export function profileHead(entry: ProfileEntry, { statistics }: McpContext): ProfileHead {
  const screen = statistics.screen(entry);
  const { counts, values } = entry.summary();
  const warnings = (screen?.checks ?? []).flatMap((check) =>
    check.kind === "open" || check.verdict !== "interpretable" ? [`${check.label}: ${check.reason}`] : [],
  );
  return {
    id: entry.id,
    name: entry.name,
    origin: entry.origin,
    verdict: screen?.verdict ?? "reference",
    validity:
      screen?.summary ?? "Means of many people's ratings of the same items; not their questionnaire scores.",
    ...(warnings.length > 0 ? { warnings } : {}),
    answers:
      counts === undefined
        ? `${values.size} items rated`
        : `${counts.rating} of ${counts.total} usable, ${values.size} items`,
  };
}

export const SCORE_COLUMNS = ["dimension", "score", "lower", "upper", "items", "people"] as const;

/** A row for each dimension that has a score, with people's score on the same dimension beside it. */
export function scoreRows(
  entry: ProfileEntry,
  key: KeyId,
  families: readonly Family[],
  context: McpContext,
): ResultCell[][] {
  const human = context.profiles().find(({ id }) => id === HUMAN_ID);
  return families.flatMap((family) => {
    const people = human === undefined ? [] : context.statistics.scores(human, key, family);
    return context.statistics.scores(entry, key, family).map((score) => {
      const same = people.find(({ dimension }) => dimension === score.dimension);
      return [...scoreCells(score), same === undefined ? "" : rounded(same.centred, 2)];
    });
  });
}

function scoreCells(score: ScoreWithInterval): ResultCell[] {
  return [score.dimension, ...estimateCells(score), score.items];
}

export const DIFFERENCE_COLUMNS = ["dimension", "difference", "lower", "upper", "verdict"] as const;

export function differenceRows(differences: readonly Difference[]): ResultCell[][] {
  return differences.map((difference) => [
    difference.dimension,
    ...estimateCells(difference),
    difference.verdict,
  ]);
}

/** Estimate and bounds; "" where there is no interval. */
export function estimateCells({ centred, interval }: ScoreWithInterval): ResultCell[] {
  return [
    rounded(centred, 2),
    interval === undefined ? "" : rounded(interval.lower, 2),
    interval === undefined ? "" : rounded(interval.upper, 2),
  ];
}

export function familiesOf(family: Family | "all"): readonly Family[] {
  return family === "all" ? FAMILIES : [family];
}

/** How many dimensions a table of some families can have. */
export function dimensionCount(families: readonly Family[]): number {
  return families.reduce((sum, family) => sum + DIMENSIONS_OF[family].length, 0);
}
