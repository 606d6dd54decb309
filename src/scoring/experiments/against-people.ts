import type { Random } from "../../lib/random.ts";
import { cosine } from "../statistics/cosine.ts";
import { spearman } from "../statistics/spearman.ts";
import { sumOfSquares } from "../statistics/sum-of-squares.ts";
import { labelPermutationP } from "./label-permutation.ts";
import { estimatesOf, type Shift } from "./shift.ts";
import { type SignAgreement, signAgreement } from "./sign-agreement.ts";

/** A model's shift under a condition, and how the people of that name differ from all people, value by value. */
export type AgainstPeople = { readonly model: Shift; readonly people: readonly number[] };

/** How a model's shifts go with people's differences. */
export type Agreement = {
  /** Whether they point the same way, -1 to 1; undefined when one side is 0 throughout. */
  readonly cosine: number | undefined;
  /** Two-sided, of the cosine: the names of the values dealt out anew. */
  readonly permutationP: number;
  readonly signs: SignAgreement;
  /** Length of the model's shift over that of people's; undefined when people do not differ. */
  readonly sizeRatio: number | undefined;
  /** Spearman's rho of the shifts, -1 to 1; undefined when one side is equal throughout. */
  readonly rho: number | undefined;
};

/**
 * Holds a model's shifts against people's differences: of one condition, or of several taken together as one long
 * list. People's differences are taken as exact: a mean over 2,000 people or more has an error below .02 points, a
 * model's shift one of .1 to .3. Agrees with numpy and scipy (test/golden/experiments.py).
 * @param permutations deals of the values' names behind p
 */
export function agreementWithPeople(
  conditions: readonly AgainstPeople[],
  settings: { readonly permutations: number; readonly random: Random },
): Agreement {
  const model = conditions.flatMap((condition) => condition.model);
  const people = conditions.flatMap((condition) => condition.people);
  const shifts = estimatesOf(model);
  const squares = sumOfSquares(people);
  return {
    cosine: cosine(shifts, people),
    permutationP: labelPermutationP(
      conditions.map((condition) => ({ model: estimatesOf(condition.model), people: condition.people })),
      settings,
    ),
    signs: signAgreement(model, people),
    sizeRatio: squares === 0 ? undefined : Math.sqrt(sumOfSquares(shifts) / squares),
    rho: spearman(shifts, people)?.rho,
  };
}
