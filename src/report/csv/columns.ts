import { DIMENSIONS, FAMILIES } from "../../instrument/dimensions.ts";
import { SOURCES } from "../../instrument/item.ts";
import { KEY_IDS } from "../../instrument/key.ts";
import { VERDICTS } from "../../scoring/compare/verdict.ts";
import type { WatchId } from "../../scoring/drift/watches.ts";
import { GAP_VERDICT_NAMES } from "../../scoring/experiments/gaps-against-people.ts";
import { SCREEN_VERDICTS } from "../../scoring/screen/screen.ts";
import { NO_INTERVAL_REASONS, RESAMPLED } from "../../scoring/uncertainty/interval.ts";

/** What may stand in a column; a cell may be empty in any. */
export type Range =
  | { readonly kind: "text" }
  | { readonly kind: "yes_no" }
  | { readonly kind: "word"; readonly words: readonly string[] }
  | {
      readonly kind: "number";
      readonly whole?: boolean;
      readonly from?: number;
      readonly to?: number;
    };

/** A column of CSV, as docs/CSV.md has it; a test holds both together, and every cell to its range. */
export type ColumnFacts = { readonly unit: string; readonly range: Range; readonly meaning: string };

const TEXT: Range = { kind: "text" };
const COUNT: Range = { kind: "number", whole: true, from: 0 };
const FREE: Range = { kind: "number" };
const SHARE: Range = { kind: "number", from: 0, to: 1 };
const POSITIVE: Range = { kind: "number", from: 0 };
const CORRELATION: Range = { kind: "number", from: -1, to: 1 };
const words = (list: readonly string[]): Range => ({ kind: "word", words: list });

const text = (meaning: string): ColumnFacts => ({ unit: "", range: TEXT, meaning });
const count = (unit: string, meaning: string): ColumnFacts => ({ unit, range: COUNT, meaning });
const points = (meaning: string, range: Range = FREE): ColumnFacts => ({ unit: "points", range, meaning });
const number = (range: Range, meaning: string): ColumnFacts => ({ unit: "", range, meaning });

/** The columns of a run, behind `run_`, or `a_` and `b_` where there are two. */
export const RUN_COLUMNS = {
  subject: text("model, with its persona and condition; several runs may be of one"),
  file: text("the file that holds it, the first of several"),
  files: count("files", "how many files hold it; 0 for a released model"),
  eval_id: text("promptfoo's id of the eval"),
  date: text("when the eval was made, ISO 8601"),
  validity: number(words(SCREEN_VERDICTS), "verdict of the validity screen; empty for people and averages"),
  planned: count("answers", "answers that were planned"),
  missing: count("answers", "planned answers that are not there"),
  answers: count("answers", "answers that are there"),
  usable: count("answers", "answers that hold a rating"),
  refusal: count("answers", "answers that decline"),
  ambiguous: count("answers", "answers that can be read in two ways"),
  no_label: count("answers", "answers without a label"),
  error: count("answers", "calls that brought no answer"),
} as const satisfies Record<string, ColumnFacts>;

/** The columns of what a gate watches, each behind `watch_` and the name of the watch. */
export const WATCH_COLUMNS = {
  from: number(FREE, "the figure of the baseline: a share of 0 to 1, points, or a slope"),
  to: number(FREE, "the figure of the run"),
  difference: number(FREE, "to minus from, on what both were asked"),
  lower: number(FREE, "90% interval, which is held against the margin"),
  upper: number(FREE, "90% interval, which is held against the margin"),
  margin: number(POSITIVE, "changes below it do not matter"),
  verdict: number(words(["equivalent", "drifted", "inconclusive"]), "what may be said of the change"),
} as const satisfies Record<string, ColumnFacts>;

/** All other columns, in the order of the documentation. */
export const COLUMNS = {
  run: text("the name by which the run is told from the others"),
  a: text("the name of the first run"),
  b: text("the name of the second run, the baseline; `human` for people"),
  key: number(words(KEY_IDS), "the scoring key"),
  over: number(words(RESAMPLED), "what errors and intervals are over"),
  margin: points("differences below it do not matter", POSITIVE),
  family: number(words(FAMILIES), "the family of the dimension"),
  dimension: number(words(DIMENSIONS), "the value or trait, spelled as in the release"),
  differentiation: number(
    FREE,
    "slope of the run's ratings on people's mean ratings: how strongly it separates popular from unpopular answers",
  ),
  a_differentiation: number(FREE, "differentiation of the first run, over the items that both rated"),
  b_differentiation: number(FREE, "differentiation of the second run, over the same items"),
  score: points(
    "mean rating of the dimension's items minus that of all items of its family; under the key `weighted` a weighted sum",
  ),
  a_score: points("score of the first run, on what both answered"),
  b_score: points("score of the second run, or of people, on the same items"),
  difference: points("first minus second"),
  se: points(
    "standard error of the score or difference, over queries; with people over raters too",
    POSITIVE,
  ),
  lower: points("95% interval: the score or difference minus Student's t times se"),
  upper: points("95% interval: the score or difference plus Student's t times se"),
  degrees_of_freedom: number(POSITIVE, "of Student's t"),
  key_se: points(
    "standard error over raters: how far the score moves when other raters make the key",
    POSITIVE,
  ),
  key_se_difference: points("the same of a difference of two scores", POSITIVE),
  by_differentiation: points("part of the difference that is one of differentiation"),
  no_interval: number(
    words(NO_INTERVAL_REASONS),
    "why there is no error and interval; empty where there is one",
  ),
  p: number(SHARE, "two-sided, of this figure alone"),
  adjusted_p: number(SHARE, "p adjusted for the family by Holm's method"),
  equivalence_lower: points("90% interval, which is held against the margin"),
  equivalence_upper: points("90% interval, which is held against the margin"),
  detectable: points("true difference that an unadjusted test finds four times in five", POSITIVE),
  verdict: number(words(VERDICTS), "what may be said of the difference"),
  percentile: {
    unit: "percent",
    range: { kind: "number", from: 0, to: 100 },
    meaning: "place among the released models",
  },
  mean: points("mean rating of the dimension's items", { kind: "number", from: 1, to: 6 }),
  sd: points("population standard deviation of the items' ratings", POSITIVE),
  items: count("items", "items of the dimension with a rating; of a key, all of the dimension"),
  queries: count("queries", "queries that these items belong to"),
  answers: count("answers", "usable answers to these items"),
  tier: number(
    { kind: "number", whole: true, from: 1 },
    "place of the tier within the family; different tiers differ",
  ),
  tier_size: count("dimensions", "dimensions in this tier"),
  tier_letters: text("dimensions of the family that share a letter cannot be told apart"),
  people_score: points("score of people on the same items"),
  people_difference: points("score minus people_score"),
  people_se: points("standard error of people_difference, over queries and raters", POSITIVE),
  people_lower: points("95% interval of people_difference"),
  people_upper: points("95% interval of people_difference"),
  people_p: number(SHARE, "two-sided, of people_difference alone"),
  people_adjusted_p: number(SHARE, "people_p adjusted for the family by Holm's method"),
  people_verdict: number(words(VERDICTS), "what may be said of people_difference"),
  people_percentile: {
    unit: "percent",
    range: { kind: "number", from: 0, to: 100 },
    meaning: "place among the released models",
  },
  published: points("the published score of the same model"),
  published_difference: points("score minus published"),
  outcome: number(
    words(["equivalent", "drifted", "inconclusive", "refused"]),
    "what the two runs come to over several dimensions",
  ),
  headline: text("the outcome in one sentence"),
  joint_p: number(SHARE, "of the one test over these dimensions together"),
  joint_dimensions: count("dimensions", "dimensions that outcome and headline are about"),
  items_outcome: number(
    words(["equivalent", "drifted", "inconclusive", "refused"]),
    "what the two runs come to on these items; outcome is on items like these",
  ),
  items_headline: text("the same in one sentence"),
  items_joint_p: number(SHARE, "of the one test on these items"),
  items_se: points(
    "standard error of the score or difference on these items, if they were put again",
    POSITIVE,
  ),
  items_lower: points("90% interval of the difference on these items"),
  items_upper: points("90% interval of the difference on these items"),
  items_verdict: number(
    words(["equivalent", "inconclusive"]),
    "whether the difference on these items is shown to be within the margin",
  ),
  rule: number(words(["items", "population"]), "which of the two decides for the gate on the profile"),
  gate_outcome: number(
    words(["equivalent", "drifted", "inconclusive", "refused", "quiet"]),
    "what the gate says of profile and watches; quiet: no alarm in a history",
  ),
  gate_summary: text("the same in sentences"),
  created: text("when the eval of the run was made, ISO 8601"),
  step_p: number(SHARE, "of a change with this run; randomised, uniform without a change"),
  step_e: number(POSITIVE, "what the run multiplies the evidence by"),
  evidence: number(POSITIVE, "what a bet of 1 against no change has become; 20 is an alarm"),
  alarm: { unit: "", range: { kind: "yes_no" }, meaning: "whether the evidence is 20 or more" },
  band_lower: points("lower end of where 95% of scores lie without a change"),
  band_upper: points("upper end of where 95% of scores lie without a change"),
  paired_answers: count("answers", "prompts that both runs gave a rating for"),
  paired_items: count("items", "items of these prompts"),
  a_left_out: count("answers", "rated prompts of the first run that the second has no rating for"),
  b_left_out: count("answers", "rated prompts of the second run that the first has no rating for"),
  group: text("developer of a model, or what kind of row it is"),
  note: text("what must be known of the row"),
  reversed: count("items", "items that are scored 7 minus the rating"),
  split_half: number({ kind: "number", to: 1 }, "split-half reliability of the score between models"),
  alpha: number({ kind: "number", to: 1 }, "Cronbach's alpha of centred ratings between models"),
  raw_alpha: number({ kind: "number", to: 1 }, "Cronbach's alpha of ratings between models"),
  added: count("items", "items that the released key does not score in this way"),
  dropped: count("items", "items that only the released key scores so"),
  analysis: number(
    words(["correlations", "items", "other_questionnaire", "tags", "ties", "circle"]),
    "which part of the validation a figure is of",
  ),
  item: text("id of an item, such as 1008/1"),
  rater: text("id of a rater"),
  survey_group: count("", "group of the survey"),
  other_dimension: number(words(DIMENSIONS), "the second of a pair"),
  expected: number(words(["compatible", "conflicting"]), "what the theory says of the pair"),
  experiment: number(words(["demographics", "steering"]), "which of the two experiments a figure is of"),
  axis: text("kind of the personas or conditions, such as age"),
  condition: text("the persona, two of them with a minus, or the value that a prompt names"),
  who: number(words(["model", "people"]), "whose figure it is; empty where it is of both"),
  against: number(
    words(["baseline", "placebo", "conditions", "group", "axis"]),
    "what a condition is held against; conditions: the mean of all of them; group: the last of its axis; axis: the mean of its axis",
  ),
  people_group: text("the group of people, or the two of them, that a condition or contrast is held against"),
  people_cosine: number(
    CORRELATION,
    "of the ten values' changes with that group's differences from all people",
  ),
  people_cosine_lower: number(CORRELATION, "95% interval of people_cosine, over queries"),
  people_cosine_upper: number(CORRELATION, "95% interval of people_cosine, over queries"),
  people_cosine_p: number(
    SHARE,
    "of people_cosine, two-sided, times the conditions, or contrasts, that are held against people",
  ),
  people_same_sign: count("values", "decided values with the sign of people's difference"),
  people_decided: count("values", "values where people differ by .02 or more and the interval leaves out 0"),
  people_size_ratio: number(POSITIVE, "length of the ten changes over that of people's differences"),
  people_rho: number(CORRELATION, "Spearman's correlation of the ten changes with people's differences"),
  straight_lining: number(SHARE, "share of the condition's most frequent rating, mean over prompts"),
  baseline_straight_lining: number(SHARE, "the same of the baseline"),
  people_contrast: points("difference of people in the two groups, or of the group and the mean of its axis"),
  gap_excess: points(
    "by how much the gap of the two conditions, in people's direction, is wider than people's",
  ),
  gap_lower: points("95% interval of gap_excess"),
  gap_upper: points("95% interval of gap_excess"),
  gap_adjusted_p: number(SHARE, "of gap_excess, by Holm's method, times the axes held against people"),
  gap_verdict: number(words(GAP_VERDICT_NAMES), "what may be said of the gap against people"),
  trend: number(CORRELATION, "Kendall's tau of the axis's conditions in their order"),
  people_trend: number(CORRELATION, "Kendall's tau of the axis's groups of people in their order"),
  figure: text("which figure `value` is; in wide, a column of its own"),
  value: number(
    FREE,
    "the figure; correlations, counts and scores in their own units, 1 and 0 for yes and no",
  ),
  figures: text("which published figures were recomputed"),
  compared: count("figures", "figures compared"),
  largest_difference: number(POSITIVE, "largest difference from the published figures"),
  where: text("which figure has it"),
  fault: text("why these figures cannot be recomputed; they do not count"),
  source: number(words(SOURCES), "where the query is from"),
  response_gist: text("the response in our words"),
  query_gist: text("the query in our words"),
  raters: count("people", "people who rated the item"),
  human_mean: points("mean rating of people", { kind: "number", from: 1, to: 6 }),
  human_sd: points("standard deviation of people's ratings", POSITIVE),
  rho: number(CORRELATION, "Spearman's correlation of people's rating and their score on the dimension"),
  scored: {
    unit: "",
    range: { kind: "yes_no" },
    meaning: "whether the released key scores the item for the dimension",
  },
  provider: text("promptfoo's id of the provider"),
  calls: count("calls", "calls of the plan"),
  prompt_tokens: count("tokens", "tokens of its prompts"),
  price_prompts: {
    unit: "US dollars",
    range: POSITIVE,
    meaning: "price of the prompts; empty where it is not known",
  },
  price_at_most: { unit: "US dollars", range: POSITIVE, meaning: "price when every answer has its longest" },
} as const satisfies Record<string, ColumnFacts>;

type RunColumn = `${"run" | "a" | "b"}_${keyof typeof RUN_COLUMNS}`;
type WatchColumn = `watch_${WatchId}_${keyof typeof WATCH_COLUMNS}`;
export type ColumnName = keyof typeof COLUMNS | RunColumn | WatchColumn;

/**
 * What may stand in a column, in words.
 * @example
 * rangeText({ kind: "number", whole: true, from: 0 }); // => "whole number from 0"
 */
export function rangeText(range: Range): string {
  if (range.kind === "text") return "text";
  if (range.kind === "yes_no") return "true, false";
  if (range.kind === "word") return range.words.length > MOST_WORDS ? "name" : range.words.join(", ");
  const { whole, from, to } = range;
  const bounds = [from === undefined ? "" : ` from ${from}`, to === undefined ? "" : ` to ${to}`].join("");
  return `${whole === true ? "whole number" : "number"}${bounds}`;
}

/** More than these are listed elsewhere. */
const MOST_WORDS = 7;
