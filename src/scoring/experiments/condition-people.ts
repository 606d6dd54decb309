import type { Key } from "../../instrument/key.ts";
import { seededRandom } from "../../lib/random.ts";
import type { PairedValues } from "../compare/paired-differences.ts";
import type { Interval } from "../statistics/interval.ts";
import { type Agreement, agreementWithPeople } from "./against-people.ts";
import { cosineInterval } from "./cosine-interval.ts";
import type { Shift } from "./shift.ts";

/** Whose differences a condition is held against, in the order of VALUES. */
export type NamedPeople = { readonly group: string; readonly differences: readonly number[] };

/** A measured shift held against people, with the bounds of its cosine. */
export type HeldAgainstPeople = Agreement & {
  /** 95%, over queries. */
  readonly cosineInterval: Interval | undefined;
  /** The permutation p times the number of conditions that are held against people. */
  readonly adjustedP: number;
};

/**
 * Holds a shift that two runs give against people's differences.
 * @param shift undefined where a value is not measured, and so is the result
 * @param looks how many conditions are held against people
 * @param values item ratings of both on the same items
 */
export function holdAgainstPeople(
  shift: Shift | undefined,
  values: PairedValues,
  people: readonly number[],
  key: Key,
  { resamples, seed, looks }: { readonly resamples: number; readonly seed: number; readonly looks: number },
): HeldAgainstPeople | undefined {
  if (shift === undefined) return undefined;
  const settings = { permutations: resamples, random: seededRandom(seed) };
  const agreement = agreementWithPeople([{ model: shift, people }], settings);
  return {
    ...agreement,
    adjustedP: Math.min(1, looks * agreement.permutationP),
    cosineInterval: cosineInterval(values, key, people, { resamples, seed }),
  };
}
