import { z } from "zod";
import { CAVEATS, INTERVAL_NOTE, VERDICT_NOTE } from "../caveats.ts";
import { findProfile } from "../find-profile.ts";
import { tableSchema } from "../page.ts";
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
import { defineTool } from "../tool.ts";

const MAX_PROFILES = 6;

export const getValueProfiles = defineTool({
  name: "get_value_profiles",
  title: "Get value profiles",
  description:
    "Read up to 6 value profiles: validity verdict with reasons, and for each dimension the centred score, its 95% " +
    "interval, the number of items and people's score. With a baseline also paired differences from it, with " +
    "intervals and a verdict (higher, lower, equivalent, inconclusive).",
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
    differences: tableSchema
      .extend({ baseline: z.string(), baseline_verdict: z.string(), verdicts: z.string() })
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
              columns: ["profile", ...DIFFERENCE_COLUMNS],
              rows: entries
                .filter((entry) => entry !== base)
                .flatMap((entry) =>
                  families.flatMap((name) =>
                    differenceRows(context.statistics.differences(entry, base, key, name)).map((row) => [
                      entry.id,
                      ...row,
                    ]),
                  ),
                ),
            },
          }),
      caveats: [...CAVEATS],
    };
  },
});
