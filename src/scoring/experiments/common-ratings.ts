import { mean } from "simple-statistics";
import type { ItemId } from "../../instrument/item.ts";
import type { Key } from "../../instrument/key.ts";
import type { Run } from "../../runs/answer.ts";
import { pairRuns } from "../compare/pair-runs.ts";
import type { PairedValues } from "../compare/paired-differences.ts";
import { type ItemValues, itemRatings } from "../score/item-ratings.ts";

/** Item ratings of two runs over the prompts that both have a rating for. */
export function pairedValues(a: Run, b: Run, key: Key): PairedValues {
  const pair = pairRuns(a, b, key);
  return { a: itemRatings(pair.a), b: itemRatings(pair.b) };
}

/** Item ratings of several runs over the prompts that all of them have a rating for. */
export function commonRatings(runs: readonly Run[], key: Key): readonly ItemValues[] {
  return runs.map((run) =>
    itemRatings(
      runs.reduce((kept, other) => pairRuns({ ...run, responses: kept }, other, key).a, run.responses),
    ),
  );
}

/** The mean of several respondents' ratings, item by item. */
export function meanRatings(respondents: readonly ItemValues[]): ItemValues {
  const [first = new Map<ItemId, number>()] = respondents;
  return new Map(
    [...first.keys()].map((item) => [
      item,
      mean(respondents.map((values) => values.get(item) ?? Number.NaN)),
    ]),
  );
}
