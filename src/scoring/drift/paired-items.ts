import { mean, sampleVariance } from "simple-statistics";
import type { ItemId } from "../../instrument/item.ts";
import type { Variant } from "../../instrument/variant.ts";
import { getOrAdd } from "../../lib/group-by.ts";
import type { Response } from "../../runs/answer.ts";

/** How chance was measured: by repetitions of a prompt, by the prompts of an item or, where it had one, by the items. */
export type NoiseSource = "repeats" | "prompts" | "items";

/** What changed item by item between two runs, and how much of it is chance. All arrays are in the items' order. */
export type PairedItems = {
  readonly items: readonly ItemId[];
  /** Means over the common prompts, of the first run and the second. */
  readonly a: Float64Array;
  readonly b: Float64Array;
  /** The first less the second. */
  readonly differences: Float64Array;
  /** Variance of each difference if the same items were put to both models again. */
  readonly noise: Float64Array;
  readonly source: NoiseSource;
};

/** What an answer counts; undefined leaves it out. */
export type Count = (response: Response) => number | undefined;

/** Rated answers count their rating, 1 to 6. */
export const ratingOf: Count = ({ answer }) => (answer.kind === "rating" ? answer.rating : undefined);

/** The values of one prompt to one item, over repetitions, of both runs. */
type Cell = { readonly a: number[]; readonly b: number[] };

/**
 * Pairs what two runs gave to the same items and prompts, and estimates how much of each item's difference is
 * chance when the items are fixed. Where both runs asked every prompt several times, chance is what differs between
 * repetitions: the variance within item and prompt, averaged over prompts, divided by prompts times repetitions,
 * summed over both runs. Else it is what differs between prompts: the variance of the paired differences over the
 * prompts of an item, divided by their number, which takes what a model would do on every asking of a wording for
 * chance too. One item's variance rests on few answers and is drawn halfway to the mean over items. Where each item has
 * one answer, all that differs between items is taken for chance.
 * Agrees with numpy (test/golden/fixed-items.py).
 * @returns undefined when fewer than two items are common
 */
export function pairItems(
  a: readonly Response[],
  b: readonly Response[],
  countOf: Count,
): PairedItems | undefined {
  const cells = pairedCells(a, b, countOf);
  const items = [...cells.keys()].sort();
  if (items.length < 2) return undefined;
  const byItem = items.map((item) => cells.get(item) ?? []);
  const means = {
    a: Float64Array.from(byItem, (own) => mean(own.map((cell) => mean(cell.a)))),
    b: Float64Array.from(byItem, (own) => mean(own.map((cell) => mean(cell.b)))),
  };
  const differences = means.a.map((value, place) => value - (means.b[place] ?? 0));
  return { items, ...means, differences, ...noiseOf(byItem, differences) };
}

/** How much of each item's mean in one run is chance. */
export type ItemNoise = ReadonlyMap<ItemId, number>;

/**
 * The same of one run alone: the variance of each item's mean if the items were put to the model again, by the rule of
 * `pairItems` for a run beside one that never varies. Without repetitions it holds all that differs between prompts.
 * @example
 * ownNoise(answers, ratingOf).get("1001/1"); // => 0.04
 */
export function ownNoise(responses: readonly Response[], countOf: Count): ItemNoise {
  const cells = pairedCells(responses, responses, countOf);
  const items = [...cells.keys()];
  if (items.length < 2) return new Map();
  const byItem = items.map((item) =>
    (cells.get(item) ?? []).map(({ a }): Cell => ({ a, b: a.map(() => 0) })),
  );
  const means = Float64Array.from(byItem, (own) => mean(own.map(differenceOf)));
  const { noise } = noiseOf(byItem, means);
  return new Map(items.map((item, place) => [item, noise[place] ?? Number.NaN])); // one for each
}

function noiseOf(
  byItem: readonly (readonly Cell[])[],
  differences: Float64Array,
): Pick<PairedItems, "noise" | "source"> {
  const source = byItem.some(isRepeated) ? "repeats" : "prompts";
  const raw = byItem.map(source === "repeats" ? noiseOfRepeats : noiseOfPrompts);
  const known = raw.flatMap((value) => value ?? []);
  if (known.length === 0)
    return {
      noise: new Float64Array(differences.length).fill(sampleVariance([...differences])),
      source: "items",
    };
  const average = mean(known);
  return { noise: Float64Array.from(raw, (value) => ((value ?? average) + average) / 2), source };
}

function pairedCells(
  a: readonly Response[],
  b: readonly Response[],
  countOf: Count,
): ReadonlyMap<ItemId, readonly Cell[]> {
  const cells = new Map<ItemId, Map<Variant, Cell>>();
  const sort = (responses: readonly Response[], side: keyof Cell) => {
    for (const response of responses) {
      const value = countOf(response);
      if (value === undefined) continue;
      const own = getOrAdd(cells, response.item, () => new Map<Variant, Cell>());
      getOrAdd(own, response.variant, (): Cell => ({ a: [], b: [] }))[side].push(value);
    }
  };
  sort(a, "a");
  sort(b, "b");
  const common = [...cells].map(
    ([item, own]) =>
      [item, [...own.values()].filter((cell) => cell.a.length > 0 && cell.b.length > 0)] as const,
  );
  return new Map(common.filter(([, own]) => own.length > 0));
}

function differenceOf({ a, b }: Cell): number {
  return mean(a) - mean(b);
}

function isRepeated(cells: readonly Cell[]): boolean {
  return cells.some(({ a }) => a.length > 1) && cells.some(({ b }) => b.length > 1);
}

/** Undefined where one of the runs gave no prompt of the item twice. */
function noiseOfRepeats(cells: readonly Cell[]): number | undefined {
  const sides = [cells.map(({ a }) => a), cells.map(({ b }) => b)].map((values) => {
    const within = values.filter(({ length }) => length > 1).map(sampleVariance);
    if (within.length === 0) return undefined;
    // With r repetitions of each of p prompts, the sum is p / r, and the whole divides by p times r.
    return (mean(within) * values.reduce((sum, { length }) => sum + 1 / length, 0)) / values.length ** 2;
  });
  const [one, other] = sides;
  return one === undefined || other === undefined ? undefined : one + other;
}

/** Undefined where there is one prompt. */
function noiseOfPrompts(cells: readonly Cell[]): number | undefined {
  return cells.length < 2 ? undefined : sampleVariance(cells.map(differenceOf)) / cells.length;
}
