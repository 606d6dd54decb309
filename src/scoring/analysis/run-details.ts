import type { Item } from "../../instrument/item.ts";
import type { Key } from "../../instrument/key.ts";
import { type DimensionItems, itemContributions } from "../score/item-contributions.ts";
import { type PromptProfile, promptProfiles } from "../score/prompt-profiles.ts";
import type { ReducedRun } from "../score/reduced-run.ts";
import { sensitivity } from "../screen/sensitivity.ts";
import type { Sensitivity } from "../screen/sensitivity-figures.ts";
import { type KeySensitivity, keySensitivity } from "./key-sensitivity.ts";
import { type RatingDistribution, ratingDistribution } from "./rating-distribution.ts";
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
 * @param keys all keys, to be set side by side
 */
export function runDetails(
  reduced: ReducedRun,
  { keys, items }: { readonly keys: readonly Key[]; readonly items: readonly Item[] },
): RunDetails {
  const { run, key, ratings } = reduced;
  return {
    distribution: ratingDistribution(run.responses, items),
    prompts: promptProfiles(run, key),
    sensitivity: sensitivity(run.responses),
    topics: topicScores(ratings, key, items),
    items: itemContributions(ratings, key),
    keys: keySensitivity(reduced, keys),
  };
}
