import { z } from "zod";
import type { Family } from "../../instrument/dimensions.ts";
import { KEY_RULES, type KeyId } from "../../instrument/key.ts";
import { verdictNotes } from "../../scoring/compare/verdict.ts";
import { caveatsOf, INTERVAL_NOTE, TIERS_NOTE, VERDICT_NOTE } from "../caveats.ts";
import type { McpContext } from "../context.ts";
import { findProfile, findProfiles } from "../find-profile.ts";
import { needAnswers } from "../need-answers.ts";
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
import type { Difference } from "../statistics.ts";
import { defineTool } from "../tool.ts";

const MAX_PROFILES = 6;

const outputSchema = z.object({
  key: z.string(),
  interval: z.string(),
  columns: z.array(z.string()),
  tiers: z.string(),
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
          /** Of rows whose verdict is another than the interval alone would suggest. */
          notes: z.array(z.string()).optional(),
        }),
      ),
    })
    .optional(),
  caveats: z.array(z.string()),
});

export const getValueProfiles = defineTool({
  name: "get_value_profiles",
  title: "Get value profiles",
  description:
    "Read up to 6 value profiles: validity verdict with reasons, and for each dimension score, 95% interval, items, " +
    "people's score and tier (within one, values are not ranked). With a baseline also differences, profile minus " +
    "baseline, with verdicts (higher, lower, equivalent, inconclusive), and one sentence on all.",
  inputSchema: z
    .strictObject({
      ids: profileList(MAX_PROFILES).describe('From list_value_profiles, or "last run"'),
      baseline: profileName().optional().describe("Profile, or human/raters"),
      family: familyParameter.default("values").describe("Default values"),
      key: keyParameter.default("released"),
    })
    .meta({ example: { ids: ["model/gpt-4o-2024-05-13"], baseline: "human/raters" } }),
  outputSchema,
  run({ ids, baseline, family, key }, context) {
    const all = context.profiles();
    const entries = findProfiles(ids, all, MAX_PROFILES);
    const base = baseline === undefined ? undefined : findProfile(baseline, all);
    if (base !== undefined) needAnswers(base, ...entries);
    return fitted(entries, (some) => viewOf(some, base, family, key, context));
  },
});

/** What more would make results of more than 8,000 tokens: six profiles of all families have less, but for long names. */
const MAX_BYTES = 20_400;

/** As many of the profiles as one result has room for, and which were left out. */
function fitted(entries: readonly ProfileEntry[], view: (some: readonly ProfileEntry[]) => View): View {
  const whole = view(entries);
  if (entries.length < 2 || Buffer.byteLength(JSON.stringify(whole)) <= MAX_BYTES) return whole;
  const last = entries.at(-1)?.id ?? "";
  const found = fitted(entries.slice(0, -1), view);
  return { ...found, caveats: [...found.caveats, `No room for ${last}: ask for it in another call.`] };
}

type View = z.input<typeof outputSchema>;

function viewOf(
  entries: readonly ProfileEntry[],
  base: ProfileEntry | undefined,
  family: Family | "all",
  key: KeyId,
  context: McpContext,
): View {
  const families = familiesOf(family);
  return {
    key,
    interval: INTERVAL_NOTE,
    columns: [...SCORE_COLUMNS],
    tiers: TIERS_NOTE,
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
                ...notesOf(
                  families.flatMap((name) => context.statistics.differences(entry, base, key, name)),
                ),
                ...explainedOf(context.statistics.explained(entry, base, key, families)),
                rows: families.flatMap((name) =>
                  differenceRows(context.statistics.differences(entry, base, key, name)),
                ),
              })),
          },
        }),
    caveats: caveatsOf(key),
  };
}

function notesOf(differences: readonly Difference[]): { readonly notes?: string[] } {
  const notes = verdictNotes(differences);
  return notes.size === 0 ? {} : { notes: [...notes.values()] };
}

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
