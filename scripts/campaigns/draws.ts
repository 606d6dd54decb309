import { seededRandom } from "../../src/lib/random.ts";

/** Choices that a seed repeats. */
export type Draws = {
  /** A whole number from 0 to `count` - 1. */
  readonly below: (count: number) => number;
  readonly chance: (probability: number) => boolean;
  /** @throws {RangeError} there is nothing to pick from */
  readonly pick: <T>(things: readonly T[]) => T;
};

/**
 * @example
 * makeDraws(42).pick(["a", "b"]); // the same with every run
 */
export function makeDraws(seed: number): Draws {
  const random = seededRandom(seed);
  const below = (count: number) => Math.floor(random() * count);
  return {
    below,
    chance: (probability) => random() < probability,
    pick: (things) => {
      if (things.length === 0) throw new RangeError("nothing to pick from");
      return things[below(things.length)] as (typeof things)[number]; // the index is below the length
    },
  };
}
