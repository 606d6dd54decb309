import { z } from "zod";
import type { Dimension } from "../../instrument/dimensions.ts";
import { familyOf } from "../../instrument/dimensions.ts";
import type { KeyId } from "../../instrument/key.ts";
import { SHORT_FORM_KEY, whyNotUnder } from "../../release/short-form.ts";
import { verdictNotes } from "../../scoring/compare/verdict.ts";
import type { ItemContribution } from "../../scoring/score/item-contributions.ts";
import { caveatsOf, INTERVAL_NOTE } from "../caveats.ts";
import type { McpContext } from "../context.ts";
import { findProfile } from "../find-profile.ts";
import { needAnswers } from "../need-answers.ts";
import { type ResultCell, rounded, testedP } from "../page.ts";
import { dimensionParameter, keyParameter, profileName, wholeNumber } from "../parameters.ts";
import { profileHead, profileHeadSchema } from "../profile-view.ts";
import type { ProfileEntry } from "../profiles.ts";
import type { Difference, Estimate } from "../statistics.ts";
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
    "Show which items raise and which lower a profile's score on a dimension, alone or against another profile or " +
    "human/raters. All contributions add up to the score (mean minus family mean) or the difference; the largest are " +
    "listed.",
  inputSchema: z
    .strictObject({
      profile: profileName().describe("Profile id"),
      dimension: dimensionParameter.describe("E.g. Self_Direction, Conservation, Openness"),
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
    /** How the contributions and the means come to the total. */
    adds_up: z.object({
      mean: z.number().optional(),
      family_mean: z.number().optional(),
      text: z.string(),
    }),
    lower: z.number().optional(),
    upper: z.number().optional(),
    adjusted_p: z.number().optional(),
    verdict: z.string().optional(),
    note: z.string().optional(),
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
    needAnswers(entry, other);
    const found = contributionsOf(entry, other, dimension, key, context);
    const estimate = estimateOf(entry, other, dimension, key, context);
    const { raising, lowering, ...sums } = addUp(found, estimate, limit, context);
    return {
      profile: profileHead(entry, context),
      ...(other === undefined ? {} : { against: profileHead(other, context) }),
      dimension,
      key,
      ...sums,
      ...boundsOf(estimate),
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
): ItemsOfScore {
  const unscored = [entry, ...(other === undefined ? [] : [other])].find((one) => !one.isScored(key));
  if (unscored !== undefined)
    throw new ToolError(
      `${unscored.id} was asked ${whyNotUnder(key)}. ${nextCall("explain_value_score", { profile: entry.id, dimension, key: SHORT_FORM_KEY })}`,
    );
  const found = context.statistics.contributions(entry, other, key, dimension);
  if (found.items.length > 0) return found;
  throw new ToolError(
    `${entry.id}${other === undefined ? "" : ` and ${other.id}`} rated no item of ${dimension} under the key ${key}. ${nextCall("get_value_profiles", { ids: [entry.id], family: familyOf(dimension) })}`,
  );
}

/** The score, or the difference with its verdict and why that is not what the interval suggests. */
function estimateOf(
  entry: ProfileEntry,
  other: ProfileEntry | undefined,
  dimension: Dimension,
  key: KeyId,
  { statistics }: McpContext,
): { readonly score?: Estimate; readonly difference?: Difference; readonly note?: string } {
  const family = familyOf(dimension);
  const isAsked = (one: Estimate) => one.dimension === dimension;
  if (other === undefined) {
    const score = statistics.scores(entry, key, family).find(isAsked);
    return score === undefined ? {} : { score };
  }
  const differences = statistics.differences(entry, other, key, family);
  const difference = differences.find(isAsked);
  const note = verdictNotes(differences).get(dimension);
  return {
    ...(difference === undefined ? {} : { difference }),
    ...(note === undefined ? {} : { note }),
  };
}

function boundsOf({ score, difference, note }: ReturnType<typeof estimateOf>) {
  const interval = (difference ?? score)?.interval;
  return {
    ...(interval === undefined
      ? {}
      : { lower: rounded(interval.lower, 2), upper: rounded(interval.upper, 2) }),
    ...(difference === undefined
      ? {}
      : { adjusted_p: testedP(difference.adjustedP), verdict: difference.verdict }),
    ...(note === undefined ? {} : { note }),
  };
}

/** The score as get_value_profiles shows it, and its parts rounded so that they add up to what is shown. */
function addUp(
  { items, familyMean }: ItemsOfScore,
  { score, difference }: ReturnType<typeof estimateOf>,
  limit: number,
  context: McpContext,
) {
  const sumOf = (some: readonly ItemContribution[]) =>
    some.reduce((sum, { contribution }) => sum + contribution, 0);
  const part = (some: readonly ItemContribution[], sum: number) => ({
    sum,
    items: some.length,
    rows: some.slice(0, limit).map((one) => rowOf(one, context)),
  });
  const above = items.filter(({ contribution }) => contribution >= 0);
  const below = items.filter(({ contribution }) => contribution < 0).toReversed();
  const total = rounded((difference ?? score)?.centred ?? sumOf(items), 2);
  const raised = rounded(sumOf(above), 2);
  const lowered = rounded(total - raised, 2);
  const parts = `contributions of all items ${raised} + ${lowered} = ${total}`;
  return {
    total,
    adds_up:
      familyMean === undefined
        ? { text: parts }
        : meansOf(rounded(familyMean, 2), total, items, difference === undefined ? "" : BETWEEN, parts),
    raising: part(above, raised),
    lowering: part(below, lowered),
  };
}

const BETWEEN = ", both as profile minus against";

function meansOf(
  family: number,
  total: number,
  items: readonly ItemContribution[],
  between: string,
  parts: string,
) {
  const mean = rounded(family + total, 2);
  const reversed = items.some((item) => item.reversed) ? ", reversed ones as 7 - rating" : "";
  const means = `mean ${mean} (${items.length} items${reversed}) minus family_mean ${family}${between} = ${total}`;
  return { mean, family_mean: family, text: `${means}; ${parts}` };
}

type ItemsOfScore = ReturnType<McpContext["statistics"]["contributions"]>;

function rowOf({ item, rating, contribution }: ItemContribution, context: McpContext): ResultCell[] {
  const found = context.item(item);
  return [item, rounded(contribution, 3), rounded(rating, 2), found?.gist ?? "", found?.query.gist ?? ""];
}
