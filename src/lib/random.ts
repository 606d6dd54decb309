import { uniformFloat64 } from "pure-rand/distribution/uniformFloat64";
import { mersenne } from "pure-rand/generator/mersenne";

/** A source of numbers in [0, 1), like Math.random. */
export type Random = () => number;

/**
 * A reproducible source of random numbers: the same seed gives the same numbers on every machine (the Mersenne
 * Twister with 53-bit mantissas, from pure-rand). Its seeding is not linear, so that near seeds start with
 * unrelated numbers; with xoroshiro128+ they do not.
 * @example
 * seededRandom(42)() === seededRandom(42)(); // => true
 */
export function seededRandom(seed: number): Random {
  const generator = mersenne(seed);
  return () => uniformFloat64(generator);
}
