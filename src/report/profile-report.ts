import type { ScoreFigures } from "../release/released-model.ts";
import type { Analysis } from "../scoring/analysis/analyse-run.ts";

/** An analysis with the published figures of the same model, when it has them. */
export type ProfileReport = { readonly analysis: Analysis; readonly published?: ScoreFigures | undefined };
