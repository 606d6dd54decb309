import type { Tool } from "./tool.ts";
import { checkValueDrift } from "./tools/check-value-drift.ts";
import { explainValueScore } from "./tools/explain-value-score.ts";
import { getValueCodebook } from "./tools/get-value-codebook.ts";
import { getValueItems } from "./tools/get-value-items.ts";
import { getValueProfiles } from "./tools/get-value-profiles.ts";
import { listValueProfiles } from "./tools/list-value-profiles.ts";
import { planValueRun } from "./tools/plan-value-run.ts";
import { searchValueItems } from "./tools/search-value-items.ts";

/** The tools in the order in which assistants see them. */
export const TOOLS: readonly Tool[] = [
  searchValueItems,
  getValueItems,
  listValueProfiles,
  getValueProfiles,
  explainValueScore,
  checkValueDrift,
  planValueRun,
  getValueCodebook,
];
