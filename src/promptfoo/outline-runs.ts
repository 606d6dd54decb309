import type { KeyId } from "../instrument/key.ts";
import { loadReference } from "../release/reference.ts";
import type { Run } from "../runs/answer.ts";
import { type Outline, outlineRun } from "../scoring/analysis/outline-run.ts";
import { reduceRun } from "../scoring/score/reduced-run.ts";
import { DEFAULT_SEED } from "../scoring/uncertainty/query-draws.ts";

/** The runs of an eval, each with the errors and the verdict that `score` gives it by default. */
export function outlineRuns(runs: readonly Run[], keyId: KeyId): readonly Outline[] {
  if (runs.length === 0) return [];
  const { key, screen } = loadReference(keyId);
  return runs.map((run) => outlineRun(reduceRun(run, key), screen, { seed: DEFAULT_SEED }));
}
