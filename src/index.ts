/**
 * What other projects may import: the config helper, and the pure parts that make scores of answers. Everything
 * promptfoo needs (prompts, tests, assertion, hooks, providers) it loads by the references that the helper returns.
 */
export type { Answer, Response, Run, UnusableKind } from "./answer.ts";
export { type ParsedAnswer, parseRating } from "./assertions/parse-rating.ts";
export { loadItems, loadKey } from "./data.ts";
export { DIMENSIONS, type Dimension, labelOf, VALUES, type Value } from "./dimensions.ts";
export type { Item, ItemId } from "./item.ts";
export type { Key, KeyId } from "./key.ts";
export type { AnswerCounts, Profile, Score } from "./profile.ts";
export { publishedProvider } from "./promptfoo-config/published-provider.ts";
export {
  type Persona,
  type PortraitConfig,
  type PortraitOptions,
  valuePortrait,
} from "./promptfoo-config/value-portrait.ts";
export { readOutputs } from "./promptfoo-output.ts";
export { LABELS, type Rating } from "./scale.ts";
export { scoreRun } from "./scoring/score-run.ts";
export { VARIANTS, type Variant } from "./variant.ts";
