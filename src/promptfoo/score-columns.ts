import { z } from "zod";
import { type CollectedRun, type Collection, collectRuns } from "../assertions/collect-runs.ts";
import { readRow } from "../assertions/read-ratings.ts";
import { isUnder } from "../contract/condition.ts";
import type { Values } from "../contract/condition-label.ts";
import { onceFor } from "../lib/memo.ts";
import { loadKey } from "../release/data.ts";
import { isReleasedItem } from "../release/known-items.ts";
import { defaultKeyOf } from "../release/short-form.ts";
import { evalMetrics } from "./eval-metrics.ts";
import { plannedTests } from "./planned-tests.ts";

/** An eval as its rows tell it, and its config where rows do not tell how much was planned. */
export type ScoredEval = Collection & {
  /** The metrics for the header of each column with rows of ours, by the column's number. */
  readonly metrics: ReadonlyMap<number, Readonly<Record<string, number>>>;
};

/**
 * Scores the columns of an eval, each run under its key, from its rows, never from the metrics that promptfoo sums up: those are wrong after
 * a resumed or retried run. Columns whose models have one name are one model.
 * @param rows promptfoo's result rows, those of other tests among them
 * @param config the eval's config, which says how much was planned
 * @param evalId promptfoo's id of the eval
 * @throws {z.ZodError} a row is not as promptfoo writes it
 * @throws {InputError} answers were given under conditions that cannot be told apart
 */
export function scoreColumns(rows: readonly unknown[], config: unknown, evalId?: string): ScoredEval {
  const collector = collectRuns(isReleasedItem);
  const modelOf = new Map<number, string>();
  for (const row of rows) {
    // All rows are of this eval, also those that an import under a new id kept the old one in.
    const reading = { ...readRow(row), evalId };
    collector.add(reading, { place: 0, unit: "eval", evalId });
    if (reading.kind === "answer") modelOf.set(placeSchema.parse(row).promptIdx, reading.subject);
  }
  const collection = collector.finish();
  const runs = withPlans(collection.runs, config);
  const metricsOf = (model: string) =>
    runs
      .filter((run) => run.model === collector.nameOf(model))
      .map((run) => evalMetrics(run, keyOf(defaultKeyOf(run)), run.condition?.name));
  return {
    ...collection,
    runs,
    metrics: new Map([...modelOf].map(([column, model]) => [column, Object.assign({}, ...metricsOf(model))])),
  };
}

const keyOf = onceFor(loadKey);

const placeSchema = z.object({ promptIdx: z.int() });

/** The config does not know the repetitions that the command line asked for; the rows do. */
function withPlans(runs: readonly CollectedRun[], config: unknown): readonly CollectedRun[] {
  if (runs.every(({ planned }) => planned !== undefined)) return runs;
  const all = runs.flatMap((run) => run.responses);
  const repeats = all.reduce((most, { repeat }) => Math.max(most, repeat + 1), 1);
  return runs.map((run) => {
    if (run.planned !== undefined) return run;
    const alike = runs.filter(({ condition }) => condition?.name === run.condition?.name);
    const asked = alike.flatMap(({ responses }) =>
      responses.map(({ item, variant }) => `${item} ${variant}`),
    );
    const planned = plannedAnswers(config, run.condition?.values) ?? 0;
    return { ...run, planned: Math.max(planned, new Set(asked).size) * repeats };
  });
}

/**
 * How many answers a promptfoo config plans for each column and repetition, before any `--filter` of the command
 * line: the item and variant pairs that our tests in it ask. Undefined when it has none of our tests.
 * @param config the eval's config, as hooks get it and outputs hold it
 * @param condition counts the tests of one condition only, unless the config does not tell which those are
 */
export function plannedAnswers(config: unknown, condition: Values = []): number | undefined {
  const tests = plannedTests(config);
  const ofCondition = tests.filter(({ circumstances }) =>
    isUnder(
      circumstances,
      condition,
      tests.map((test) => test.circumstances),
    ),
  );
  const counted = ofCondition.length === 0 ? tests : ofCondition;
  const asked = new Set(counted.map(({ question }) => question));
  return asked.size === 0 ? undefined : asked.size;
}
