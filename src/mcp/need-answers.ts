import type { ProfileEntry } from "./profiles.ts";
import { nextCall, ToolError } from "./tool-error.ts";
import { WHY_NO_ANSWERS } from "./unscreened-profiles.ts";

/**
 * Refuses profiles of which only scores are public, where ratings are needed.
 * @throws {ToolError} one is such
 */
export function needAnswers(...entries: readonly (ProfileEntry | undefined)[]): void {
  const bare = entries.find((entry) => entry?.published !== undefined);
  if (bare === undefined) return;
  throw new ToolError(`${bare.id}: ${WHY_NO_ANSWERS}. ${nextCall("get_value_profiles", { ids: [bare.id] })}`);
}
