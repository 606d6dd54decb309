import { z } from "zod";
import type { KeyId } from "../../instrument/key.ts";
import { CAVEATS, INTERVAL_NOTE, VERDICT_NOTE } from "../caveats.ts";
import type { McpContext } from "../context.ts";
import { findProfile } from "../find-profile.ts";
import { familyParameter, idList, keyParameter, words } from "../parameters.ts";
import {
  DIFFERENCE_COLUMNS,
  differenceRows,
  familiesOf,
  profileHead,
  profileHeadSchema,
  SCORE_COLUMNS,
  scoreRows,
} from "../profile-view.ts";
import type { ProfileEntry } from "../profiles.ts";
import { defineTool } from "../tool.ts";

const MAX_PROFILES = 6;

export const getValueProfiles = defineTool({
  name: "get_value_profiles",
  title: "Get value profiles",
  description:
    "Read up to 6 value profiles: validity verdict with reasons, and for each dimension the centred score, its 95% " +
    "interval, the number of items and people's score. With a baseline also differences, profile minus baseline, with " +
    "intervals and a verdict (higher, lower, equivalent, inconclusive), and one sentence on all ten values together.",
  inputSchema: z
    .strictObject({
      ids: idList(MAX_PROFILES).describe("From list_value_profiles"),
      baseline: words().optional().describe("Profile id to compare with; human/raters for people"),
      family: familyParameter.default("values").describe("Default values"),
      key: keyParameter.default("released"),
    })
    .meta({ example: { ids: ["model/gpt-4o-2024-05-13"], baseline: "human/raters" } }),
  outputSchema: z.object({
    key: z.string(),
    interval: z.string(),
    columns: z.array(z.string()),
    profiles: z.array(profileHeadSchema.extend({ rows: z.array(z.array(z.unknown())) })),
    differences: z
      .object({
        baseline: z.string(),
        baseline_verdict: z.string(),
        verdicts: z.string(),
        columns: z.array(z.string()),
        profiles: z.array(
          z.object({ id: z.string(), headline: z.string().optional(), rows: z.array(z.array(z.unknown())) }),
        ),
      })
      .optional(),
    caveats: z.array(z.string()),
  }),
  run({ ids, baseline, family, key }, context) {
    const all = context.profiles();
    const entries = [...new Set(ids.map((id) => findProfile(id, all)))];
    const base = baseline === undefined ? undefined : findProfile(baseline, all);
    const families = familiesOf(family);
    return {
      key,
      interval: INTERVAL_NOTE,
      columns: [...SCORE_COLUMNS],
      profiles: entries.map((entry) => ({
        ...profileHead(entry, context),
        rows: scoreRows(entry, key, families, context),
      })),
      ...(base === undefined
        ? {}
        : {
            differences: {
              baseline: base.id,
              baseline_verdict: profileHead(base, context).verdict,
              verdicts: VERDICT_NOTE,
              columns: [...DIFFERENCE_COLUMNS],
              profiles: entries
                .filter((entry) => entry !== base)
                .map((entry) => ({
                  id: entry.id,
                  ...headlineOf(entry, base, key, context),
                  rows: families.flatMap((name) =>
                    differenceRows(context.statistics.differences(entry, base, key, name)),
                  ),
                })),
            },
          }),
      caveats: [...CAVEATS],
    };
  },
});

/** What a profile and the baseline come to, in the sentence that `compare` and `gate` have; none against people. */
function headlineOf(
  entry: ProfileEntry,
  base: ProfileEntry,
  key: KeyId,
  { statistics }: McpContext,
): { readonly headline?: string } {
  const found = statistics.headline(entry, base, key);
  return found === undefined ? {} : { headline: found.summary };
}
