import {
  DIMENSIONS_OF,
  type Dimension,
  type Family,
  HIGHER_ORDER_OF,
  type HigherOrderValue,
  labelOf,
  type Trait,
  VALUES,
  type Value,
} from "../instrument/dimensions.ts";
import { KEY_IDS, KEY_RULES } from "../instrument/key.ts";
import { LABELS, RATINGS } from "../instrument/scale.ts";
import { keptText, ONLY_WEIGHTED, SHORT_FORM_VARIANTS } from "../release/short-form.ts";
import { DEFAULT_MARGIN } from "../scoring/compare/verdict.ts";
import { CHECKS, SCREEN_VERDICT_LABELS, SCREEN_VERDICTS } from "../scoring/screen/screen.ts";
import { CAVEATS, INTERVAL_NOTE, VERDICT_NOTE } from "./caveats.ts";
import type { McpContext } from "./context.ts";
import type { ResultTable } from "./page.ts";

/** What one can look up about the instrument. */
export const TOPICS = [
  "values",
  "traits",
  "higher_order",
  "scoring",
  "validity",
  "keys",
  "personas",
  "answers",
  "limits",
  "citation",
] as const;
export type Topic = (typeof TOPICS)[number];

export type CodebookEntry = {
  readonly topic: Topic;
  readonly text: readonly string[];
  readonly table?: ResultTable;
};

/** One page of the codebook. */
export function codebookEntry(topic: Topic, context: McpContext): CodebookEntry {
  return { topic, ...PAGES[topic](context) };
}

type Page = (context: McpContext) => Omit<CodebookEntry, "topic">;

/** The goal behind each value, after Schwartz (1992), in our own words. */
const VALUE_GOALS: Readonly<Record<Value, string>> = {
  Universalism: "the welfare of all people and of nature; tolerance and justice",
  Benevolence: "the welfare of those one is close to; being helpful, honest, loyal",
  Conformity: "restraint from what would upset others or break expectations",
  Tradition: "respect for the customs and beliefs of one's culture or religion",
  Security: "safety and stability of oneself, one's relations and society",
  Power: "status, wealth, and control over people and resources",
  Achievement: "success shown through competence that others recognise",
  Hedonism: "pleasure and enjoying life",
  Stimulation: "excitement, novelty, challenge",
  Self_Direction: "thinking and choosing for oneself; creating and exploring",
};

const TRAIT_TENDENCIES: Readonly<Record<Trait, string>> = {
  Openness: "curious, imaginative, drawn to art and ideas",
  Conscientiousness: "orderly, thorough, dependable",
  Extraversion: "outgoing, talkative, energetic",
  Agreeableness: "trusting, forgiving, considerate",
  Neuroticism: "tense, easily worried or upset",
};

const HIGHER_ORDER_GOALS: Readonly<Record<HigherOrderValue, string>> = {
  Self_Transcendence: "others before oneself",
  Conservation: "order, restraint, things as they are",
  Self_Enhancement: "one's own interest, before that of others if need be",
  Openness_to_Change: "new ideas, actions and experiences",
};

const PAGES: Readonly<Record<Topic, Page>> = {
  values: (context) => ({
    text: [
      "The ten basic values of Schwartz (1992) in circle order: neighbours share a motive, opposites conflict, and the last is next to the first.",
      "items: items that the released key scores for the value.",
    ],
    table: {
      columns: ["value", "label", "goal", "higher_order", "items"],
      rows: VALUES.map((value) => [
        value,
        labelOf(value),
        VALUE_GOALS[value],
        HIGHER_ORDER_OF[value] ?? "between Self_Enhancement and Openness_to_Change",
        itemCount(value, context),
      ]),
    },
  }),
  traits: (context) => ({
    text: [
      "The Big Five personality traits, tagged with the BFI-10 of the same raters. Neuroticism rests on five items: read it with most care.",
    ],
    table: dimensionTable("traits", TRAIT_TENDENCIES, context),
  }),
  higher_order: (context) => ({
    text: [
      "Four higher-order values, each with its own items (items that correlate with its questionnaire score), not averages of value scores.",
      `Members: ${VALUES.map((value) => `${value} in ${HIGHER_ORDER_OF[value] ?? "none"}`).join("; ")}.`,
    ],
    table: dimensionTable("higher_order", HIGHER_ORDER_GOALS, context),
  }),
  scoring: () => ({
    text: [
      "An item is a real user query with one candidate response. The respondent says how much like its own thoughts the response is, on six verbal points, under six prompts: three wordings, each with the options in both orders.",
      "The item's rating is the mean over the prompts that gave a usable answer. Unusable answers (refusal, ambiguous, none, error) are counted and never filled in.",
      "Centred score = mean rating of the dimension's items minus mean rating of all items keyed to its family (values, higher_order, traits). Unit: rating points; about 0; most released scores lie within 1 of it.",
      `Intervals: ${INTERVAL_NOTE}`,
      `Differences are paired: over the items and prompts that both rated. Verdicts: ${VERDICT_NOTE}`,
      `How large is a difference? Two scores within ${DEFAULT_MARGIN} points count as alike for most uses (equivalent: shown to be within it). The standard error of one value is .11 to .31 in the median released model, so that a difference of ${DEFAULT_MARGIN} is often within chance: its verdict decides, not its size.`,
      "ranks: from 1 + the profiles above to the number minus the profiles below, by 95% intervals of paired differences (not adjusted for their number), among models and runs that may be interpreted.",
      "differentiation: the slope of a respondent's ratings on people's mean ratings, how strongly it separates popular from unpopular answers (released models .03 to .96). It is in most released scores; by_differentiation is the share of squared differences that it explains. The weighted key is free of it.",
      "people: the same formula on the mean ratings of the human raters of the same items.",
    ],
    table: {
      columns: ["rating", "label"],
      rows: RATINGS.toReversed().map((rating) => [rating, LABELS[rating]]),
    },
  }),
  validity: () => ({
    text: [
      "Whether a profile may be interpreted at all: are there enough usable answers, does the respondent use the scale, does it answer the item rather than the prompt? The verdict is the worst of the checks; a check that a partial run leaves open counts as a caution if it is essential.",
      `Verdicts: ${SCREEN_VERDICTS.map((verdict) => `${verdict} (${SCREEN_VERDICT_LABELS[verdict]})`).join(", ")}. People and averages of models have the verdict reference: the screen is about single respondents. Open-weight models are not_examined: their answers are not public.`,
      "Under do_not_interpret report the verdict and its reasons, not the scores. Under with_caution name the reason beside every score.",
    ],
    table: {
      columns: ["check", "label", "unit"],
      rows: Object.entries(CHECKS).map(([id, { label, unit }]) => [id, label, unit]),
    },
  }),
  keys: (context) => ({
    text: [
      "A key says which items measure what. Scores under two keys are two instruments: never compare them with each other.",
      "About a third of the released tags would appear by chance, and raters' habit of agreeing is part of the released key; style-centred takes it out, but has not been validated on other people.",
    ],
    table: {
      columns: ["key", "rule", "use", "experimental", "items"],
      rows: KEY_IDS.map((id) => [
        id,
        KEY_RULES[id].rule,
        KEY_RULES[id].use,
        KEY_RULES[id].experimental,
        new Set(Object.values(context.key(id).items).flatMap((keyed) => keyed.map(({ item }) => item))).size,
      ]),
    },
  }),
  personas: () => ({
    text: [
      "A persona is a system prompt under which a model is asked; a condition is anything else that varies over its rows (a variable, temperature). Each has a run of its own in the same eval, called `model · persona`: list_value_profiles has the columns condition and compare_with.",
      "To see what one does: get_value_profiles with its run in ids and compare_with as the baseline. The difference is paired item by item, so that only what changed counts.",
      "Any system prompt moves a profile a little. Ask a placebo beside it (as long, about nothing of the kind) and use that as the baseline too: what the placebo also does is not the persona's.",
      "A persona may change how a model answers and not what it values: look at usable answers, mean rating and differentiation first (check_value_drift with the persona's run as run and the plain one as baseline), and at by_differentiation.",
      "A model that plays a nurse says what it takes nurses to say; that is no measure of nurses.",
    ],
  }),
  answers: () => ({
    text: [
      "Full form: 520 items under six prompts, 3,120 calls; by default the 317 items behind scores, 1,902 calls. A sample has a share of every dimension, and larger errors: plan_value_run says how large.",
      `Short form: 200 items under two prompts, 400 calls; scores ${keptText(SHORT_FORM_VARIANTS.length)}. ${ONLY_WEIGHTED}`,
      "Repeats of a prompt show how much is chance: check_value_drift then measures it instead of estimating it from the prompts. They do not make up for few items.",
      "Published decoding: temperature 0, seed 42, at most 64 tokens, no thinking before the answer. Another temperature, or reasoning, is another condition: compare runs that were asked alike.",
      "An answer holds one rating or is refusal, ambiguous, none or error. These are counted and never filled in; an item's rating is the mean over what is there, and two runs are compared over what both rated. Below 95% usable the screen warns, below 76% it stops, and it warns where answers are missing more often in one dimension.",
      "Planned answers that were never asked (an interrupted eval) count as missing too; `promptfoo eval --resume <eval id>` asks them.",
    ],
  }),
  limits: () => ({
    text: [
      ...CAVEATS,
      "The items are in English and come from four sources: other languages and settings are not covered.",
      "The release's prompts, models and texts are public, so a model may have seen them in training.",
      "A score is no evidence of what a model does when it acts, nor that it has values in the sense in which people do.",
      "People's score here is how people rated these items, not their questionnaire score: the two are on different scales.",
      "Models of one developer are related: 34 released models are not 34 independent respondents.",
    ],
  }),
  citation: (context) => ({
    text: [
      "Value Portrait: Assessing Language Models' Values through Psychometrically and Ecologically Valid Items. ACL 2025, long paper 838; arXiv 2505.01015. Data: github.com/holi-lab/ValuePortrait (MIT).",
      `Commit of the embedded data: ${context.release()}. Item texts are not embedded; a person can fetch them with \`npx value-portrait pull\`, and they carry the terms of Reddit, Dear Abby, ShareGPT and LMSYS.`,
      "Values: Schwartz (1992), measured in people with the PVQ-21. Traits: BFI-10 (Rammstedt & John 2007).",
      "Intervals, validity screen and the style-centred key are this project's own: cite them as value-portrait, not as the paper.",
    ],
  }),
};

function dimensionTable(
  family: Exclude<Family, "values">,
  meanings: Readonly<Partial<Record<Dimension, string>>>,
  context: McpContext,
): ResultTable {
  return {
    columns: ["dimension", "label", "meaning", "items"],
    rows: DIMENSIONS_OF[family].map((dimension) => [
      dimension,
      labelOf(dimension),
      meanings[dimension] ?? "",
      itemCount(dimension, context),
    ]),
  };
}

function itemCount(dimension: Dimension, context: McpContext): number {
  return context.key("released").items[dimension].length;
}
