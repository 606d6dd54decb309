/**
 * Makes data/ from a checkout of the authors' repository: numbers, ids and topic labels only, never texts.
 *
 *   npx tsx scripts/import-upstream.ts <checkout> [--to <folder>]
 *
 * Beside the checkout lie paper/open-weight.json and ess/ess-round11-subgroups.json, typed in from the sources
 * that they name. data/gists.json and data/README.md are written by hand and only listed in the manifest.
 */

import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { mean, sampleStandardDeviation } from "simple-statistics";
import type { z } from "zod";
import { parseRating } from "../src/assertions/parse-rating.ts";
import { DIMENSIONS, type Dimension, parseDimension, TRAITS, VALUES } from "../src/instrument/dimensions.ts";
import { SOURCES } from "../src/instrument/item.ts";
import type { Rating } from "../src/instrument/scale.ts";
import type { Survey } from "../src/instrument/survey.ts";
import { VARIANTS, type Variant, WORDINGS } from "../src/instrument/variant.ts";
import { recordOf } from "../src/lib/record-of.ts";
import type { Developer } from "../src/release/released-model.ts";
import { itemLoadings } from "./item-loadings.ts";
import { makeKeys } from "./keys.ts";
import { countPromptTokens } from "./prompt-tokens.ts";
import * as upstream from "./upstream-schema.ts";

/** Developer of each released model, by the start of its name. */
const DEVELOPER_BY_PREFIX: readonly (readonly [string, Developer])[] = [
  ["chatgpt-", "openai"],
  ["gpt-", "openai"],
  ["o1-", "openai"],
  ["o3-", "openai"],
  ["claude-", "anthropic"],
  ["gemini-", "google"],
  ["qwen-", "qwen"],
  ["qwq-", "qwen"],
  ["mistral-", "mistral"],
  ["llama-", "meta"],
  ["deepseek-", "deepseek"],
  ["grok-", "xai"],
];

/** Models that write a chain of thought before they answer. */
const REASONING_MODELS = new Set([
  "o1-mini-2024-09-12",
  "o3-mini-2025-01-31",
  "claude-3.7-sonnet:thinking",
  "gemini-2.0-flash-thinking-exp-01-21",
  "deepseek-r1",
  "qwq-32b",
]);

/** The models whose mean the authors print as "average_gpt_wo_reasoning" (lm_evaluation/misc/gpt_score_averaging). */
const GPT_AVERAGE_MODELS = [
  "chatgpt-4o-latest",
  "gpt-3.5-turbo",
  "gpt-4o-2024-05-13",
  "gpt-4o-2024-08-06",
  "gpt-4o-2024-11-20",
  "gpt-4o-mini-2024-07-18",
];

/** What the authors' client writes before an answer that its parser could not read. */
const UNREADABLE = "Could not parse valid Likert response from: ";

const AVERAGED = "_averaged_results.json";
const SCORES = "lm_evaluation/score_results/final_results_0.3_pos_centered";
const SENSITIVITY = "lm_evaluation/prompt_analysis/sensitivity_results";

/** The files from which data/ is made; the manifest lists them with their checksums. */
function importUpstream(checkout: string) {
  const read = <T>(path: string, schema: z.ZodType<T>): T => {
    const file = join(checkout, path);
    return schema.parse(JSON.parse(readFileSync(file, "utf8")));
  };
  const phase1 = read("lm_evaluation/data/Phase1_total.json", upstream.phase1Schema);
  const portraits = phase1.map((entry) => entry.portrait_id).sort((a, b) => a - b);
  const itemIds = portraits.flatMap((portrait) => [1, 2, 3, 4, 5].map((option) => `${portrait}/${option}`));
  const survey = read("data/prolific/survey/main/survey.json", upstream.surveySchema);

  const loadings = readLoadings();
  const loading = (item: string, dimension: Dimension) => need(loadings.get(`${item} ${dimension}`));
  const raters = ratersFile();

  return {
    "items.json": itemsFile(),
    "keys.json": makeKeys(itemIds, loading, surveyOf(raters)),
    "loadings.json": loadingsFile(),
    "raters.json": raters,
    "released.json": releasedFile(),
    "published-figures.json": figuresFile(),
    "open-weight.json": openWeightFile(),
    "ess.json": essFile(),
    "prompt-tokens.json": countPromptTokens(checkout, itemIds),
  };

  function itemsFile() {
    const topics = new Map(
      read("data/query/query_categorized.json", upstream.categorizedSchema).map((query) => [
        query.content.text.trim(),
        query.categories,
      ]),
    );
    const textOf = new Map(phase1.map((entry) => [entry.portrait_id, entry.content.text.trim()]));
    const ratings = new Map<string, number[]>();
    const groupOf = new Map<number, number>();
    for (const [index, group] of survey.entries())
      for (const [portrait, options] of Object.entries(group)) {
        groupOf.set(Number(portrait), index + 1);
        for (const option of options)
          ratings.set(
            `${portrait}/${option.option_id}`,
            option.data.map(([rating]) => rating),
          );
      }
    return {
      dimensions: DIMENSIONS,
      queries: portraits.map((portrait) => ({
        portrait,
        source: SOURCES[Math.floor(portrait / 1000) - 1],
        topics: need(topics.get(need(textOf.get(portrait)))),
        group: need(groupOf.get(portrait)),
      })),
      items: itemIds.map((id) => {
        const given = need(ratings.get(id));
        return {
          id,
          raters: given.length,
          human: {
            mean: mean(given),
            sd: sampleStandardDeviation(given),
            histogram: [1, 2, 3, 4, 5, 6].map((point) => given.filter((rating) => rating === point).length),
          },
          rho: DIMENSIONS.map((dimension) => loading(id, dimension).rho),
          p: DIMENSIONS.map((dimension) => loading(id, dimension).p),
        };
      }),
    };
  }

  function loadingsFile() {
    const loadingsOf = itemLoadings(surveyOf(raters));
    return {
      dimensions: DIMENSIONS,
      items: Object.fromEntries(
        itemIds.map((id) => {
          const { human, loadings: rows } = need(loadingsOf.get(id));
          return [id, [human, ...DIMENSIONS.map((dimension) => rows[dimension])]];
        }),
      ),
    };
  }

  function readLoadings() {
    const rows = ["pvq", "higher_pvq", "bfi"].flatMap((name) =>
      read(`data/correlation_results/${name}_correlation_results.json`, upstream.correlationsSchema),
    );
    return new Map(rows.map((row) => [`${row.item} ${row.dimension}`, row]));
  }

  function ratersFile() {
    const questionnaires = read("data/prolific/value/main/value.json", upstream.questionnairesSchema);
    return {
      dimensions: DIMENSIONS,
      groups: survey.map((group, index) => {
        const items = Object.entries(group).flatMap(([portrait, options]) =>
          options.map((option) => ({ id: `${portrait}/${option.option_id}`, data: option.data })),
        );
        const raters = need(items[0]).data.map(([, rater]) => rater);
        for (const item of items)
          if (item.data.some(([, rater], column) => rater !== raters[column]))
            throw new Error(`survey group ${index + 1}: item ${item.id} lists the raters in another order`);
        return {
          group: index + 1,
          raters,
          ratings: Object.fromEntries(
            items
              .sort((a, b) => (a.id < b.id ? -1 : 1))
              .map((item) => [item.id, item.data.map(([rating]) => rating).join("")]),
          ),
        };
      }),
      questionnaires: Object.fromEntries(
        Object.entries(questionnaires)
          .sort(([a], [b]) => (a < b ? -1 : 1))
          .map(([rater, { pvq, higher_pvq, bfi }]) => {
            const scores: Record<string, number> = { ...pvq, ...higher_pvq, ...bfi };
            return [rater, DIMENSIONS.map((dimension) => need(scores[dimension]))];
          }),
      ),
    };
  }

  function releasedFile() {
    const models = readdirSync(join(checkout, "lm_evaluation/average_outputs"))
      .filter((file) => file.endsWith(AVERAGED))
      .map((file) => file.slice(0, -AVERAGED.length))
      .sort();
    return { items: itemIds.length, models: models.map(releasedModel) };
  }

  function releasedModel(model: string) {
    const rows = read(`lm_evaluation/average_outputs/${model}${AVERAGED}`, upstream.averagedSchema);
    const byItem = new Map(rows.map((row) => [`${row.portrait_id}/${row.option_id}`, row]));
    const asked = VARIANTS.filter((variant) =>
      rows.some((row) => variant in row.version_responses || variant in row.version_errors),
    );
    const answerCharacter = (item: string, variant: Variant): string => {
      const row = need(byItem.get(item));
      const rating = row.version_responses[variant];
      if (rating !== undefined) return String(rating);
      if (!asked.includes(variant)) return ".";
      return missingCharacter(need(row.version_errors[variant], `${model} ${item} ${variant}`).error);
    };
    const keyedUpstream = new Set(
      phase1.flatMap((entry) =>
        entry.outputs
          .filter(
            (output) =>
              output.correlations.length +
                output.bfi_correlations.length +
                output.higher_pvq_correlations.length >
              0,
          )
          .map((output) => `${entry.portrait_id}/${output.id}`),
      ),
    );
    const hasLoadings = (item: string): boolean => {
      const row = need(byItem.get(item));
      const lists = [row.correlations, row.bfi_correlations, row.higher_pvq_correlations];
      return lists.some((list) => (list ?? []).length > 0);
    };
    return {
      model,
      developer: need(DEVELOPER_BY_PREFIX.find(([prefix]) => model.startsWith(prefix)))[1],
      reasoning: REASONING_MODELS.has(model),
      complete: asked.length === VARIANTS.length,
      answers: Object.fromEntries(
        VARIANTS.map((variant) => [variant, itemIds.map((item) => answerCharacter(item, variant)).join("")]),
      ),
      omitted: itemIds.filter((item) => keyedUpstream.has(item) && !hasLoadings(item)),
    };
  }

  function figuresFile() {
    const scoreFile = (path: string) => {
      const { pvq, higher_pvq, bfi } = read(path, upstream.scoresSchema).scores;
      const figures = { ...pvq, ...higher_pvq, ...bfi };
      return Object.fromEntries(
        DIMENSIONS.map((dimension) => {
          const { centered_mean, original_mean, std_dev, n } = need(figures[dimension]);
          return [dimension, [centered_mean, original_mean, std_dev, n]];
        }),
      );
    };
    const suffix = "_averaged_results_0.3_pos_centered_scores.json";
    const scored = readdirSync(join(checkout, SCORES))
      .filter((file) => file.endsWith(suffix))
      .map((file) => file.slice(0, -suffix.length))
      .sort();
    const summary = read(`${SENSITIVITY}/summary_results.json`, upstream.sensitivitySummarySchema);
    const analysed = summary.files_processed
      .map(({ file_path }) => file_path.slice(0, -AVERAGED.length))
      .sort();
    return {
      scores: Object.fromEntries(scored.map((model) => [model, scoreFile(`${SCORES}/${model}${suffix}`)])),
      sensitivity: Object.fromEntries(
        analysed.map((model) => {
          const file = `${SENSITIVITY}/${model}_averaged_results_results.json`;
          const figures = read(file, upstream.sensitivityFileSchema);
          return [
            model,
            sensitivityOf(figures.prompt_metrics, figures.order_metrics, figures.consistency_metrics),
          ];
        }),
      ),
      sensitivitySummary: sensitivityOf(
        summary.summary.average_prompt_metrics,
        summary.summary.average_order_metrics,
        summary.summary.average_consistency_metrics,
      ),
      gptAverage: {
        models: GPT_AVERAGE_MODELS,
        scores: scoreFile(
          "lm_evaluation/misc/gpt_score_averaging/averaged_gpt_results_wo_reasoning_final.json",
        ),
      },
      tables: {
        values: printedTable("pvq_values.txt", VALUES),
        traits: printedTable("bfi_values.txt", TRAITS),
      },
    };
  }

  function sensitivityOf(
    prompt: z.infer<typeof upstream.sensitivityFileSchema>["prompt_metrics"],
    order: z.infer<typeof upstream.sensitivityFileSchema>["order_metrics"],
    consistency: z.infer<typeof upstream.sensitivityFileSchema>["consistency_metrics"],
  ) {
    const pick = (numbers: Record<string, number | null>, names: readonly string[]) =>
      Object.fromEntries(names.map((name) => [name, numbers[name] ?? null]));
    return {
      promptSensitivity: prompt.sensitivity,
      wordingDifference: prompt.avg_version_difference,
      variantDifference: prompt.global_avg_version_difference,
      orderSensitivity: pick(order.sensitivities, [...WORDINGS, "average"]),
      orderDifference: pick(order.differences, [...WORDINGS, "average"]),
      sd: pick(consistency.per_prompt_std, VARIANTS),
      averageSd: consistency.overall_consistency,
    };
  }

  function printedTable(file: string, dimensions: readonly Dimension[]) {
    const text = readFileSync(join(checkout, "lm_evaluation/misc/table_generator", file), "utf8");
    const rows = text
      .split("\n")
      .map((line) => line.split("|").map((cell) => cell.trim()))
      .filter((cells) => cells.length > dimensions.length + 1);
    const columns = need(rows[0])
      .slice(2, -1)
      .map((name) => need(parseDimension(name)));
    return Object.fromEntries(
      rows
        .slice(1)
        .filter((cells) => !cells[1]?.startsWith("-"))
        .map((cells) => [
          cells[1],
          Object.fromEntries(columns.map((dimension, index) => [dimension, Number(cells[index + 2])])),
        ]),
    );
  }

  function openWeightFile() {
    const { source, order, models } = read("../paper/open-weight.json", upstream.openWeightSchema);
    const values = order.map((name) => need(parseDimension(name)));
    return {
      source,
      decimals: 2,
      models: Object.fromEntries(
        Object.entries(models).map(([model, scores]) => [
          model,
          Object.fromEntries(VALUES.map((value) => [value, need(scores[values.indexOf(value)])])),
        ]),
      ),
    };
  }

  function essFile() {
    const { source, centring, groups } = read("../ess/ess-round11-subgroups.json", upstream.essSchema);
    return {
      source,
      centring,
      groups: Object.entries(groups).map(([id, { label, filter, n, centered }]) => {
        const means = new Map(Object.entries(centered).map(([name, score]) => [parseDimension(name), score]));
        return {
          id,
          label,
          ...(filter === null ? {} : { filter }),
          n,
          centred: Object.fromEntries(VALUES.map((value) => [value, need(means.get(value))])),
        };
      }),
    };
  }
}

/** The survey as the noun that src/release/data.ts makes of raters.json. */
function surveyOf(file: {
  readonly groups: readonly {
    readonly group: number;
    readonly raters: readonly string[];
    readonly ratings: Readonly<Record<string, string>>;
  }[];
  readonly questionnaires: Readonly<Record<string, readonly number[]>>;
}): Survey {
  return {
    groups: file.groups.map(({ group, raters, ratings }) => ({
      group,
      raters,
      ratings: new Map(
        Object.entries(ratings).map(([item, digits]) => [
          item,
          // The release holds ratings from 1 to 6 only, which src/release/data.ts checks again.
          [...digits].map((digit) => Number(digit) as Rating),
        ]),
      ),
    })),
    questionnaires: new Map(
      Object.entries(file.questionnaires).map(([rater, scores]) => [
        rater,
        recordOf(DIMENSIONS, (_, index) => need(scores[index])),
      ]),
    ),
  };
}

/** How an answer without a published rating is kept: `r` refusal, `a` ambiguous, `n` none, `e` error. */
function missingCharacter(error: string): string {
  if (!error.startsWith(UNREADABLE)) return "e";
  const { answer } = parseRating(error.slice(UNREADABLE.length));
  // The authors could not read it, so a rating would contradict the release.
  if (answer.kind === "rating") throw new Error(`a rating where the release has none: ${error}`);
  return answer.kind.charAt(0);
}

function need<T>(value: T | undefined, what = "a field of the release"): T {
  if (value === undefined) throw new Error(`${what} is missing`);
  return value;
}

/** JSON with one record a line, so that a difference in git shows the record that changed. */
function toLines(value: unknown, depth: number): string {
  if (depth === 0 || value === null || typeof value !== "object") return JSON.stringify(value);
  const entries = Array.isArray(value)
    ? value.map((element) => toLines(element, depth - 1))
    : Object.entries(value).map(([name, entry]) => `${JSON.stringify(name)}: ${toLines(entry, depth - 1)}`);
  const [open, close] = Array.isArray(value) ? "[]" : "{}";
  return `${open}\n${entries.join(",\n")}\n${close}`;
}

const sha256 = (bytes: string | Buffer): string => createHash("sha256").update(bytes).digest("hex");

function main(): void {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { to: { type: "string", default: fileURLToPath(new URL("../data", import.meta.url)) } },
  });
  const [checkout] = positionals;
  if (checkout === undefined) throw new Error("usage: import-upstream.ts <checkout> [--to <folder>]");
  const files = importUpstream(checkout);
  mkdirSync(values.to, { recursive: true });
  const written = Object.entries(files).map(([name, content]) => {
    const text = `${toLines(content, 2)}\n`;
    writeFileSync(join(values.to, name), text);
    return [name, { sha256: sha256(text), bytes: Buffer.byteLength(text) }] as const;
  });
  const manifest = {
    formatVersion: 1,
    sources: {
      release: { repository: "https://github.com/holi-lab/ValuePortrait", commit: "08e1fb7", licence: "MIT" },
      openWeight: { paper: "ACL 2025 long.838, table 12 (arXiv 2505.01015)" },
      ess: { survey: "European Social Survey round 11", via: "arXiv 2509.10078", licence: "CC BY 4.0" },
    },
    counts: {
      queries: files["items.json"].queries.length,
      items: files["items.json"].items.length,
      loadings: files["items.json"].items.length * DIMENSIONS.length,
      raterGroups: files["raters.json"].groups.length,
      raters: new Set(files["raters.json"].groups.flatMap((group) => group.raters)).size,
      models: files["released.json"].models.length,
      completeModels: files["released.json"].models.filter((model) => model.complete).length,
      openWeightModels: Object.keys(files["open-weight.json"].models).length,
      essGroups: files["ess.json"].groups.length,
    },
    files: Object.fromEntries(written),
  };
  writeFileSync(join(values.to, "manifest.json"), `${JSON.stringify(manifest, null, 2)}\n`);
}

main();
