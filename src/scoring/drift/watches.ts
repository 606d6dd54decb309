import type { ItemId } from "../../instrument/item.ts";
import { recordOf } from "../../lib/record-of.ts";
import type { Run, UnusableKind } from "../../runs/answer.ts";
import { MIN_ITEMS } from "../screen/screen-thresholds.ts";
import { holm } from "../statistics/holm.ts";
import type { Interval } from "../statistics/interval.ts";
import { normalCdf } from "../statistics/normal.ts";
import { type FixedDifference, fixedDifference, fixedInterval, isWithin } from "./fixed-items.ts";
import { type Count, type PairedItems, pairItems, ratingOf } from "./paired-items.ts";
import { type ItemWeights, meanWeights, slopeWeights } from "./score-weights.ts";

/**
 * What a gate watches because centred scores cannot see it, each with the margin within which it does not matter.
 * Two reruns drawn from a released model's own answers differ by .007 at most in a share, .09 in the mean rating and .19
 * in the slope (scripts/bench/watch-margins.ts).
 */
export const WATCHES = {
  usable: { label: "Usable answers", unit: "share", margin: 0.02 },
  refusals: { label: "Refusals", unit: "share", margin: 0.02 },
  ambiguous: { label: "Ambiguous answers", unit: "share", margin: 0.02 },
  unlabelled: { label: "Answers without a label", unit: "share", margin: 0.02 },
  errors: { label: "Errors", unit: "share", margin: 0.02 },
  level: { label: "Mean rating", unit: "points", margin: 0.2 },
  differentiation: { label: "Differentiation", unit: "slope", margin: 0.2 },
} as const;
export type WatchId = keyof typeof WATCHES;
/** The keys of WATCHES, in its order. */
export const WATCH_IDS = Object.keys(WATCHES) as readonly WatchId[];

export type WatchMargins = Readonly<Record<WatchId, number>>;
export const WATCH_MARGINS: WatchMargins = recordOf(WATCH_IDS, (id) => WATCHES[id].margin);

/** In one sentence, why there are watches. */
export const CENTRING_NOTE =
  "Scores are centred: they cannot see that fewer answers hold a rating, that all ratings are higher or lower, or that " +
  "they follow what people favour less or more. The watches do.";

/** "equivalent": shown to be within the margin. "drifted": it changed, and is not shown to be. "inconclusive": neither. */
type WatchVerdict = "equivalent" | "drifted" | "inconclusive";

/** One watched figure of two runs, over what both were asked; shares are 0 to 1. */
export type Watch = {
  readonly id: WatchId;
  readonly a: number;
  readonly b: number;
  readonly difference: number;
  readonly se: number;
  /** 90%: the figure is equivalent when it lies inside the margin. */
  readonly interval: Interval;
  /** Adjusted by Holm's method over all watches, and times the runs that are looked at together. */
  readonly adjustedP: number;
  readonly margin: number;
  readonly verdict: WatchVerdict;
};

/** A change is real when its adjusted p is below this. */
const ALPHA = 0.05;

/**
 * The watched figures of a run and its baseline on fixed items. Each is linear in what was answered to an item, so that
 * it is judged as a score is: equivalent when the 90% interval lies inside the margin, else drifted when it differs.
 * Shares are over all prompts that both were asked; mean rating and slope over those that both rated, whatever the key.
 * @param humanMeans the raters' mean rating of each item
 * @param comparisons how many runs are held against the baseline together, by whose number adjusted p values are multiplied
 * @returns a watch is left out when the runs have fewer than 21 items in common for it: too few to tell what is chance
 */
export function watchRuns(
  a: Run,
  b: Run,
  humanMeans: ReadonlyMap<ItemId, number>,
  margins: WatchMargins,
  comparisons = 1,
): readonly Watch[] {
  const measured = WATCH_IDS.flatMap((id) => {
    const paired = pairItems(a.responses, b.responses, COUNTED[id]);
    const weights = paired && weightsOf(id, paired.items, humanMeans);
    return paired === undefined || paired.items.length < MIN_ITEMS || weights === undefined
      ? []
      : [{ id, ...levels(paired, weights) }];
  });
  const adjusted = holm(measured.map(pOf)).map((p) => Math.min(1, comparisons * p));
  return measured.map((one, index): Watch => {
    const [margin, adjustedP] = [margins[one.id], adjusted[index] ?? Number.NaN];
    const verdict = isWithin(one, margin) ? "equivalent" : adjustedP < ALPHA ? "drifted" : "inconclusive";
    return { ...one, interval: fixedInterval(one), adjustedP, margin, verdict };
  });
}

const isKind =
  (kind: UnusableKind | "rating"): Count =>
  ({ answer }) =>
    answer.kind === kind ? 1 : 0;

/** What an answer counts for each watch. */
const COUNTED: Readonly<Record<WatchId, Count>> = {
  usable: isKind("rating"),
  refusals: isKind("refusal"),
  ambiguous: isKind("ambiguous"),
  unlabelled: isKind("none"),
  errors: isKind("error"),
  level: ratingOf,
  differentiation: ratingOf,
};

function weightsOf(
  id: WatchId,
  items: readonly ItemId[],
  humanMeans: ReadonlyMap<ItemId, number>,
): ItemWeights | undefined {
  if (id !== "differentiation") return meanWeights(items);
  return slopeWeights(items.map((item) => humanMeans.get(item)));
}

/** The figure itself in both runs, and their difference. */
function levels(paired: PairedItems, weights: ItemWeights) {
  const figure = (values: Float64Array) =>
    values.reduce((sum, value, place) => sum + value * (weights[place] ?? 0), 0);
  return { a: figure(paired.a), b: figure(paired.b), ...fixedDifference(paired, weights) };
}

function pOf({ difference, se }: FixedDifference): number {
  return difference === 0 ? 1 : 2 * normalCdf(-Math.abs(difference) / se);
}
