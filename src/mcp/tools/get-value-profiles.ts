import { z } from "zod";
import { KEY_RULES, type KeyId } from "../../instrument/key.ts";
import { caveatsOf, INTERVAL_NOTE, VERDICT_NOTE } from "../caveats.ts";
import type { McpContext } from "../context.ts";
import { findProfile, findProfiles } from "../find-profile.ts";
import { rounded, tableSchema } from "../page.ts";
import { familyParameter, keyParameter, profileList, profileName } from "../parameters.ts";
import {
  AXIS_COLUMNS,
  axisRows,
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
      ids: profileList(MAX_PROFILES).describe("Ids or names of list_value_profiles"),
      baseline: profileName().optional().describe("Profile id to compare with; human/raters for people"),
      family: familyParameter.default("values").describe("Default values"),
      key: keyParameter.default("released"),
    })
    .meta({ example: { ids: ["model/gpt-4o-2024-05-13"], baseline: "human/raters" } }),
  outputSchema: z.object({
    key: z.string(),
    interval: z.string(),
    columns: z.array(z.string()),
    profiles: z.array(
      profileHeadSchema.extend({
        /** Under a key whose values move together: to be read before the rows. */
        axes: tableSchema.optional(),
        rows: z.array(z.array(z.unknown())),
      }),
    ),
    differences: z
      .object({
        baseline: z.string(),
        baseline_verdict: z.string(),
        verdicts: z.string(),
        columns: z.array(z.string()),
        profiles: z.array(
          z.object({
            id: z.string(),
            headline: z.string().optional(),
            /** The share of its squared differences that differentiation explains; below 0 it hides some. */
            by_differentiation: z.number().optional(),
            rows: z.array(z.array(z.unknown())),
          }),
        ),
      })
      .optional(),
    caveats: z.array(z.string()),
  }),
  run({ ids, baseline, family, key }, context) {
    const all = context.profiles();
    const entries = findProfiles(ids, all, MAX_PROFILES);
    const base = baseline === undefined ? undefined : findProfile(baseline, all);
    const families = familiesOf(family);
    return {
      key,
      interval: INTERVAL_NOTE,
      columns: [...SCORE_COLUMNS],
      profiles: entries.map((entry) => ({
        ...profileHead(entry, context),
        ...(KEY_RULES[key].axesFirst
          ? { axes: { columns: [...AXIS_COLUMNS], rows: axisRows(entry, key, context) } }
          : {}),
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
                  ...explainedOf(context.statistics.explained(entry, base, key, families)),
                  rows: families.flatMap((name) =>
                    differenceRows(context.statistics.differences(entry, base, key, name)),
                  ),
                })),
            },
          }),
      caveats: caveatsOf(key),
    };
  },
});

function explainedOf(share: number | undefined): { readonly by_differentiation?: number } {
  return share === undefined ? {} : { by_differentiation: rounded(share, 2) };
}

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
