import { countText, percent, pPhrase, signed } from "../lib/number-text.ts";
import { ALPHA } from "../scoring/compare/verdict.ts";
import type { Agreement } from "../scoring/experiments/against-people.ts";
import type { Demographics } from "../scoring/experiments/demographics.ts";
import { shareWithoutEffect } from "../scoring/experiments/generic-shift.ts";
import type { Steering } from "../scoring/experiments/steering.ts";

/** What cannot be said of figures that have no intervals. */
const notTested = (figures: string) =>
  `Not tested: ${figures}. The tables have no intervals, so that these figures describe one table and say nothing of a next run. Each p is about the names in this table only.`;

/** What may be said of the published personas, a sentence a line, and what may not. */
export function demographicsSentences({ personas, generic, pooled, axes }: Demographics): readonly string[] {
  const share = generic.share === undefined ? "nothing" : percent(generic.share);
  return [
    `Generic: the mean shift of all ${personas} personas carries ${share} of the sum of squares. It is what any persona does, ` +
      "or an error of the one run without persona, which is in every shift and by itself would carry about " +
      `${percent(shareWithoutEffect(personas))}. Only the rest is about a group; contrasts within an axis are free of both.`,
    `The ${pooled.personas} groups with people together: ${agreementText(pooled.asMeasured)}.`,
    `The same without the generic shift: ${agreementText(pooled.withoutGeneric)}.`,
    `Single groups, without the generic shift and with Holm's adjustment: ${singleText(axes)}.`,
    notTested("single shifts, gaps between groups, sizes and trends"),
    "All 13 rows of gender, age, politics and education fit one rating for each item, and 3 of the 12 others; the version of the " +
      "model is not stated. A run under six prompts is not expected to give these numbers.",
    "People: a mean over 2,000 respondents or more has an error below .02 points, and is taken as exact. There are none " +
      "for race, religion, income and the traits.",
  ];
}

/** What may be said of the published steering matrix, and what may not. */
export function steeringSentences({ prompts, checks, order }: Steering): readonly string[] {
  const count = (found: readonly unknown[]) => `${found.length} of ${prompts.length}`;
  const expected = checks.filter(({ asExpected }) => asExpected);
  const fits =
    order.p < ALPHA
      ? "values near to each other move more alike than when the ten are put on the circle in other orders"
      : "other orders of the ten values fit as well";
  return [
    `Targets: ${count(prompts.filter(({ effect }) => effect > 0))} rise under their prompt; ` +
      `${count(prompts.filter(({ rank }) => rank === 1))} are what it raises most; no other prompt raises ` +
      `${count(prompts.filter(({ bestPrompt }) => bestPrompt))} as much.`,
    `Circle, by pairs: ${expected.length} of ${checks.length} directed checks have the expected sign. They share prompts and a ` +
      "baseline, so that their number has no p.",
    `Circle, by distance: correlation with the shifts ${signed(order.correlation)}, without the generic shift ` +
      `${signed(order.withoutGeneric)} (${pPhrase(order.p)} over ${countText(order.permutations)} orders): ${fits}.`,
    notTested("single shifts, ranks and checks"),
  ];
}

/** Which of the groups shown go with or against people, or why none does. */
function singleText(axes: Demographics["axes"]): string {
  const held = axes
    .flatMap(({ groups }) => groups)
    .flatMap(({ group, againstPeople }) =>
      againstPeople === undefined ? [] : [{ group, ...againstPeople }],
    );
  if (held.length === 0) return "there are no people for those shown";
  const told = held.filter(({ withoutGeneric }) => withoutGeneric.adjustedP < ALPHA);
  const texts = told.map(
    ({ group, withoutGeneric }) =>
      `${group} goes ${directionOf(withoutGeneric)} people's differences (${pPhrase(withoutGeneric.adjustedP)})`,
  );
  return texts.join("; ") || "that one of those shown goes with people or against them is not shown";
}

function agreementText(agreement: Agreement): string {
  const { cosine, permutationP, signs } = agreement;
  const angle = cosine === undefined ? "no direction" : `cosine ${signed(cosine)} (${pPhrase(permutationP)})`;
  const verdict =
    permutationP < ALPHA
      ? `the shifts go ${directionOf(agreement)} people's differences`
      : "that they go with people's differences is not shown";
  return `${angle}, the same sign in ${signs.agreeing} of ${signs.decided} decided cells (${pPhrase(signs.p)}): ${verdict}`;
}

function directionOf({ cosine = 0 }: Agreement): string {
  return cosine > 0 ? "with" : "against";
}
