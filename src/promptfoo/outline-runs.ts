import { referenceFor } from "../release/reference.ts";
import { defaultKeyOf } from "../release/short-form.ts";
import type { Run } from "../runs/answer.ts";
import { type Outline, outlineRun } from "../scoring/analysis/outline-run.ts";
import { reduceRun } from "../scoring/score/reduced-run.ts";
import { DEFAULT_SEED } from "../scoring/uncertainty/query-draws.ts";

/** The runs of an eval, each under its key, with the errors and the verdict that `score` gives it by default. */
export function outlineRuns(runs: readonly Run[]): readonly Outline[] {
  return runs.map((run) => {
    const { key, screen } = referenceFor(run, defaultKeyOf(run));
    return outlineRun(reduceRun(run, key), screen, { seed: DEFAULT_SEED });
  });
}
