import type { Run } from "../answer.ts";
import type { Item } from "../item.ts";
import type { Key } from "../key.ts";
import type { Sensitivity } from "../published.ts";
import { type DimensionItems, itemContributions } from "./item-contributions.ts";
import { itemRatings } from "./item-ratings.ts";
import { type KeySensitivity, keySensitivity } from "./key-sensitivity.ts";
import { type PromptProfile, promptProfiles } from "./prompt-profiles.ts";
import { type RatingDistribution, ratingDistribution } from "./rating-distribution.ts";
import { sensitivity } from "./sensitivity.ts";
import { type TopicScores, topicScores } from "./topic-scores.ts";

/** What a report shows of one run beyond its analysis: how it answered, where, and through which items. */
export type RunDetails = {
  readonly distribution: RatingDistribution;
  readonly prompts: readonly PromptProfile[];
  readonly sensitivity: Sensitivity;
  readonly topics: readonly TopicScores[];
  readonly items: readonly DimensionItems[];
  readonly keys: KeySensitivity;
};

/**
 * Looks into a run.
 * @param key the one that the report scores under
 * @param keys all keys, to be set side by side
 */
export function runDetails(
  run: Run,
  { key, keys, items }: { readonly key: Key; readonly keys: readonly Key[]; readonly items: readonly Item[] },
): RunDetails {
  const ratings = itemRatings(run.responses);
  return {
    distribution: ratingDistribution(run.responses, items),
    prompts: promptProfiles(run, key),
    sensitivity: sensitivity(run.responses),
    topics: topicScores(ratings, key, items),
    items: itemContributions(ratings, key),
    keys: keySensitivity(run, keys),
  };
}
