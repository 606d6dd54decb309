import { z } from "zod";
import type { Dimension } from "../../instrument/dimensions.ts";
import { familyOf } from "../../instrument/dimensions.ts";
import type { KeyId } from "../../instrument/key.ts";
import { SHORT_FORM_KEY, whyNotUnder } from "../../release/short-form.ts";
import type { ItemContribution } from "../../scoring/score/item-contributions.ts";
import { caveatsOf, INTERVAL_NOTE } from "../caveats.ts";
import type { McpContext } from "../context.ts";
import { findProfile } from "../find-profile.ts";
import { type ResultCell, rounded } from "../page.ts";
import { dimensionParameter, keyParameter, profileName, wholeNumber } from "../parameters.ts";
import { profileHead, profileHeadSchema } from "../profile-view.ts";
import type { ProfileEntry } from "../profiles.ts";
import { defineTool } from "../tool.ts";
import { nextCall, ToolError } from "../tool-error.ts";

const partSchema = z.object({
  /** Sum over the items shown and those that are not. */
  sum: z.number(),
  items: z.int(),
  rows: z.array(z.array(z.unknown())),
});

export const explainValueScore = defineTool({
  name: "explain_value_score",
  title: "Explain value score",
  description:
    "Show which items raise and which lower a profile's score on a dimension, alone or against another profile " +
    "(against: a profile id, or human/raters). Contributions of all items add up to the score or the difference; " +
    "the largest are listed with gists. rating: 1 to 6, or a difference of two.",
  inputSchema: z
    .strictObject({
      profile: profileName().describe("Profile id"),
      dimension: dimensionParameter.describe("Which score"),
      against: profileName().optional().describe("Profile id to subtract"),
      key: keyParameter.default("released"),
      limit: wholeNumber(1, 20).default(5).describe("Items shown each way"),
    })
    .meta({ example: { profile: "model/gpt-4o-2024-05-13", dimension: "Security" } }),
  outputSchema: z.object({
    profile: profileHeadSchema,
    against: profileHeadSchema.optional(),
    dimension: z.string(),
    key: z.string(),
    total: z.number(),
    lower: z.number().optional(),
    upper: z.number().optional(),
    adjusted_p: z.number().optional(),
    verdict: z.string().optional(),
    interval: z.string(),
    columns: z.array(z.string()),
    raising: partSchema,
    lowering: partSchema,
    caveats: z.array(z.string()),
  }),
  run({ profile, dimension, against, key, limit }, context) {
    const all = context.profiles();
    const entry = findProfile(profile, all);
    const other = against === undefined ? undefined : findProfile(against, all);
    const contributions = contributionsOf(entry, other, dimension, key, context);
    const raising = part(
      contributions.filter(({ contribution }) => contribution >= 0),
      limit,
      context,
    );
    const lowering = part(
      contributions.filter(({ contribution }) => contribution < 0).toReversed(),
      limit,
      context,
    );
    return {
      profile: profileHead(entry, context),
      ...(other === undefined ? {} : { against: profileHead(other, context) }),
      dimension,
      key,
      // Of the rounded parts, so that what is shown adds up.
      total: rounded(raising.sum + lowering.sum, 3),
      ...boundsOf(entry, other, dimension, key, context),
      interval: INTERVAL_NOTE,
      columns: ["item", "contribution", "rating", "response", "query"],
      raising,
      lowering,
      caveats: caveatsOf(key),
    };
  },
});

function contributionsOf(
  entry: ProfileEntry,
  other: ProfileEntry | undefined,
  dimension: Dimension,
  key: KeyId,
  context: McpContext,
): readonly ItemContribution[] {
  const unscored = [entry, ...(other === undefined ? [] : [other])].find((one) => !one.isScored(key));
  if (unscored !== undefined)
    throw new ToolError(
      `${unscored.id} was asked ${whyNotUnder(key)}. ${nextCall("explain_value_score", { profile: entry.id, dimension, key: SHORT_FORM_KEY })}`,
    );
  const contributions = context.statistics.contributions(entry, other, key, dimension);
  if (contributions.length > 0) return contributions;
  throw new ToolError(
    `${entry.id}${other === undefined ? "" : ` and ${other.id}`} rated no item of ${dimension} under the key ${key}. ${nextCall("get_value_profiles", { ids: [entry.id], family: familyOf(dimension) })}`,
  );
}

function boundsOf(
  entry: ProfileEntry,
  other: ProfileEntry | undefined,
  dimension: Dimension,
  key: KeyId,
  { statistics }: McpContext,
): {
  readonly lower?: number;
  readonly upper?: number;
  readonly adjusted_p?: number;
  readonly verdict?: string;
} {
  const family = familyOf(dimension);
  const difference =
    other === undefined
      ? undefined
      : statistics.differences(entry, other, key, family).find((one) => one.dimension === dimension);
  const interval = (
    difference ?? statistics.scores(entry, key, family).find((score) => score.dimension === dimension)
  )?.interval;
  return {
    ...(interval === undefined
      ? {}
      : { lower: rounded(interval.lower, 2), upper: rounded(interval.upper, 2) }),
    ...(difference === undefined
      ? {}
      : { adjusted_p: rounded(difference.adjustedP, 3), verdict: difference.verdict }),
  };
}

function part(contributions: readonly ItemContribution[], limit: number, context: McpContext) {
  const sum = contributions.reduce((total, { contribution }) => total + contribution, 0);
  return {
    sum: rounded(sum, 3),
    items: contributions.length,
    rows: contributions.slice(0, limit).map((one) => rowOf(one, context)),
  };
}

function rowOf({ item, rating, contribution }: ItemContribution, context: McpContext): ResultCell[] {
  const found = context.item(item);
  return [item, rounded(contribution, 3), rounded(rating, 2), found?.gist ?? "", found?.query.gist ?? ""];
}
