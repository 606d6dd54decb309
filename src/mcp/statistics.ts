import { DIMENSIONS_OF, type Dimension, type Family, familyOf } from "../instrument/dimensions.ts";
import type { ItemId } from "../instrument/item.ts";
import { familyItems, type Key, type KeyId } from "../instrument/key.ts";
import type { Survey } from "../instrument/survey.ts";
import { makeCache } from "../lib/memo.ts";
import { seededRandom } from "../lib/random.ts";
import { SHORT_FORM_KEY } from "../release/short-form.ts";
import { type AxisScore, axes } from "../scoring/analysis/axes.ts";
import type { Headline } from "../scoring/compare/comparison.ts";
import { HEADLINE_DIMENSIONS, headline } from "../scoring/compare/headline.ts";
import { pairRuns } from "../scoring/compare/pair-runs.ts";
import {
  type PairedValues,
  pairedDifferences,
  pairedInterval,
  type TestedDifference,
} from "../scoring/compare/paired-differences.ts";
import { profileChange } from "../scoring/compare/profile-change.ts";
import { hasRank, type RankRange, rankRanges } from "../scoring/compare/rank-ranges.ts";
import { tierLabels } from "../scoring/compare/tier-labels.ts";
import { tiers } from "../scoring/compare/tiers.ts";
import { DEFAULT_MARGIN, type Judgement } from "../scoring/compare/verdict.ts";
import { compareWithHumans } from "../scoring/people/compare-with-humans.ts";
import { raterError } from "../scoring/people/rater-error.ts";
import {
  differentiation,
  explainedByDifferentiation,
  explainedShare,
} from "../scoring/score/differentiation.ts";
import {
  contributionDifferences,
  type DimensionItems,
  itemContributions,
} from "../scoring/score/item-contributions.ts";
import { type ItemValues, itemRatings } from "../scoring/score/item-ratings.ts";
import { reduceRun } from "../scoring/score/reduced-run.ts";
import type { Screen } from "../scoring/screen/screen.ts";
import type { ScreenReference } from "../scoring/screen/screen-reference.ts";
import { screenRun } from "../scoring/screen/validity-screen.ts";
import type { Interval } from "../scoring/statistics/interval.ts";
import { clusterRobustSe } from "../scoring/uncertainty/cluster-robust-se.ts";
import { DEFAULT_RESAMPLES, DEFAULT_SEED } from "../scoring/uncertainty/query-draws.ts";
import {
  contrastValue,
  type QuerySums,
  querySums,
  scoreContrast,
  sizeOf,
} from "../scoring/uncertainty/query-sums.ts";
import { whyNoInterval, whyNoScoreInterval } from "../scoring/uncertainty/score-intervals.ts";
import { LEVEL, studentInterval } from "../scoring/uncertainty/uncertainty.ts";
import type { ProfileEntry } from "./profiles.ts";

/** A score, or a difference of two, with what one needs to judge it; in rating points. */
export type Estimate = {
  readonly dimension: Dimension;
  readonly centred: number;
  /** 95%; undefined where there is none, as with items of one query only. */
  readonly interval: Interval | undefined;
  /** The standard error that the interval is made of. */
  readonly se: number | undefined;
  /** Keyed items with a rating; 0 of a score that was published without. */
  readonly items: number;
};

/** A difference with its verdict, as `judgeDifferences` decides it. */
export type Difference = Estimate & Pick<Judgement, "adjustedP" | "verdict">;

/** Statistics of profiles, computed on first use and kept for each profile, key and dimension. */
export type Statistics = {
  /** Undefined where no item of the dimension has a rating. */
  readonly score: (entry: ProfileEntry, key: KeyId, dimension: Dimension) => Estimate | undefined;
  /** Without dimensions of which no item has a rating. */
  readonly scores: (entry: ProfileEntry, key: KeyId, family: Family) => readonly Estimate[];
  /** `one` minus `other`, over what both have rated. */
  readonly differences: (
    one: ProfileEntry,
    other: ProfileEntry,
    key: KeyId,
    family: Family,
  ) => readonly Difference[];
  /** What `one` and `other` come to over the ten values, in one sentence; undefined for people, of whom none is tested. */
  readonly headline: (one: ProfileEntry, other: ProfileEntry, key: KeyId) => Headline | undefined;
  /** The share of the differences that is one of differentiation, see `explainedShare`. */
  readonly explained: (
    one: ProfileEntry,
    other: ProfileEntry,
    key: KeyId,
    families: readonly Family[],
  ) => number | undefined;
  /** Which dimensions of a family a profile's own answers rank; undefined of people, and where it has no scores. */
  readonly tierLabels: (
    entry: ProfileEntry,
    key: KeyId,
    family: Family,
  ) => ReadonlyMap<Dimension, string> | undefined;
  /** What each item adds to a score, or to the difference from another profile's; the most first. */
  readonly contributions: (
    one: ProfileEntry,
    other: ProfileEntry | undefined,
    key: KeyId,
    dimension: Dimension,
  ) => Pick<DimensionItems, "items" | "familyMean">;
  /**
   * The ranks that an entry's paired differences from the others admit, each at 95%. People, and profiles that
   * are not to be interpreted, have no rank and take none.
   */
  readonly rankRanges: (
    entries: readonly ProfileEntry[],
    key: KeyId,
    dimension: Dimension,
  ) => ReadonlyMap<string, RankRange>;
  /** Without those of which a value has no interval; none for people. */
  readonly axes: (entry: ProfileEntry, key: KeyId) => readonly AxisScore[];
  /** The slope of an entry's ratings on people's mean ratings. */
  readonly differentiation: (entry: ProfileEntry) => number | undefined;
  /** May the profile be interpreted? Undefined for people: the screen is about one respondent's answers. */
  readonly screen: (entry: ProfileEntry) => Screen | undefined;
  /** Whether `screen` has its answer at hand. */
  readonly isExamined: (entry: ProfileEntry) => boolean;
  /** Does what a first call would have to wait for; yields between steps. */
  readonly warmUp: () => Generator<undefined, void>;
};

type Sources = {
  readonly key: (id: KeyId) => Key;
  readonly survey: () => Survey;
  /** People's mean ratings. */
  readonly people: () => ItemValues;
  /** Portrait ids, ascending. */
  readonly queries: () => readonly number[];
  /** What the validity screen compares a run with. */
  readonly reference: (key: KeyId) => ScreenReference;
  /** The screen of a released model, which is part of the release. */
  readonly releasedScreen: (model: string) => Screen;
  /** The tiers of a released model, which are too. */
  readonly releasedTiers: (model: string, key: KeyId) => ReadonlyMap<Dimension, string>;
  /** The released models and people. */
  readonly embedded: () => readonly ProfileEntry[];
};

export function makeStatistics({
  key: keyOf,
  survey,
  people,
  queries,
  reference,
  releasedScreen,
  releasedTiers,
  embedded,
}: Sources): Statistics {
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
      if (!entry.isScored(key)) return undefined;
      if (entry.published !== undefined) return publishedScore(entry.published, dimension);
      const contrast = scoreContrast(ownSums(entry, key), dimension);
      const { items } = sizeOf(contrast.of);
      if (items === 0 || whyNoInterval(contrast) === "too_few_items") return undefined;
      const centred = contrastValue(contrast);
      // A model's answers are taken as given and queries drawn; people's queries are, and their raters drawn.
      const error =
        entry.kind === "human"
          ? {
              se: Math.sqrt(raterVariance(key, dimension, new Set(entry.summary().values.keys()))),
              degreesOfFreedom: raterDegrees(survey()),
            }
          : whyNoScoreInterval(contrast) === undefined
            ? clusterRobustSe(contrast)
            : undefined;
      const interval = error && studentInterval(centred, error, LEVEL);
      return { dimension, centred, items, interval, se: error?.se };
    });

  const itemsOf = (entry: ProfileEntry): string =>
    cache(`items ${nameOf(entry)}`, () => [...entry.summary().values.keys()].toSorted().join(" "));

  /** Whether all ratings of both are comparable, so that their own scores are. */
  const areWholePair = (one: ProfileEntry, other: ProfileEntry): boolean =>
    itemsOf(one) === itemsOf(other) &&
    (one.kind === "human" ||
      other.kind === "human" ||
      one.summary().partial.size + other.summary().partial.size === 0);

  /** Ratings over what both have rated: items and prompts of runs, items of people. */
  const pairedValues = (one: ProfileEntry, other: ProfileEntry, key: KeyId): PairedValues => {
    const [a, b] = [one.summary(), other.summary()];
    if (areWholePair(one, other)) return { a: a.values, b: b.values };
    const common = commonValues(a.values, b.values);
    if (one.run === undefined || other.run === undefined) return common;
    // Of the other items both have all six ratings.
    const partial = new Set([...a.partial, ...b.partial]);
    const pair = pairRuns(one.run(partial), other.run(partial), keyOf(key));
    return {
      a: withValues(common.a, partial, itemRatings(pair.a)),
      b: withValues(common.b, partial, itemRatings(pair.b)),
    };
  };

  const ownContributions = (entry: ProfileEntry, key: KeyId): readonly DimensionItems[] =>
    cache(`contributions ${nameOf(entry)} ${key}`, () =>
      itemContributions(entry.summary().values, keyOf(key)),
    );

  const allDifferences = (one: ProfileEntry, other: ProfileEntry, key: KeyId): readonly Difference[] =>
    cache(`differences ${nameOf(one)} ${nameOf(other)} ${key}`, () => {
      if (!one.isScored(key) || !other.isScored(key)) return [];
      if (other.kind === "human") return fromPeople(one, key);
      if (one.kind === "human") return fromPeople(other, key).map(turned);
      const rows = pairedDifferences(pairedValues(one, other, key), keyOf(key), COMPARISON);
      return [...rows.values()].flatMap((row): Difference[] =>
        row.kind === "compared" ? [differenceOf(row.dimension, row.difference, row.items, row.test)] : [],
      );
    });

  const differentiationOf = (entry: ProfileEntry): number | undefined =>
    cache(`differentiation ${nameOf(entry)}`, () => differentiation(entry.summary().values, people()));

  const explained = (one: ProfileEntry, other: ProfileEntry, key: KeyId, dimension: Dimension) =>
    cache(`explained ${nameOf(one)} ${nameOf(other)} ${key} ${dimension}`, () => {
      const [slope, otherSlope] = [differentiationOf(one), differentiationOf(other)];
      if (slope === undefined || otherSlope === undefined) return undefined;
      const common = new Set(commonValues(one.summary().values, other.summary().values).a.keys());
      return explainedByDifferentiation(slope - otherSlope, people(), keyOf(key), dimension, common);
    });

  const fromPeople = (entry: ProfileEntry, key: KeyId): readonly Difference[] => {
    const respondent = { subject: entry.name, ratings: entry.summary().values };
    const rows = compareWithHumans(respondent, survey(), keyOf(key), { ...COMPARISON, released: [] });
    return rows.flatMap(({ dimension, difference, items, test }): Difference[] =>
      test === undefined ? [] : [differenceOf(dimension, difference, items, test)],
    );
  };

  const examined = new Set<string>();
  const screen = (entry: ProfileEntry): Screen | undefined =>
    cache(`screen ${nameOf(entry)}`, () => {
      if (entry.run === undefined) return undefined;
      if (entry.kind === "model") return releasedScreen(entry.name);
      examined.add(nameOf(entry));
      return screenRun(
        reduceRun(entry.run(), keyOf(screenKey(entry)), entry.summary().values),
        reference(screenKey(entry)),
        seededRandom(DEFAULT_SEED),
      );
    });

  const headlineOf = (one: ProfileEntry, other: ProfileEntry, key: KeyId): Headline | undefined =>
    cache(`headline ${nameOf(one)} ${nameOf(other)} ${key}`, () => {
      if (one.run === undefined || other.run === undefined) return undefined;
      if (!one.isScored(key) || !other.isScored(key)) return undefined;
      const dimensions = HEADLINE_DIMENSIONS;
      return headline({
        scope: "population",
        differences: allDifferences(one, other, key).flatMap(({ centred, se, ...rest }) =>
          se === undefined ? [] : [{ ...rest, difference: centred, se }],
        ),
        change: profileChange(one.run(), other.run(), keyOf(key), dimensions, {
          permutations: COMPARISON.resamples,
          random: seededRandom(COMPARISON.seed),
        }),
        dimensions,
        margin: COMPARISON.margin,
        screens: [one, other].flatMap((entry) => screen(entry) ?? []),
      });
    });

  const intervalBetween = (one: ProfileEntry, other: ProfileEntry, key: KeyId, dimension: Dimension) => {
    const [sumsA, sumsB] =
      itemsOf(one) === itemsOf(other)
        ? [ownSums(one, key), ownSums(other, key)]
        : commonSums(one, other, key);
    return pairedInterval(sumsA, sumsB, dimension);
  };

  const commonSums = (one: ProfileEntry, other: ProfileEntry, key: KeyId): [QuerySums, QuerySums] => {
    const { a, b } = commonValues(one.summary().values, other.summary().values);
    return [sumsOf(a, key), sumsOf(b, key)];
  };

  return {
    score,
    scores: (entry, key, family) =>
      DIMENSIONS_OF[family].flatMap((dimension) => score(entry, key, dimension) ?? []),
    differences: (one, other, key, family) =>
      allDifferences(one, other, key).filter(({ dimension }) => familyOf(dimension) === family),
    headline: headlineOf,
    explained: (one, other, key, families) =>
      explainedShare(
        allDifferences(one, other, key)
          .filter(({ dimension }) => families.includes(familyOf(dimension)))
          .map(({ dimension, centred }) => ({
            difference: centred,
            explained: explained(one, other, key, dimension),
          })),
      ),
    tierLabels: (entry, key, family) =>
      cache(`tiers ${nameOf(entry)} ${key} ${family}`, () => {
        if (entry.run === undefined || !entry.isScored(key)) return undefined;
        if (entry.kind === "model") return releasedTiers(entry.name, key);
        const reduced = reduceRun(entry.run(), keyOf(key), entry.summary().values);
        return tierLabels(tiers(reduced, family, { seed: COMPARISON.seed }));
      }),
    contributions(one, other, key, dimension) {
      const of = (found: readonly DimensionItems[]) =>
        found.find((items) => items.dimension === dimension) ?? NO_ITEMS;
      const between = (own: ItemsOfScore, others: ItemsOfScore): ItemsOfScore => ({
        items: contributionDifferences(own.items, others.items),
        familyMean:
          own.familyMean === undefined || others.familyMean === undefined
            ? undefined
            : own.familyMean - others.familyMean,
      });
      if (other === undefined) return of(ownContributions(one, key));
      if (areWholePair(one, other))
        return between(of(ownContributions(one, key)), of(ownContributions(other, key)));
      const { a, b } = pairedValues(one, other, key);
      return between(of(itemContributions(a, keyOf(key))), of(itemContributions(b, keyOf(key))));
    },
    rankRanges: (entries, key, dimension) =>
      cache(`ranks ${entries.map(nameOf).join(" ")} ${key} ${dimension}`, () => {
        const ranked = entries.filter(
          (entry) => hasRank(screen(entry)) && score(entry, key, dimension) !== undefined,
        );
        const ranges = rankRanges(ranked, (one, other) => intervalBetween(one, other, key, dimension));
        return new Map([...ranges].map(([entry, range]) => [entry.id, range]));
      }),
    axes: (entry, key) =>
      entry.kind === "human" || entry.published !== undefined || !entry.isScored(key)
        ? []
        : axes(ownSums(entry, key)),
    differentiation: differentiationOf,
    screen,
    isExamined: (entry) => entry.kind !== "run" || examined.has(nameOf(entry)),
    *warmUp() {
      for (const entry of embedded()) if (entry.run !== undefined) yield void entry.summary();
      yield void reference("released");
      for (const entry of embedded()) yield void screen(entry);
      for (const entry of embedded())
        for (const dimension of DIMENSIONS_OF.values) yield void score(entry, "released", dimension);
    },
  };
}

/** The released key, whichever is asked for, so that a profile has one verdict; another where that gives no scores. */
function screenKey(entry: ProfileEntry): KeyId {
  return entry.isScored("released") ? "released" : SHORT_FORM_KEY;
}

/** What decides a comparison unless a command line says otherwise, so that all faces say the same. */
const COMPARISON = { margin: DEFAULT_MARGIN, seed: DEFAULT_SEED, resamples: DEFAULT_RESAMPLES };

type ItemsOfScore = Pick<DimensionItems, "items" | "familyMean">;

const NO_ITEMS: ItemsOfScore = { items: [], familyMean: undefined };

function differenceOf(
  dimension: Dimension,
  centred: number,
  items: number,
  { error, interval, adjustedP, verdict }: TestedDifference,
): Difference {
  return { dimension, centred, items, interval, se: error.se, adjustedP, verdict };
}

/** The same difference seen from the other side. */
function turned({ centred, interval, verdict, ...rest }: Difference): Difference {
  return {
    ...rest,
    centred: -centred,
    interval: interval && { lower: -interval.upper, upper: -interval.lower },
    verdict: verdict === "higher" ? "lower" : verdict === "lower" ? "higher" : verdict,
  };
}

function commonValues(one: ItemValues, other: ItemValues): PairedValues {
  const within = (values: ItemValues, others: ItemValues) =>
    new Map([...values].filter(([item]) => others.has(item)));
  return { a: within(one, other), b: within(other, one) };
}

/** Some items' values in place of what stood there; items without one are left out. */
function withValues(values: ItemValues, items: ReadonlySet<ItemId>, own: ItemValues): ItemValues {
  return new Map([...[...values].filter(([item]) => !items.has(item)), ...own]);
}

/** A score as it was published, of which nothing else is known. */
function publishedScore(
  published: Readonly<Partial<Record<Dimension, number>>>,
  dimension: Dimension,
): Estimate | undefined {
  const centred = published[dimension];
  return centred === undefined
    ? undefined
    : { dimension, centred, items: 0, interval: undefined, se: undefined };
}

/** Raters minus survey groups, each of which has its own mean. */
function raterDegrees({ groups }: Survey): number {
  return groups.reduce((sum, { raters }) => sum + raters.length - 1, 0);
}
