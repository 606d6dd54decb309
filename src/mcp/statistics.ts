import { DIMENSIONS_OF, type Dimension, type Family, familyOf } from "../dimensions.ts";
import type { Key, KeyId } from "../key.ts";
import { seededRandom } from "../random.ts";
import type { Survey } from "../raters.ts";
import { clusteredScore, differencesOf } from "../scoring/clustered-score.ts";
import { familyItems } from "../scoring/family-items.ts";
import type { Interval } from "../scoring/percentile-interval.ts";
import { raterError } from "../scoring/rater-error.ts";
import { type ScreenReference, screenReference } from "../scoring/screen-reference.ts";
import { tInterval } from "../scoring/t-interval.ts";
import { screenRun } from "../scoring/validity-screen.ts";
import type { Screen } from "../screen.ts";
import type { ProfileEntry } from "./profiles.ts";

/** A score with what one needs to judge it. Centred rating points; the interval is undefined with one query only. */
export type ScoreWithInterval = {
  readonly dimension: Dimension;
  readonly centred: number;
  readonly interval: Interval | undefined;
  /** Keyed items with a rating, and the queries that they belong to. */
  readonly items: number;
  readonly queries: number;
};

/** Whether a difference is surely above 0, surely below, or neither, by its interval. */
export const DIFFERENCE_VERDICTS = ["higher", "lower", "unclear"] as const;
export type DifferenceVerdict = (typeof DIFFERENCE_VERDICTS)[number];
export type Difference = ScoreWithInterval & { readonly verdict: DifferenceVerdict };

/** Where a score may stand among others: 1 is the highest. */
export type RankRange = { readonly first: number; readonly last: number };

/** Statistics of profiles, computed on first use and kept for each profile, key and dimension. */
export type Statistics = {
  /** Without dimensions of which no item has a rating. */
  readonly scores: (entry: ProfileEntry, key: KeyId, family: Family) => readonly ScoreWithInterval[];
  /** `one` less `other`, over the items that both have rated. */
  readonly differences: (
    one: ProfileEntry,
    other: ProfileEntry,
    key: KeyId,
    family: Family,
  ) => readonly Difference[];
  /**
   * The ranks that an entry's paired differences from the others admit. People, and profiles that are not to be
   * interpreted, have no rank and take none.
   */
  readonly rankRanges: (
    entries: readonly ProfileEntry[],
    key: KeyId,
    dimension: Dimension,
  ) => ReadonlyMap<string, RankRange>;
  /** May the profile be interpreted? Undefined for people: the screen is about one respondent's answers. */
  readonly screen: (entry: ProfileEntry) => Screen | undefined;
  /** Does what a first call would have to wait for; yields between steps of some 20 ms. */
  readonly warmUp: () => Generator<undefined, void>;
};

/** Share of intervals that hold the true value. */
export const LEVEL = 0.95;

/** The screen deals queries out at random; the same seed gives the same verdicts. */
const SCREEN_SEED = 42;

type Sources = {
  readonly key: (id: KeyId) => Key;
  readonly survey: () => Survey;
  /** The released models and people. */
  readonly embedded: () => readonly ProfileEntry[];
};

export function makeStatistics({ key: keyOf, survey, embedded }: Sources): Statistics {
  const cache = makeCache();
  const nameOf = ({ id, stamp }: ProfileEntry) => `${id} ${stamp}`;

  /** How uncertain people's part of a score is, with the given items. */
  const humanVariance = (key: KeyId, dimension: Dimension, items: ReadonlySet<string>): number => {
    const compute = () => (raterError(survey(), keyOf(key), dimension, items) ?? 0) ** 2;
    const isWhole = familyItems(keyOf(key), familyOf(dimension)).every((item) => items.has(item));
    return isWhole ? cache(`people ${key} ${dimension}`, compute) : compute();
  };

  const score = (entry: ProfileEntry, key: KeyId, dimension: Dimension): ScoreWithInterval | undefined =>
    cache(`score ${nameOf(entry)} ${key} ${dimension}`, () => {
      const { values } = entry.summary();
      const found = clusteredScore(values, keyOf(key), dimension);
      if (found === undefined) return undefined;
      const { centred, items, queries } = found;
      // People's items are taken as given, and their raters are drawn; a model's answers are taken as given.
      const error =
        entry.kind === "human"
          ? {
              se: Math.sqrt(humanVariance(key, dimension, new Set(values.keys()))),
              degrees: raterDegrees(survey()),
            }
          : { se: found.se, degrees: queries - 1 };
      return { dimension, centred, items, queries, interval: intervalOf(centred, error) };
    });

  const difference = (
    one: ProfileEntry,
    other: ProfileEntry,
    key: KeyId,
    dimension: Dimension,
  ): Difference | undefined =>
    cache(`difference ${nameOf(one)} ${nameOf(other)} ${key} ${dimension}`, () => {
      const values = differencesOf(one.summary().values, other.summary().values);
      const found = clusteredScore(values, keyOf(key), dimension, (value) => -value);
      if (found === undefined) return undefined;
      const { centred, items, queries, se } = found;
      const isHuman = one.kind === "human" || other.kind === "human";
      const variance = isHuman ? humanVariance(key, dimension, new Set(values.keys())) : 0;
      const interval = intervalOf(centred, {
        se: se === undefined ? undefined : Math.sqrt(se ** 2 + variance),
        degrees: queries - 1,
      });
      return { dimension, centred, items, queries, interval, verdict: verdictOf(interval) };
    });

  const reference = (): ScreenReference =>
    cache("screen reference", () =>
      screenReference(
        embedded().flatMap(({ run, isReference }) => (run !== undefined && isReference ? [run()] : [])),
        survey(),
        keyOf("released"),
      ),
    );

  const screen = (entry: ProfileEntry): Screen | undefined =>
    cache(`screen ${nameOf(entry)}`, () =>
      entry.run === undefined ? undefined : screenRun(entry.run(), reference(), seededRandom(SCREEN_SEED)),
    );

  const isRanked = (entry: ProfileEntry): boolean => {
    const verdict = screen(entry)?.verdict;
    return verdict !== undefined && verdict !== "do_not_interpret";
  };

  return {
    scores: (entry, key, family) =>
      DIMENSIONS_OF[family].flatMap((dimension) => score(entry, key, dimension) ?? []),
    differences: (one, other, key, family) =>
      DIMENSIONS_OF[family].flatMap((dimension) => difference(one, other, key, dimension) ?? []),
    rankRanges: (entries, key, dimension) =>
      cache(`ranks ${entries.map(nameOf).join(" ")} ${key} ${dimension}`, () => {
        const ranked = entries.filter(
          (entry) => isRanked(entry) && score(entry, key, dimension) !== undefined,
        );
        return new Map(
          ranked.map((entry) => {
            const verdicts = ranked
              .filter((other) => other !== entry)
              .map((other) => difference(entry, other, key, dimension)?.verdict);
            return [
              entry.id,
              {
                first: 1 + verdicts.filter((verdict) => verdict === "lower").length,
                last: ranked.length - verdicts.filter((verdict) => verdict === "higher").length,
              },
            ];
          }),
        );
      }),
    screen,
    *warmUp() {
      for (const entry of embedded()) yield void entry.summary();
      reference();
      for (const entry of embedded()) yield void screen(entry);
      for (const entry of embedded())
        for (const dimension of DIMENSIONS_OF.values) yield void score(entry, "released", dimension);
    },
  };
}

function verdictOf(interval: Interval | undefined): DifferenceVerdict {
  if (interval === undefined) return "unclear";
  if (interval.lower > 0) return "higher";
  return interval.upper < 0 ? "lower" : "unclear";
}

function intervalOf(
  estimate: number,
  { se, degrees }: { readonly se: number | undefined; readonly degrees: number },
): Interval | undefined {
  return se === undefined || degrees < 1 ? undefined : tInterval(estimate, se, degrees, LEVEL);
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
