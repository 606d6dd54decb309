import { sampleCorrelation } from "simple-statistics";
import type { Value } from "../../instrument/dimensions.ts";
import type { Key } from "../../instrument/key.ts";

/**
 * Values that Schwartz's circle places side by side, so that who holds one tends to hold the other; the six
 * pairs that the paper checks (its steering experiment, on the authors' project page).
 */
export const COMPATIBLE_PAIRS = [
  ["Power", "Achievement"],
  ["Hedonism", "Stimulation"],
  ["Conformity", "Security"],
  ["Conformity", "Tradition"],
  ["Security", "Tradition"],
  ["Stimulation", "Self_Direction"],
] as const satisfies readonly (readonly [Value, Value])[];

/** Values on opposite sides; the five pairs that the paper checks. */
export const CONFLICTING_PAIRS = [
  ["Power", "Universalism"],
  ["Hedonism", "Tradition"],
  ["Hedonism", "Conformity"],
  ["Security", "Stimulation"],
  ["Benevolence", "Achievement"],
] as const satisfies readonly (readonly [Value, Value])[];

/** Two points always lie on a line. */
const MIN_RESPONDENTS = 3;

/** How two values go together among some respondents. */
export type PairCorrelation = {
  readonly pair: readonly [Value, Value];
  readonly expected: "compatible" | "conflicting";
  /** Pearson's correlation of the two scores over the respondents, -1 to 1; above 0 for compatible values. */
  readonly r: number;
};

/**
 * Whether values that are near on Schwartz's circle go together among some respondents and opposite ones do not.
 * Centred scores sum to about 0, so the mean correlation of ten unrelated ones is -1/9, not 0: a negative r is
 * cheap, a positive one is not. Respondents that are related (models of one developer) are counted as if they
 * were not, so no p value is given. A pair whose scores do not vary, or that fewer than three respondents have both
 * of, has no row.
 * @throws {RangeError} fewer than three respondents
 */
export function circleStructure(
  respondents: readonly Readonly<Partial<Record<Value, number>>>[],
): readonly PairCorrelation[] {
  if (respondents.length < MIN_RESPONDENTS)
    throw new RangeError("circleStructure requires at least three respondents");
  const correlate = (pair: readonly [Value, Value]) => pairCorrelation(respondents, pair);
  return [
    ...COMPATIBLE_PAIRS.map((pair) => ({ pair, expected: "compatible" as const, r: correlate(pair) })),
    ...CONFLICTING_PAIRS.map((pair) => ({ pair, expected: "conflicting" as const, r: correlate(pair) })),
  ].filter(({ r }) => !Number.isNaN(r));
}

function pairCorrelation(
  respondents: readonly Readonly<Partial<Record<Value, number>>>[],
  [one, other]: readonly [Value, Value],
): number {
  const both = respondents.flatMap((scores) => {
    const x = scores[one];
    const y = scores[other];
    return x === undefined || y === undefined ? [] : [{ x, y }];
  });
  if (both.length < MIN_RESPONDENTS) return Number.NaN;
  return sampleCorrelation(
    both.map(({ x }) => x),
    both.map(({ y }) => y),
  );
}

/**
 * How many items a key scores for both values of a pair: part of the pair's correlation is then a matter of
 * bookkeeping, not of the respondents.
 */
export function sharedItems(key: Key, [one, other]: readonly [Value, Value]): number {
  const items = new Set(key.items[one].map(({ item }) => item));
  return key.items[other].filter(({ item }) => items.has(item)).length;
}
