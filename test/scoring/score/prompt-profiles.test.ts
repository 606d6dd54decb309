import { expect, test } from "vitest";
import { VARIANTS } from "../../../src/instrument/variant.ts";
import { loadKey } from "../../../src/release/data.ts";
import { promptProfiles } from "../../../src/scoring/score/prompt-profiles.ts";
import { releasedRun } from "../../fixtures/released.ts";

test("has a profile for each prompt that brought a rating, scored on its answers alone", () => {
  const profiles = promptProfiles(releasedRun("gpt-4o-2024-05-13"), loadKey("released"));
  expect(profiles.map(({ variant }) => variant)).toEqual(VARIANTS);
  for (const { profile } of profiles) expect(profile.counts.total).toBe(520);
});

test("leaves out prompts that were not asked", () => {
  const profiles = promptProfiles(releasedRun("gemini-flash-1.5"), loadKey("released"));
  expect(profiles.map(({ variant }) => variant)).toEqual(["v1", "v1_reversed"]);
});
