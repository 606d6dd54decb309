import { z } from "zod";
import { FAMILIES, type Family } from "../instrument/dimensions.ts";
import type { KeyId } from "../instrument/key.ts";
import { missingText } from "../runs/planned-answers.ts";
import { AXES } from "../scoring/analysis/axes.ts";
import { SCREEN_VERDICTS } from "../scoring/screen/screen.ts";
import type { McpContext } from "./context.ts";
import { type ResultCell, rounded, testedP } from "./page.ts";
import type { ProfileEntry } from "./profiles.ts";
import type { Difference, Estimate } from "./statistics.ts";
import { HUMAN_ID } from "./unscreened-profiles.ts";

/** How a profile is told to an assistant: never without its verdict and what speaks against it. */
export const profileHeadSchema = z.object({
  id: z.string(),
  name: z.string(),
  origin: z.string(),
  verdict: z.enum([...SCREEN_VERDICTS, "reference", "not_examined"]),
  /** One sentence; then the checks that speak against interpreting the profile, and those that could not be made. */
  validity: z.string(),
  warnings: z.array(z.string()).optional(),
  not_checked: z.array(z.string()).optional(),
  answers: z.string(),
  /** Slope of its ratings on people's mean ratings: how strongly it separates popular from unpopular answers. */
  differentiation: z.number().optional(),
});
export type ProfileHead = z.infer<typeof profileHeadSchema>;

export function profileHead(entry: ProfileEntry, { statistics }: McpContext): ProfileHead {
  const screen = statistics.screen(entry);
  const { counts, values } = entry.summary();
  const checks = screen?.checks ?? [];
  const concerns = checks.flatMap((check) =>
    check.kind === "judged" && check.verdict !== "interpretable" ? [`${check.label}: ${check.reason}`] : [],
  );
  const warnings = [...concerns, ...entry.notes];
  const slope = statistics.differentiation(entry);
  const open = checks.flatMap(({ kind, label }) => (kind === "open" ? [label] : []));
  return {
    id: entry.id,
    name: entry.name,
    origin: entry.origin,
    verdict: verdictOf(entry, statistics),
    validity: screen?.summary ?? entry.unscreened?.text ?? "",
    ...(warnings.length > 0 ? { warnings } : {}),
    ...(open.length > 0 ? { not_checked: open } : {}),
    answers:
      counts === undefined
        ? (entry.unscreened?.answers() ?? "")
        : `${counts.rating} of ${counts.total} usable, ${values.size} items${counts.planned > counts.total ? `; ${missingText(counts)}` : ""}`,
    ...(slope === undefined ? {} : { differentiation: rounded(slope, 2) }),
  };
}

/** The screen's verdict, or what stands in its place. */
export function verdictOf(entry: ProfileEntry, { screen }: McpContext["statistics"]): ProfileHead["verdict"] {
  return screen(entry)?.verdict ?? entry.unscreened?.verdict ?? "not_examined";
}

export const SCORE_COLUMNS = ["dimension", "score", "lower", "upper", "items", "people", "tier"] as const;

/** A row for each dimension that has a score, with people's score on the same dimension and its own tier beside it. */
export function scoreRows(
  entry: ProfileEntry,
  key: KeyId,
  families: readonly Family[],
  context: McpContext,
): ResultCell[][] {
  const human = context.profiles().find(({ id }) => id === HUMAN_ID);
  return families.flatMap((family) => {
    const labels = context.statistics.tierLabels(entry, key, family);
    const people = human === undefined ? [] : context.statistics.scores(human, key, family);
    return context.statistics.scores(entry, key, family).map((score) => {
      const same = people.find(({ dimension }) => dimension === score.dimension);
      return [
        ...scoreCells(score),
        same === undefined ? "" : rounded(same.centred, 2),
        labels?.get(score.dimension) ?? "",
      ];
    });
  });
}

export const AXIS_COLUMNS = ["axis", "score", "lower", "upper"] as const;

/** Where a profile stands on the two axes. */
export function axisRows(entry: ProfileEntry, key: KeyId, { statistics }: McpContext): ResultCell[][] {
  return statistics
    .axes(entry, key)
    .map(({ axis, score, interval }) => [AXES[axis].label, ...estimateCells({ centred: score, interval })]);
}

function scoreCells(score: Estimate): ResultCell[] {
  return [score.dimension, ...estimateCells(score), score.items === 0 ? "" : score.items];
}

export const DIFFERENCE_COLUMNS = [
  "dimension",
  "difference",
  "lower",
  "upper",
  "adjusted_p",
  "verdict",
] as const;

export function differenceRows(differences: readonly Difference[]): ResultCell[][] {
  return differences.map((difference) => [
    difference.dimension,
    ...estimateCells(difference),
    testedP(difference.adjustedP),
    difference.verdict,
  ]);
}

/** Estimate and bounds; "" where there is no interval. */
export function estimateCells({ centred, interval }: Pick<Estimate, "centred" | "interval">): ResultCell[] {
  return [
    rounded(centred, 2),
    interval === undefined ? "" : rounded(interval.lower, 2),
    interval === undefined ? "" : rounded(interval.upper, 2),
  ];
}

export function familiesOf(family: Family | "all"): readonly Family[] {
  return family === "all" ? FAMILIES : [family];
}
