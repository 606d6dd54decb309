import { z } from "zod";
import { type Collection, collectRuns } from "../assertions/collect-runs.ts";
import { readRow } from "../assertions/read-ratings.ts";
import { INSTRUMENT, testMetadataSchema } from "../contract/test-metadata.ts";
import type { Key } from "../instrument/key.ts";
import { generateTests } from "../provider-prompts/generate-tests.ts";
import type { Run } from "../runs/answer.ts";
import { evalMetrics } from "./eval-metrics.ts";

/** An eval as its rows tell it. */
export type ScoredEval = Collection & {
  /** How many answers each model was to give. */
  readonly planned: number;
  /** The metrics for the header of each column with rows of ours, by the column's number. */
  readonly metrics: ReadonlyMap<number, Readonly<Record<string, number>>>;
};

/**
 * Scores the columns of an eval from its rows, never from the metrics that promptfoo sums up: those are wrong after
 * a resumed or retried run. Columns whose models have one name are one model.
 * @param rows promptfoo's result rows, those of other tests among them
 * @param config the eval's config, which says how much was planned
 * @throws {z.ZodError} a row is not as promptfoo writes it
 */
export function scoreColumns(rows: readonly unknown[], config: unknown, key: Key): ScoredEval {
  const collector = collectRuns();
  const subjectOf = new Map<number, string>();
  for (const row of rows) {
    const reading = readRow(row);
    collector.add(reading, 0);
    if (reading.kind === "answer") subjectOf.set(placeSchema.parse(row).promptIdx, reading.subject);
  }
  const collection = collector.finish();
  const planned = plannedFor(collection.runs, config);
  const metricsOf = new Map(
    collection.runs.map((run) => [run.subject, evalMetrics(run, planned, key)] as const),
  );
  return {
    ...collection,
    planned,
    metrics: new Map([...subjectOf].map(([column, subject]) => [column, metricsOf.get(subject) ?? {}])),
  };
}

const placeSchema = z.object({ promptIdx: z.int() });

/** The config does not know the repetitions that the command line asked for; the rows do. */
function plannedFor(runs: readonly Run[], config: unknown): number {
  const responses = runs.flatMap((run) => run.responses);
  const repeats = responses.reduce((most, { repeat }) => Math.max(most, repeat + 1), 1);
  const asked = new Set(responses.map(({ item, variant }) => `${item} ${variant}`));
  return Math.max(plannedAnswers(config) ?? 0, asked.size) * repeats;
}

/**
 * How many answers a promptfoo config plans for each column and repetition, before any `--filter` of the command
 * line: the item and variant pairs that our tests in it ask. Undefined when it has none of our tests.
 * @param config the eval's config, as hooks get it and outputs hold it
 */
export function plannedAnswers(config: unknown): number | undefined {
  const parsed = configSchema.safeParse(config);
  if (!parsed.success) return undefined;
  const { tests } = parsed.data;
  const asked = new Set((Array.isArray(tests) ? tests : [tests]).flatMap(pairsOf));
  return asked.size === 0 ? undefined : asked.size;
}

const configSchema = z.object({ tests: z.unknown() });
const generatorSchema = z.union([
  z.string().transform((path) => ({ path, config: undefined })),
  z.object({ path: z.string(), config: z.unknown().optional() }),
]);
const testSchema = z.object({
  metadata: testMetadataSchema.pick({ instrument: true, item: true, variant: true }),
});

/** How configs refer to the generator, in the repository and in the package. */
const GENERATOR = /generate-tests\.[jt]s:generateTests$/;

function pairsOf(entry: unknown): string[] {
  const generator = generatorSchema.safeParse(entry);
  if (generator.success && GENERATOR.test(generator.data.path))
    return generateTests(generator.data.config).flatMap(pairsOf);
  const test = testSchema.safeParse(entry);
  if (!test.success || test.data.metadata.instrument !== INSTRUMENT) return [];
  return [`${test.data.metadata.item} ${test.data.metadata.variant}`];
}
