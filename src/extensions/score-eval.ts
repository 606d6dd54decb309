import process from "node:process";
import type { AfterAllExtensionHookContext } from "promptfoo";
import type { KeyId } from "../instrument/key.ts";
import { groupBy } from "../lib/group-by.ts";
import { messageOf } from "../lib/input-error.ts";
import { recordOf } from "../lib/record-of.ts";
import { withEvalMetrics } from "../promptfoo/eval-metrics.ts";
import { withEvalTags } from "../promptfoo/eval-tags.ts";
import { promptfooVersion } from "../promptfoo/find-promptfoo.ts";
import { outlineRuns } from "../promptfoo/outline-runs.ts";
import { type ScoredEval, scoreColumns } from "../promptfoo/score-columns.ts";
import { loadPeople } from "../release/data.ts";
import { PUBLISHED_PREFIX } from "../release/released-model.ts";
import { defaultKeyOf, shortFormNotes } from "../release/short-form.ts";
import { evalSummary } from "../report/eval-summary.ts";
import { renderLines } from "../report/render-table.ts";
import { collectionNotes } from "../runs/collection-notes.ts";
import { COUNTED } from "../runs/row-counts.ts";
import { RUN_FILE_FORMAT, RUN_FILE_VERSION, type RunFile, toRunFileModel } from "../runs/run-file.ts";
import { RUNS_FOLDER, writeRunFile } from "../runs/run-folder.ts";
import { evalMoment } from "../runs/run-identity.ts";
import type { Outline } from "../scoring/analysis/outline-run.ts";
import { differentiation } from "../scoring/score/differentiation.ts";
import { itemRatings } from "../scoring/score/item-ratings.ts";
import { UPSTREAM_TEXTS } from "../texts/source.ts";
import { findTexts } from "../texts/texts.ts";
import { print, say } from "./say.ts";
import { endUnwritten } from "./watch-end.ts";

/**
 * promptfoo's hook for the end of an eval: scores every model from its rows, puts the centred scores of the ten
 * values into the column headers and the verdicts into the eval's tags, prints them, and writes the run file. It never throws: promptfoo would then not
 * write the user's output files.
 */
export function afterAll(context: AfterAllExtensionHookContext): void {
  if (scoredEvals.has(context.prompts)) return;
  scoredEvals.add(context.prompts);
  const done = attempt(
    `NOT SCORED. Score it with: promptfoo export eval ${context.evalId} -o eval.json`,
    () => {
      const scored = scoreColumns(context.results, context.config, context.evalId);
      if (scored.runs.length + scored.unread + scored.mismatched + scored.unknown === 0) return;
      const outlines = outlineRuns(scored.runs);
      putMetrics(context, scored, outlines);
      if (!process.env["VALUE_PORTRAIT_QUIET"]) print(summary(scored, outlines));
      if (scored.runs.length === 0) return;
      const written = attempt(
        `THE RUN FILE WAS NOT WRITTEN. The answers are in promptfoo's database: promptfoo export eval ${context.evalId} -o eval.json`,
        () => {
          const file = writeRunFile(RUNS_FOLDER, runFile(context.evalId, scored));
          if (!process.env["VALUE_PORTRAIT_QUIET"]) print(`Run file: ${file}\n`);
        },
      );
      if (!written) endUnwritten();
    },
  );
  // What promptfoo summed up over everything is no score of anything.
  if (!done) putMetricsOf(context, new Map(context.prompts.map((_, column) => [column, {}])));
}

/** By their columns: a config that is given twice has this hook twice. */
const scoredEvals = new WeakSet<object>();

/** Whether the action came to its end; a failure is said. */
function attempt(failure: string, action: () => void): boolean {
  try {
    action();
    return true;
  } catch (error) {
    print("\n");
    say(`${failure}. The reason: ${messageOf(error).replaceAll("\n", " ")}`);
    return false;
  }
}

/** promptfoo stores the prompts and the config after this hook, with what it changed in place. */
function putMetrics(
  context: AfterAllExtensionHookContext,
  { metrics }: ScoredEval,
  outlines: readonly Outline[],
): void {
  const { config } = context;
  putMetricsOf(context, metrics);
  config.tags = withEvalTags(config.tags ?? {}, outlines);
}

function putMetricsOf(
  { prompts, suite }: AfterAllExtensionHookContext,
  metricsOf: ScoredEval["metrics"],
): void {
  for (const [column, ours] of metricsOf) {
    const metrics = prompts[column]?.metrics;
    if (metrics === undefined) continue;
    Object.assign(metrics, withEvalMetrics(metrics, ours));
    Object.assign(metrics.namedScores, derivedMetrics(suite.derivedMetrics ?? [], metrics.namedScores));
  }
}

type Metrics = NonNullable<AfterAllExtensionHookContext["suite"]["derivedMetrics"]>;

/**
 * The user's derived metrics that are functions, of the scores as they are at the end: promptfoo computed them while
 * there were sums only. It evaluates texts by itself, in which our names are comments.
 */
function derivedMetrics(metrics: Metrics, scores: Record<string, number>): Record<string, number> {
  const derived: Record<string, number> = {};
  for (const { name, value } of metrics) {
    if (typeof value !== "function") continue;
    attempt(`the derived metric ${name} was left as it is`, () => {
      const result: unknown = Reflect.apply(value, undefined, [{ ...scores, ...derived }]);
      if (typeof result === "number" && Number.isFinite(result)) derived[name] = result;
    });
  }
  return derived;
}

function summary(scored: ScoredEval, outlines: readonly Outline[]): string {
  const slopes = new Map(
    scored.runs.map(({ responses }, index) => [
      outlines[index],
      differentiation(itemRatings(responses), loadPeople()),
    ]),
  );
  // Scores under two keys do not belong into one table.
  const tables = [...groupBy(outlines, ({ profile }) => profile.key).values()].map((some) =>
    evalSummary(
      some,
      some.map((outline) => slopes.get(outline)),
    ),
  );
  const notes = [
    ...scored.runs.flatMap((run) => shortFormNotes(run)),
    ...collectionNotes({ ...scored, foreign: 0 }),
  ];
  return `\n${tables.join("\n")}${renderLines(
    notes.map((text) => ({ lead: "", text })),
    "table",
  )}`;
}

/** The key of the metrics of all runs; that of the published scores where there are several. */
function keyOfAll({ runs }: ScoredEval): KeyId {
  const [key = "released", ...others] = new Set(runs.map(defaultKeyOf));
  return others.length === 0 ? key : "released";
}

function runFile(evalId: string, scored: ScoredEval): RunFile {
  const { runs } = scored;
  const found = recordOf(COUNTED, (count) => (count === "foreign" ? 0 : scored[count]));
  const textsAsked =
    runs.some(({ provider }) => !provider.startsWith(PUBLISHED_PREFIX)) ||
    findTexts(process.env) !== undefined;
  return {
    format: RUN_FILE_FORMAT,
    version: RUN_FILE_VERSION,
    evalId,
    created: evalMoment(evalId) ?? new Date().toISOString(),
    promptfoo: promptfooVersion(process.argv[1]),
    ...(textsAsked ? { textsCommit: UPSTREAM_TEXTS.commit } : {}),
    key: keyOfAll(scored),
    ...(Object.values(found).some((count) => count > 0) ? { found } : {}),
    models: runs.map((run) => toRunFileModel(run, run.provider)),
  };
}
