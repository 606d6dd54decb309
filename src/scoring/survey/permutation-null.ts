import {
  DIMENSIONS,
  DIMENSIONS_OF,
  type Dimension,
  FAMILIES,
  type Family,
} from "../../instrument/dimensions.ts";
import type { RaterGroup, Survey } from "../../instrument/survey.ts";
import type { Random } from "../../lib/random.ts";
import { recordOf } from "../../lib/record-of.ts";
import { midranks } from "../statistics/midranks.ts";
import { rankCorrelationP } from "../statistics/spearman.ts";
import { MIN_LOADING, measuresDimension } from "./measures-dimension.ts";
import { questionnaireScores } from "./recompute-loadings.ts";

/** Tags that the survey gives against tags that chance gives. A tag is an item that measures a dimension. */
type ChanceTags = {
  readonly observed: number;
  /** Mean over the permutations. */
  readonly expected: number;
  /** Standard deviation (population) over the permutations. */
  readonly sd: number;
  /** Share of permutations with at least as many tags as observed, the observed one counted among them. */
  readonly p: number;
};

export type PermutationNull = {
  readonly permutations: number;
  readonly dimensions: Readonly<Record<Dimension, ChanceTags>>;
  readonly families: Readonly<Record<Family, ChanceTags>>;
};

/** Midranks, centred and of length 1, so that dot products are rank correlations. */
type RankedGroup = {
  readonly n: number;
  /** `n` for each item, item after item. */
  readonly items: Float64Array;
  /** `n` for each dimension. */
  readonly scores: readonly Float64Array[];
};

/**
 * How many items would be tagged if ratings had nothing to do with questionnaires: the questionnaires are dealt
 * out anew among the raters of each group, whole profiles at a time, and all items are tagged again by the
 * paper's rule. What items share with each other and dimensions with each other stays as it is; only their link
 * is broken. `expected / observed` estimates the share of tags that are due to chance.
 * Typed arrays because this is 0.45 million products per permutation: 1,000 take one to two seconds.
 */
export function permutationNull(
  survey: Survey,
  { permutations = 1000, random }: { readonly permutations?: number; readonly random: Random },
): PermutationNull {
  const groups = survey.groups.map((group) => rankGroup(survey, group));
  const inOrder = groups.map(({ n }) => Uint16Array.from({ length: n }, (_, rater) => rater));
  const observed = countTags(groups, inOrder);
  const counts = Array.from({ length: permutations }, () =>
    countTags(
      groups,
      inOrder.map((order) => shuffled(order, random)),
    ),
  );
  const compare = (dimensions: readonly Dimension[]): ChanceTags => {
    const total = (tags: Uint32Array) =>
      dimensions.reduce((sum, dimension) => sum + (tags[DIMENSIONS.indexOf(dimension)] ?? 0), 0);
    return compareWithChance(total(observed), counts.map(total));
  };
  return {
    permutations,
    dimensions: recordOf(DIMENSIONS, (dimension) => compare([dimension])),
    families: recordOf(FAMILIES, (family) => compare(DIMENSIONS_OF[family])),
  };
}

function rankGroup(survey: Survey, group: RaterGroup): RankedGroup {
  return {
    n: group.raters.length,
    items: Float64Array.from([...group.ratings.values()].flatMap(unitRanks)),
    scores: DIMENSIONS.map((dimension) =>
      Float64Array.from(unitRanks(questionnaireScores(survey, group, dimension))),
    ),
  };
}

function unitRanks(values: readonly number[]): number[] {
  const centred = midranks(values).map((rank) => rank - (values.length + 1) / 2);
  const length = Math.hypot(...centred);
  // Where all values are equal there is no correlation, hence no tag.
  return centred.map((rank) => (length === 0 ? 0 : rank / length));
}

/** Tags per dimension when rater `order[i]` of each group stands in for rater i. */
function countTags(groups: readonly RankedGroup[], orders: readonly Uint16Array[]): Uint32Array {
  const tags = new Uint32Array(DIMENSIONS.length);
  for (const [index, { n, items, scores }] of groups.entries()) {
    const order = orders[index] ?? new Uint16Array();
    const dealt = new Float64Array(n);
    for (const [dimension, score] of scores.entries()) {
      for (let rater = 0; rater < n; rater += 1) dealt[rater] = score[order[rater] ?? 0] ?? 0;
      tags[dimension] = (tags[dimension] ?? 0) + countTagsOf(items, dealt);
    }
  }
  return tags;
}

function countTagsOf(items: Float64Array, score: Float64Array): number {
  const n = score.length;
  let tags = 0;
  for (let row = 0; row < items.length; row += n) {
    let rho = 0;
    for (let rater = 0; rater < n; rater += 1) rho += (items[row + rater] ?? 0) * (score[rater] ?? 0);
    // p costs far more than rho, and few correlations are this high.
    if (rho > MIN_LOADING && measuresDimension({ rho, p: rankCorrelationP(rho, n) })) tags += 1;
  }
  return tags;
}

/** Fisher and Yates. */
function shuffled(order: Uint16Array, random: Random): Uint16Array {
  const dealt = order.slice();
  for (let last = dealt.length - 1; last > 0; last -= 1) {
    const other = Math.floor(random() * (last + 1));
    const kept = dealt[last] ?? 0;
    dealt[last] = dealt[other] ?? 0;
    dealt[other] = kept;
  }
  return dealt;
}

function compareWithChance(observed: number, chance: readonly number[]): ChanceTags {
  const expected = chance.reduce((sum, count) => sum + count, 0) / chance.length;
  const variance = chance.reduce((sum, count) => sum + (count - expected) ** 2, 0) / chance.length;
  const atLeast = chance.filter((count) => count >= observed).length;
  return { observed, expected, sd: Math.sqrt(variance), p: (1 + atLeast) / (1 + chance.length) };
}
