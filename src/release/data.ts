/**
 * The door to data/: the only reader of the embedded numbers and gists. Each file is read and checked on first
 * use and kept; everything returned is to be left unchanged.
 */

import { readFileSync } from "node:fs";
import { z } from "zod";
import { DIMENSIONS, type Dimension, VALUES } from "../instrument/dimensions.ts";
import { type Item, type ItemId, itemIdSchema, type Query, SOURCES } from "../instrument/item.ts";
import {
  type ItemLoadings,
  KEY_IDS,
  type Key,
  type KeyedItem,
  type KeyId,
  TAGGING_KEY_IDS,
  type TaggingKeyId,
} from "../instrument/key.ts";
import type { KeyError } from "../instrument/key-error.ts";
import type { Rating } from "../instrument/scale.ts";
import type { Survey } from "../instrument/survey.ts";
import { zodProblem } from "../lib/input-error.ts";
import { once } from "../lib/memo.ts";
import { recordOf } from "../lib/record-of.ts";
import { AXIS_IDS } from "../scoring/analysis/axes.ts";
import { weighingKey } from "../scoring/score/item-weights.ts";
import { type PromptTokens, promptTokensSchema } from "./prompt-tokens.ts";
import {
  type PublishedExperiments,
  publishedExperiments,
  publishedExperimentsSchema,
} from "./published-experiments.ts";
import { type ReleasedMeasures, releasedMeasuresSchema } from "./released-measures.ts";
import {
  type OpenWeightModel,
  type PublishedFigures,
  publishedFiguresSchema,
  type ReleasedModel,
  releasedModelSchema,
} from "./released-model.ts";

const perDimension = z.array(z.number()).length(DIMENSIONS.length);
const dimensionsSchema = z.tuple(
  DIMENSIONS.map((dimension) => z.literal(dimension)) as [z.ZodLiteral<Dimension>],
);

const gistsSchema = z.strictObject({
  queries: z.record(z.string().regex(/^\d{4}$/), z.string()),
  items: z.record(itemIdSchema, z.string()),
});

const itemsFileSchema = z.strictObject({
  dimensions: dimensionsSchema,
  queries: z.array(
    z.strictObject({
      portrait: z.int(),
      source: z.enum(SOURCES),
      topics: z.array(z.string()).min(1),
      group: z.int().min(1).max(12),
    }),
  ),
  items: z.array(
    z.strictObject({
      id: itemIdSchema,
      raters: z.int().min(1),
      human: z.strictObject({
        mean: z.number().min(1).max(6),
        sd: z.number().min(0),
        histogram: z.array(z.int().min(0)).length(6),
      }),
      rho: perDimension,
      p: perDimension,
    }),
  ),
});

/** Item ids by key and dimension; a leading minus marks an item that is scored 7 - rating. */
const keysFileSchema = z.record(
  z.enum(TAGGING_KEY_IDS),
  z.record(z.enum(DIMENSIONS), z.array(z.string().regex(/^-?[1-4]\d{3}\/[1-5]$/))),
);

/** For each item people's mean rating, then its loading on each dimension. */
const loadingsFileSchema = z.strictObject({
  dimensions: dimensionsSchema,
  items: z.record(itemIdSchema, z.array(z.number()).length(DIMENSIONS.length + 1)),
});

const keyErrorSchema = z.record(z.enum([...DIMENSIONS, ...AXIS_IDS]), z.number().min(0));
const keyErrorFileSchema = z.strictObject({
  seed: z.int(),
  resamples: z.int().min(1000),
  keys: z.record(z.enum(KEY_IDS), z.strictObject({ score: keyErrorSchema, difference: keyErrorSchema })),
});

const ratersFileSchema = z.strictObject({
  dimensions: dimensionsSchema,
  groups: z.array(
    z.strictObject({
      group: z.int().min(1).max(12),
      raters: z.array(z.string()),
      /** A digit for each rater, in the order of `raters`. */
      ratings: z.record(itemIdSchema, z.string().regex(/^[1-6]+$/)),
    }),
  ),
  questionnaires: z.record(z.string(), perDimension),
});

const releasedFileSchema = z.strictObject({ items: z.literal(520), models: z.array(releasedModelSchema) });

const valueScores = z.record(z.enum(VALUES), z.number());
const openWeightFileSchema = z.strictObject({
  source: z.string(),
  decimals: z.literal(2),
  models: z.record(z.string(), valueScores),
});

const essFileSchema = z.strictObject({
  source: z.string(),
  centring: z.string(),
  groups: z.array(
    z.strictObject({
      id: z.string(),
      label: z.string(),
      filter: z.string().optional(),
      n: z.int(),
      centred: valueScores,
    }),
  ),
});
export type EssGroups = z.infer<typeof essFileSchema>;

const manifestSchema = z.strictObject({
  formatVersion: z.literal(1),
  sources: z.record(z.string(), z.record(z.string(), z.string())),
  counts: z.record(z.string(), z.int()),
  files: z.record(z.string(), z.strictObject({ sha256: z.string(), bytes: z.int() })),
});
export type Manifest = z.infer<typeof manifestSchema>;

/** The 520 items in item order: by portrait id, then option. */
export const loadItems: () => readonly Item[] = once(() => {
  const file = readData("items.json", itemsFileSchema);
  const gists = readData("gists.json", gistsSchema);
  const queries = new Map<number, Query>(
    file.queries.map((query) => [query.portrait, { ...query, gist: gists.queries[query.portrait] ?? "" }]),
  );
  return file.items.map(({ id, raters, human, rho, p }): Item => {
    const query = queries.get(Number(id.slice(0, 4)));
    const gist = gists.items[id];
    if (query === undefined || gist === undefined)
      throw new Error(`data/items.json: ${id} lacks a query or gist`);
    return {
      id,
      query,
      option: Number(id.slice(5)),
      gist,
      raters,
      human,
      loadings: recordOf(DIMENSIONS, (_, index) => ({ rho: at(rho, index), p: at(p, index) })),
    };
  });
});

/** A scoring key. */
export function loadKey(id: KeyId): Key {
  return id === "weighted" ? weighingKey(id, loadLoadings()) : taggingKey(id);
}

function taggingKey(id: TaggingKeyId): Key {
  const keyed = loadKeys()[id];
  const keyedItem = (entry: string): KeyedItem =>
    entry.startsWith("-") ? { item: entry.slice(1), sign: -1 } : { item: entry, sign: 1 };
  return {
    kind: "tagging",
    id,
    items: recordOf(DIMENSIONS, (dimension) => keyed[dimension].map(keyedItem)),
  };
}

/** People's mean rating of each item: of all raters but the one whose questionnaire is another's, as in the weighted key. */
export const loadPeople: () => ReadonlyMap<ItemId, number> = once(
  () => new Map([...loadLoadings()].map(([item, { human }]) => [item, human])),
);

const loadLoadings = once(
  () =>
    new Map(
      Object.entries(readData("loadings.json", loadingsFileSchema).items).map(
        ([item, [human, ...loadings]]): [ItemId, ItemLoadings] => [
          item,
          {
            human: human ?? Number.NaN,
            loadings: recordOf(DIMENSIONS, (_, index) => at(loadings, index)),
          },
        ],
      ),
    ),
);

const loadKeys = once(() => readData("keys.json", keysFileSchema));

/** How far scores under each key would move if other raters had made it (scripts/key-error.py). */
export const loadKeyErrors: () => Readonly<Record<KeyId, KeyError>> = once(
  () => readData("key-error.json", keyErrorFileSchema).keys,
);

/** The human survey behind the loadings. */
export const loadSurvey: () => Survey = once(() => {
  const file = readData("raters.json", ratersFileSchema);
  return {
    groups: file.groups.map(({ group, raters, ratings }) => ({
      group,
      raters,
      ratings: new Map<ItemId, Rating[]>(
        // The schema admits the digits 1 to 6 only.
        Object.entries(ratings).map(([item, digits]) => [
          item,
          [...digits].map((digit) => Number(digit) as Rating),
        ]),
      ),
    })),
    questionnaires: new Map(
      Object.entries(file.questionnaires).map(([rater, scores]) => [
        rater,
        recordOf(DIMENSIONS, (_, index) => at(scores, index)),
      ]),
    ),
  };
});

/** The 34 models whose ratings were released, by name. */
export const loadReleasedModels: () => readonly ReleasedModel[] = once(
  () => readData("released.json", releasedFileSchema).models,
);

/** What the validity screen measures of each of them (scripts/measure-released.ts). */
export const loadReleasedMeasures: () => ReleasedMeasures = once(() =>
  readData("released-measures.json", releasedMeasuresSchema),
);

/** The figures of the release: scores, sensitivities, averages and printed tables. */
export const loadPublishedFigures: () => PublishedFigures = once(() =>
  readData("published-figures.json", publishedFiguresSchema),
);

/** The 11 open-weight models of which only value scores rounded to two decimals are public. */
export const loadOpenWeightModels: () => readonly OpenWeightModel[] = once(() =>
  Object.entries(readData("open-weight.json", openWeightFileSchema).models).map(([model, scores]) => ({
    model,
    scores,
  })),
);

/** How many tokens each prompt has. */
export const loadPromptTokens: () => PromptTokens = once(() =>
  readData("prompt-tokens.json", promptTokensSchema),
);

/** Subgroup means of the ten values in the European Social Survey, round 11. */
export const loadEssGroups: () => EssGroups = once(() => readData("ess.json", essFileSchema));

/** The published tables of the persona and the steering experiment. */
export const loadPublishedExperiments: () => PublishedExperiments = once(() =>
  publishedExperiments(readData("published-experiments.json", publishedExperimentsSchema)),
);

/** Where data/ comes from, under which licence, with counts and checksums. */
export const loadManifest: () => Manifest = once(() => readData("manifest.json", manifestSchema));

/** The schema fixes the lengths. */
function at(numbers: readonly number[], index: number): number {
  return numbers[index] ?? Number.NaN;
}

function readData<T>(name: string, schema: z.ZodType<T>): T {
  const file = new URL(`../../data/${name}`, import.meta.url);
  const parsed = schema.safeParse(JSON.parse(readFileSync(file, "utf8")));
  if (!parsed.success) throw new Error(`data/${name} is not as expected: ${zodProblem(parsed.error)}`);
  return parsed.data;
}
