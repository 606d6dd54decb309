import { VERDICTS } from "../comparison.ts";
import { DIMENSIONS_OF, type Dimension, FAMILIES, type Family, familyOf } from "../dimensions.ts";
import type { Interval } from "../interval.ts";
import type { ItemId } from "../item.ts";
import type { Key, KeyId } from "../key.ts";
import { seededRandom } from "../random.ts";
import type { Survey } from "../raters.ts";
import { type ClusterRobustSe, clusterRobustSe } from "../scoring/cluster-robust-se.ts";
import { compareRuns, leavesOutZero } from "../scoring/compare-runs.ts";
import { contrastDifference } from "../scoring/contrast-difference.ts";
import { equivalence } from "../scoring/equivalence.ts";
import { familyItems } from "../scoring/family-items.ts";
import { holm } from "../scoring/holm.ts";
import {
  contributionDifferences,
  type ItemContribution,
  itemContributions,
} from "../scoring/item-contributions.ts";
import { itemRatings } from "../scoring/item-ratings.ts";
import { pairRuns } from "../scoring/pair-runs.ts";
import {
  type Contrast,
  contrastValue,
  type QuerySums,
  querySums,
  scoreContrast,
  sizeOf,
} from "../scoring/query-sums.ts";
import { raterError } from "../scoring/rater-error.ts";
import { whyNoInterval } from "../scoring/score-intervals.ts";
import type { ScreenReference } from "../scoring/screen-reference.ts";
import { twoSidedP } from "../scoring/student-t.ts";
import { LEVEL, studentInterval } from "../scoring/uncertainty.ts";
import { screenRun } from "../scoring/validity-screen.ts";
import type { Screen } from "../screen.ts";
import type { ItemValues, ProfileEntry } from "./profiles.ts";

/** A score, or a difference of two, with what one needs to judge it; in rating points. */
export type Estimate = {
  readonly dimension: Dimension;
  readonly centred: number;
  /** 95%; undefined where there is none, as with items of one query only. */
  readonly interval: Interval | undefined;
  /** Keyed items with a rating. */
  readonly items: number;
};

/** A comparison's verdict; "undefined" where nothing can be compared. */
export const DIFFERENCE_VERDICTS = [...VERDICTS, "undefined"] as const;
export type DifferenceVerdict = (typeof DIFFERENCE_VERDICTS)[number];
export type Difference = Estimate & { readonly verdict: DifferenceVerdict };

/** Where a score may stand among others: 1 is the highest. */
export type RankRange = { readonly first: number; readonly last: number };

/** Statistics of profiles, computed on first use and kept for each profile, key and dimension. */
export type Statistics = {
  /** Without dimensions of which no item has a rating. */
  readonly scores: (entry: ProfileEntry, key: KeyId, family: Family) => readonly Estimate[];
  /** `one` less `other`, over what both have rated. */
  readonly differences: (
    one: ProfileEntry,
    other: ProfileEntry,
    key: KeyId,
    family: Family,
  ) => readonly Difference[];
  /** What each item adds to a score, or to the difference from another profile's. */
  readonly contributions: (
    one: ProfileEntry,
    other: ProfileEntry | undefined,
    key: KeyId,
    dimension: Dimension,
  ) => readonly ItemContribution[];
  /**
   * The ranks that an entry's paired differences from the others admit, each at 95%. People, and profiles that
   * are not to be interpreted, have no rank and take none.
   */
  readonly rankRanges: (
    entries: readonly ProfileEntry[],
    key: KeyId,
    dimension: Dimension,
  ) => ReadonlyMap<string, RankRange>;
  /** May the profile be interpreted? Undefined for people: the screen is about one respondent's answers. */
  readonly screen: (entry: ProfileEntry) => Screen | undefined;
  /** Does what a first call would have to wait for; yields between steps. */
  readonly warmUp: () => Generator<undefined, void>;
};

/** Random numbers deal out queries in the screen and turn signs in comparisons; one seed gives one answer. */
const SEED = 42;

/** Permutations behind a comparison's verdict: a tenth of a report's, so that a call takes some 15 ms. */
export const PERMUTATIONS = 1000;

/** A rise of this much counts as an effect in the paper's steering experiment; less is of no interest here. */
export const MARGIN = 0.3;

const ALPHA = 0.05;

type Sources = {
  readonly key: (id: KeyId) => Key;
  readonly survey: () => Survey;
  /** Portrait ids, ascending. */
  readonly queries: () => readonly number[];
  /** What the validity screen compares a run with. */
  readonly reference: () => ScreenReference;
  /** The released models and people. */
  readonly embedded: () => readonly ProfileEntry[];
};

export function makeStatistics({ key: keyOf, survey, queries, reference, embedded }: Sources): Statistics {
  const cache = makeCache();
  const nameOf = ({ id, stamp }: ProfileEntry) => `${id} ${stamp}`;
  const sumsOf = (values: ItemValues, key: KeyId) => querySums(values, keyOf(key), queries());
  const ownSums = (entry: ProfileEntry, key: KeyId) =>
    cache(`sums ${nameOf(entry)} ${key}`, () => sumsOf(entry.summary().values, key));

  /** The variance of people's score over raters, for their score over some items. */
  const raterVariance = (key: KeyId, dimension: Dimension, items: ReadonlySet<ItemId>): number => {
    const compute = () => (raterError(survey(), keyOf(key), dimension, items) ?? 0) ** 2;
    const isWhole = familyItems(keyOf(key), familyOf(dimension)).every((item) => items.has(item));
    return isWhole ? cache(`people ${key} ${dimension}`, compute) : compute();
  };

  const score = (entry: ProfileEntry, key: KeyId, dimension: Dimension): Estimate | undefined =>
    cache(`score ${nameOf(entry)} ${key} ${dimension}`, () => {
      const contrast = scoreContrast(ownSums(entry, key), dimension);
      const { items } = sizeOf(contrast.of);
      if (items === 0) return undefined;
      const centred = contrastValue(contrast);
      // A model's answers are taken as given and queries drawn; people's queries are, and their raters drawn.
      const error =
        entry.kind === "human"
          ? {
              se: Math.sqrt(raterVariance(key, dimension, new Set(entry.summary().values.keys()))),
              degreesOfFreedom: raterDegrees(survey()),
            }
          : errorOf(contrast);
      return { dimension, centred, items, interval: error && studentInterval(centred, error, LEVEL) };
    });

  /** Two runs, by the rules of reports. */
  const runDifferences = (one: ProfileEntry, other: ProfileEntry, key: KeyId): readonly Difference[] => {
    const [a, b] = [one.run?.(), other.run?.()];
    if (a === undefined || b === undefined) throw new RangeError("runDifferences requires two runs");
    const settings = { margin: MARGIN, seed: SEED, resamples: PERMUTATIONS };
    return Object.values(compareRuns(a, b, keyOf(key), settings).dimensions).flatMap(
      (compared): Difference[] => {
        if (compared.kind === "undefined") return [];
        const { dimension, difference, student, items, verdict } = compared;
        return [{ dimension, centred: difference, interval: student, items, verdict }];
      },
    );
  };

  /** A run against people: queries are drawn for both, raters for people. */
  const humanDifferences = (one: ProfileEntry, other: ProfileEntry, key: KeyId): readonly Difference[] => {
    const { a, b } = commonValues(one.summary().values, other.summary().values);
    const [sumsA, sumsB] = [sumsOf(a, key), sumsOf(b, key)];
    const items = new Set(a.keys());
    return FAMILIES.flatMap((family) => {
      const tested = DIMENSIONS_OF[family].flatMap((dimension) => {
        const contrast = differenceOf(sumsA, sumsB, dimension);
        const error = errorOf(contrast);
        if (error === undefined) return [];
        const se = Math.sqrt(error.se ** 2 + raterVariance(key, dimension, items));
        return [{ dimension, contrast, error: { se, degreesOfFreedom: error.degreesOfFreedom } }];
      });
      const adjusted = holm(
        tested.map(({ contrast, error }) =>
          twoSidedP(contrastValue(contrast) / error.se, error.degreesOfFreedom),
        ),
      );
      return tested.map(({ dimension, contrast, error }, index): Difference => {
        const centred = contrastValue(contrast);
        const interval = studentInterval(centred, error, LEVEL);
        const differs = (adjusted[index] ?? 1) < ALPHA && leavesOutZero(interval);
        const direction = centred > 0 ? "higher" : "lower";
        const verdict = equivalence(centred, error, MARGIN).equivalent
          ? "equivalent"
          : differs
            ? direction
            : "inconclusive";
        return { dimension, centred, interval, items: sizeOf(contrast.of).items, verdict };
      });
    });
  };

  const allDifferences = (one: ProfileEntry, other: ProfileEntry, key: KeyId): readonly Difference[] =>
    cache(`differences ${nameOf(one)} ${nameOf(other)} ${key}`, () =>
      one.run === undefined || other.run === undefined
        ? humanDifferences(one, other, key)
        : runDifferences(one, other, key),
    );

  const screen = (entry: ProfileEntry): Screen | undefined =>
    cache(`screen ${nameOf(entry)}`, () =>
      entry.run === undefined ? undefined : screenRun(entry.run(), reference(), seededRandom(SEED)),
    );

  const isRanked = (entry: ProfileEntry): boolean => {
    const verdict = screen(entry)?.verdict;
    return verdict !== undefined && verdict !== "do_not_interpret";
  };

  /** The 95% interval of a difference in closed form, without a test: hundreds are asked for at once. */
  const quickInterval = (
    one: ProfileEntry,
    other: ProfileEntry,
    key: KeyId,
    dimension: Dimension,
  ): Interval | undefined => {
    const [sumsA, sumsB] =
      itemsOf(one) === itemsOf(other)
        ? [ownSums(one, key), ownSums(other, key)]
        : commonSums(one, other, key);
    const contrast = differenceOf(sumsA, sumsB, dimension);
    const error = errorOf(contrast);
    return error && studentInterval(contrastValue(contrast), error, LEVEL);
  };

  const itemsOf = (entry: ProfileEntry): string =>
    cache(`items ${nameOf(entry)}`, () => [...entry.summary().values.keys()].toSorted().join(" "));

  const commonSums = (one: ProfileEntry, other: ProfileEntry, key: KeyId): [QuerySums, QuerySums] => {
    const { a, b } = commonValues(one.summary().values, other.summary().values);
    return [sumsOf(a, key), sumsOf(b, key)];
  };

  return {
    scores: (entry, key, family) =>
      DIMENSIONS_OF[family].flatMap((dimension) => score(entry, key, dimension) ?? []),
    differences: (one, other, key, family) =>
      allDifferences(one, other, key).filter(({ dimension }) => familyOf(dimension) === family),
    contributions(one, other, key, dimension) {
      if (other === undefined) return itemContributions(one.summary().values, keyOf(key), dimension);
      const { a, b } = pairedValues(one, other, keyOf(key));
      return contributionDifferences(
        itemContributions(a, keyOf(key), dimension),
        itemContributions(b, keyOf(key), dimension),
      );
    },
    rankRanges: (entries, key, dimension) =>
      cache(`ranks ${entries.map(nameOf).join(" ")} ${key} ${dimension}`, () => {
        const ranked = entries.filter(
          (entry) => isRanked(entry) && score(entry, key, dimension) !== undefined,
        );
        const rangeOf = (entry: ProfileEntry): RankRange => {
          const others = ranked.filter((other) => other !== entry);
          const intervals = others.flatMap((other) => quickInterval(entry, other, key, dimension) ?? []);
          return {
            first: 1 + intervals.filter(({ upper }) => upper < 0).length,
            last: ranked.length - intervals.filter(({ lower }) => lower > 0).length,
          };
        };
        return new Map(ranked.map((entry) => [entry.id, rangeOf(entry)]));
      }),
    screen,
    *warmUp() {
      for (const entry of embedded()) yield void entry.summary();
      yield void reference();
      for (const entry of embedded()) yield void screen(entry);
      for (const entry of embedded())
        for (const dimension of DIMENSIONS_OF.values) yield void score(entry, "released", dimension);
    },
  };
}

function differenceOf(one: QuerySums, other: QuerySums, dimension: Dimension): Contrast {
  return contrastDifference(scoreContrast(one, dimension), scoreContrast(other, dimension));
}

function errorOf(contrast: Contrast): ClusterRobustSe | undefined {
  return whyNoInterval(contrast) === undefined ? clusterRobustSe(contrast) : undefined;
}

type Pair = { readonly a: ItemValues; readonly b: ItemValues };

/** Ratings of two profiles over what both have rated: items and prompts of runs, items of people. */
function pairedValues(one: ProfileEntry, other: ProfileEntry, key: Key): Pair {
  const [a, b] = [one.run?.(), other.run?.()];
  if (a === undefined || b === undefined) return commonValues(one.summary().values, other.summary().values);
  const pair = pairRuns(a, b, key);
  return { a: itemRatings(pair.a), b: itemRatings(pair.b) };
}

function commonValues(one: ItemValues, other: ItemValues): Pair {
  const within = (values: ItemValues, others: ItemValues) =>
    new Map([...values].filter(([item]) => others.has(item)));
  return { a: within(one, other), b: within(other, one) };
}

/** Raters less survey groups, each of which has its own mean. */
function raterDegrees({ groups }: Survey): number {
  return groups.reduce((sum, { raters }) => sum + raters.length - 1, 0);
}

/** Runs that change leave old results behind; beyond this many the oldest go. */
const MAX_KEPT = 20_000;

function makeCache(): <T>(name: string, make: () => T) => T {
  const results = new Map<string, { readonly result: unknown }>();
  return <T>(name: string, make: () => T): T => {
    const found = results.get(name);
    // Each name is given to one kind of result, so what lies under it is a T.
    if (found !== undefined) return found.result as T;
    const result = make();
    results.set(name, { result });
    const [oldest] = results.size > MAX_KEPT ? results.keys() : [];
    if (oldest !== undefined) results.delete(oldest);
    return result;
  };
}
