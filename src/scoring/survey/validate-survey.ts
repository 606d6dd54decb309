import { max } from "simple-statistics";
import { DIMENSIONS, type Dimension, VALUES, type Value } from "../../instrument/dimensions.ts";
import type { Item, ItemId, Loading } from "../../instrument/item.ts";
import { commonKey, type Key } from "../../instrument/key.ts";
import type { Survey } from "../../instrument/survey.ts";
import type { Random } from "../../lib/random.ts";
import type { Profile } from "../score/profile.ts";
import { circleStructure, type PairCorrelation, sharedItems } from "./circle-structure.ts";
import { withExactTies } from "./exact-ties.ts";
import { type Explanation, explainMismatches, TOLERANCE } from "./explain-mismatches.ts";
import { measuresDimension } from "./measures-dimension.ts";
import { type PermutationNull, permutationNull } from "./permutation-null.ts";
import { type Loadings, recomputeLoadings } from "./recompute-loadings.ts";
import { responseStyle } from "./response-style.ts";

/** How well the released correlations follow from the released survey. */
type LoadingCheck = {
  /** Correlations compared. */
  readonly total: number;
  /** Correlations whose rho and p both agree within 1e-9. */
  readonly reproduced: number;
  /** Items all of whose correlations agree, and the others. */
  readonly exactItems: readonly ItemId[];
  readonly otherItems: readonly ItemId[];
  /** Largest difference of rho or p among the exact items, and of rho among the others. */
  readonly largestExact: number;
  readonly largestOther: number;
};

/** An item that the paper's rule tags, or not, depending on whether equal scores are tied. */
type TieTag = {
  readonly item: ItemId;
  readonly dimension: Dimension;
  /** Tagged with the scores as the release stores them. */
  readonly asStored: boolean;
};

/** A pair of neighbours or opposites on the circle, among the models and among the raters themselves. */
type CirclePair = Omit<PairCorrelation, "r"> & {
  /** Pearson's correlation among the models, -1 to 1. */
  readonly models: number;
  /** Among the raters' questionnaire scores: the yardstick. */
  readonly people: number;
  /** Items that the key scores for both values. */
  readonly sharedItems: number;
};

/** What the released survey says about the instrument. */
export type SurveyValidation = {
  readonly raters: number;
  readonly groups: number;
  readonly ratings: number;
  readonly loadings: LoadingCheck;
  readonly explanations: readonly Explanation[];
  /** Tags by chance; the observed counts are those of the recomputed correlations. */
  readonly chance: PermutationNull;
  readonly style: Readonly<Record<Dimension, Loading | undefined>>;
  readonly tieTags: readonly TieTag[];
  readonly circle: readonly CirclePair[];
  /** Number of models behind `circle`, and their key. */
  readonly circleModels: number;
  readonly circleKey: string;
};

/**
 * Recomputes the human side of the instrument from the released survey: all correlations between items and
 * questionnaires (520 x 19), what explains those that do not come out, how many tags chance would give, how far
 * the raters' habit of agreeing goes with their values, which tags hang on rounding error, and whether the
 * released models respect Schwartz's circle. About two seconds with 1,000 permutations.
 * @param profiles of the released models, all under `key`
 * @throws {RangeError} profiles under another key
 */
export function validateSurvey(
  survey: Survey,
  items: readonly Item[],
  key: Key,
  profiles: readonly Profile[],
  settings: { readonly permutations?: number; readonly random: Random },
): SurveyValidation {
  const circleKey = commonKey([{ key: key.id }, ...profiles]);
  const loadings = recomputeLoadings(survey);
  const byId = new Map(items.map((item) => [item.id, item]));
  return {
    raters: new Set(survey.groups.flatMap(({ raters }) => raters)).size,
    groups: survey.groups.length,
    ratings: survey.groups.reduce((sum, { raters, ratings }) => sum + raters.length * ratings.size, 0),
    loadings: checkLoadings(items, loadings),
    explanations: explainMismatches(survey, (item, dimension) => {
      const known = byId.get(item);
      if (known === undefined) throw new RangeError(`the survey has an unknown item: ${item}`);
      return known.loadings[dimension];
    }),
    chance: permutationNull(survey, settings),
    style: responseStyle(survey),
    tieTags: tieTags(loadings, recomputeLoadings(withExactTies(survey))),
    circle: circlePairs(survey, key, profiles),
    circleModels: profiles.length,
    circleKey,
  };
}

function checkLoadings(items: readonly Item[], loadings: Loadings): LoadingCheck {
  const rows = items.map(({ id, loadings: released }) => ({
    id,
    gaps: DIMENSIONS.map((dimension) => gap(loadings.get(id)?.[dimension], released[dimension])),
  }));
  const isExact = ({ gaps }: (typeof rows)[number]) => gaps.every(agrees);
  const exact = rows.filter(isExact);
  const others = rows.filter((row) => !isExact(row));
  return {
    total: items.length * DIMENSIONS.length,
    reproduced: rows.reduce((sum, { gaps }) => sum + gaps.filter(agrees).length, 0),
    exactItems: exact.map(({ id }) => id),
    otherItems: others.map(({ id }) => id),
    largestExact: max([0, ...exact.flatMap(({ gaps }) => gaps.flatMap(({ rho, p }) => [rho, p]))]),
    largestOther: max([0, ...others.flatMap(({ gaps }) => gaps.map(({ rho }) => rho))]),
  };
}

/** Absolute differences; infinite where there is no correlation. */
function gap(own: Loading | undefined, released: Loading): Loading {
  if (own === undefined) return { rho: Number.POSITIVE_INFINITY, p: Number.POSITIVE_INFINITY };
  return { rho: Math.abs(own.rho - released.rho), p: Math.abs(own.p - released.p) };
}

function agrees({ rho, p }: Loading): boolean {
  return rho <= TOLERANCE && p <= TOLERANCE;
}

function tieTags(stored: Loadings, exact: Loadings): TieTag[] {
  return [...stored].flatMap(([item, loadings]) =>
    DIMENSIONS.flatMap((dimension): TieTag[] => {
      const asStored = isTag(loadings[dimension]);
      return asStored === isTag(exact.get(item)?.[dimension]) ? [] : [{ item, dimension, asStored }];
    }),
  );
}

function isTag(loading: Loading | undefined): boolean {
  return loading !== undefined && measuresDimension(loading);
}

function circlePairs(survey: Survey, key: Key, profiles: readonly Profile[]): CirclePair[] {
  const raters = [...new Set(survey.groups.flatMap((group) => group.raters))];
  const people = circleStructure(raters.flatMap((rater) => survey.questionnaires.get(rater) ?? []));
  const models = circleStructure(profiles.map(valueScores));
  return models.map(({ pair, expected, r }) => ({
    pair,
    expected,
    models: r,
    people: people.find((row) => row.pair === pair)?.r ?? Number.NaN,
    sharedItems: sharedItems(key, pair),
  }));
}

function valueScores({ scores }: Profile): Readonly<Partial<Record<Value, number>>> {
  return Object.fromEntries(
    VALUES.flatMap((value) => {
      const score = scores[value];
      return score === undefined ? [] : [[value, score.centred]];
    }),
  );
}
