import { uniformFloat64 } from "pure-rand/distribution/uniformFloat64";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";

/** A source of numbers in [0, 1), like Math.random. */
export type Random = () => number;

/**
 * A reproducible source of random numbers: the same seed gives the same numbers on every machine
 * (xoroshiro128+ with 53-bit mantissas, from pure-rand).
 * @example
 * seededRandom(42)() === seededRandom(42)(); // => true
 */
export function seededRandom(seed: number): Random {
  const generator = xoroshiro128plus(seed);
  return () => uniformFloat64(generator);
}
