import { shuffle } from "simple-statistics";
import type { Random } from "../../lib/random.ts";
import { ROUNDING } from "../uncertainty/sign-flip.ts";

/** A model's shifts under a condition, and people's differences: lists of the same length, value by value. */
export type ShiftPair = { readonly model: readonly number[]; readonly people: readonly number[] };

/**
 * Whether shifts go with people's differences more than shifts of values with other names would: the names of the
 * values are dealt out anew, and p is the share of deals in which the product of shifts and differences is at least as
 * far from 0, the observed one counted among them (Phipson & Smyth 2010). Two-sided. Dealing changes no length, so that
 * the product orders deals as the cosine does. Several conditions share each deal: their groups are alike (people of 60
 * differ as those of 80 do), and dealt apart they would count as so many witnesses. Agrees with all 10! deals
 * (test/golden/experiments.py).
 * @example
 * labelPermutationP([{ model: [1, 2, 3], people: [-1, 0, 1] }], { permutations: 10000, random }); // about 1/3
 */
export function labelPermutationP(
  pairs: readonly ShiftPair[],
  { permutations, random }: { readonly permutations: number; readonly random: Random },
): number {
  const names = (pairs[0]?.people ?? []).map((_, place) => place);
  // products[i][j]: over all conditions, the shift of value i times people's difference of value j.
  const products = names.map((one) =>
    names.map((other) =>
      pairs.reduce((sum, { model, people }) => sum + (model[one] ?? 0) * (people[other] ?? 0), 0),
    ),
  );
  const product = (deal: readonly number[]) =>
    products.reduce((sum, row, one) => sum + (row[deal[one] ?? 0] ?? 0), 0);
  const observed = Math.abs(product(names));
  let reached = 1;
  for (let deal = 0; deal < permutations; deal += 1)
    if (Math.abs(product(shuffle([...names], random))) >= observed - ROUNDING) reached += 1;
  return reached / (permutations + 1);
}
