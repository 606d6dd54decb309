/**
 * What other projects may import: the config helper, and the pure parts that make scores of answers. Everything
 * promptfoo needs (prompts, tests, assertion, hooks, providers) it loads by the references that the helper returns.
 */

export { type ParsedAnswer, parseRating } from "./assertions/parse-rating.ts";
export { DIMENSIONS, type Dimension, labelOf, VALUES, type Value } from "./instrument/dimensions.ts";
export type { Item, ItemId } from "./instrument/item.ts";
export type { Key, KeyId } from "./instrument/key.ts";
export { LABELS, type Rating } from "./instrument/scale.ts";
export { VARIANTS, type Variant } from "./instrument/variant.ts";
export { publishedProvider } from "./promptfoo/config/published-provider.ts";
export {
  type Persona,
  type PortraitConfig,
  type PortraitOptions,
  valuePortrait,
} from "./promptfoo/config/value-portrait.ts";
export { readOutputs } from "./promptfoo/read-outputs.ts";
export { loadItems, loadKey } from "./release/data.ts";
export type { Answer, Response, Run, UnusableKind } from "./runs/answer.ts";
export type { AnswerCounts, Profile, Score } from "./scoring/score/profile.ts";
export { scoreRun } from "./scoring/score/score-run.ts";
