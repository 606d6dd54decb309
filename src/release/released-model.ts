import { z } from "zod";
import { DIMENSIONS, type Dimension, type Value } from "../instrument/dimensions.ts";
import { itemIdSchema } from "../instrument/item.ts";
import { VARIANTS } from "../instrument/variant.ts";
import { ANSWER_STRING } from "../runs/answer-code.ts";
import type { AnswerCounts } from "../scoring/score/profile.ts";
import type { ScreenVerdict } from "../scoring/screen/screen.ts";
import { sensitivitySchema } from "../scoring/screen/sensitivity-figures.ts";

/** Who made a released model; also the family under which the paper groups it. */
export const DEVELOPERS = [
  "openai",
  "anthropic",
  "google",
  "qwen",
  "mistral",
  "meta",
  "deepseek",
  "xai",
] as const;
export type Developer = (typeof DEVELOPERS)[number];

/** One character for each of the 520 items in item order. */
const answerStringSchema = z.string().length(520).regex(ANSWER_STRING);

/** The answers of a model whose ratings the authors released. */
export const releasedModelSchema = z.strictObject({
  model: z.string(),
  developer: z.enum(DEVELOPERS),
  reasoning: z.boolean(),
  /** False for the one set without raw files, of which only the first wording was released. */
  complete: z.boolean(),
  answers: z.record(z.enum(VARIANTS), answerStringSchema),
  /**
   * Items that the authors' score file of this model leaves out of every dimension: the first answer to them
   * was an error, and their averaging step takes an item's loadings from the first answer.
   */
  omitted: z.array(itemIdSchema),
});
export type ReleasedModel = z.infer<typeof releasedModelSchema>;

/** [centred score, mean rating, population SD, number of items], as in the authors' score files. */
const figureSchema = z.tuple([z.number(), z.number(), z.number(), z.int()]);
const scoreFiguresSchema = z.record(z.enum(DIMENSIONS), figureSchema);
export type ScoreFigures = z.infer<typeof scoreFiguresSchema>;

/**
 * Every figure of the release that `verify` recomputes. "Published" is what the authors computed and printed, here as
 * everywhere; "released" is what they gave away to compute it from, the models' answers.
 */
export const publishedFiguresSchema = z.strictObject({
  scores: z.record(z.string(), scoreFiguresSchema),
  sensitivity: z.record(z.string(), sensitivitySchema),
  /** Mean of the measures over the models above, as the authors' summary averages them. */
  sensitivitySummary: sensitivitySchema,
  /** The average of the GPT models that do not reason. */
  gptAverage: z.strictObject({ models: z.array(z.string()), scores: scoreFiguresSchema }),
  /** The two printed tables, rounded to two decimals; rows are models. */
  tables: z.strictObject({
    values: z.record(z.string(), z.record(z.string(), z.number())),
    traits: z.record(z.string(), z.record(z.string(), z.number())),
  }),
});
export type PublishedFigures = z.infer<typeof publishedFiguresSchema>;

/** A model of which only rounded value scores are public. */
export type OpenWeightModel = { readonly model: string; readonly scores: Readonly<Record<Value, number>> };

/** How users call the provider that replays a released model, in configs and stored evals, before its name. */
export const PUBLISHED_PREFIX = "published:";

/** How closely one set of published figures is recomputed. */
export type ParityRow = {
  readonly figures: string;
  /** Figures compared. */
  readonly count: number;
  /** Largest absolute difference; Infinity when a figure is there on one side only. */
  readonly largest: number;
  /** Which figure differs most. */
  readonly where: string;
  /** Why the figures cannot be recomputed from the release, when they cannot. */
  readonly fault?: string;
};

/** How closely the published figures are recomputed from the released ratings. */
export type Parity = {
  /** Differences up to this are those of floating-point arithmetic. */
  readonly tolerance: number;
  readonly rows: readonly ParityRow[];
  /** Which figures differ by more and could have been recomputed. */
  readonly different: readonly string[];
};

/** A model, or the average of several, in the overview of what is public. */
export type OverviewRow = {
  /** The developer, or what kind of row it is. */
  readonly group: string;
  readonly model: string;
  /** May the profile be interpreted? Undefined for averages, and where no answers are public. */
  readonly verdict: ScreenVerdict | undefined;
  /** What a reader must know of it; often empty. */
  readonly note: string;
  /** Its answers by kind; undefined of what is no model whose answers are public. */
  readonly counts?: AnswerCounts | undefined;
  /** Centred scores, about 0. */
  readonly scores: Readonly<Partial<Record<Dimension, number>>>;
};
