import { once } from "../../lib/memo.ts";
import { type Random, seededRandom } from "../../lib/random.ts";
import { holmMultipliers } from "../statistics/holm.ts";
import { type Flips, flipSigns, makeFlips, ROUNDING } from "./sign-flip.ts";

/** Of p at the first step of Holm's method over 45 pairs, .0011, this many permutations leave an error of .00007. */
const MANY = 200_000;

/** A p this many of its own standard errors from the threshold is on the side on which it seems to be. */
const CLEAR = 3;

/**
 * Sign-flip p values of tests that are adjusted together by Holm's method. Where the number of permutations is too
 * small to tell on which side of `alpha` an adjusted p lies, that test has 200,000 permutations instead; so that a
 * verdict does not hang on the seed. All others are those of `signFlip` on the same seed.
 * @param contributions of each query, for each test of the family; all lists have the same queries
 * @throws {RangeError} fewer than 100 resamples
 */
export function settledSignFlip(
  contributions: readonly Float64Array[],
  { resamples, seed, alpha }: { readonly resamples: number; readonly seed: number; readonly alpha: number },
): number[] {
  const { flips, patterns } = seededFlips(contributions[0]?.length ?? 0, resamples, seed);
  const ps = flipSigns(contributions, flips);
  if (resamples >= MANY || flips.isExact) return ps;
  const multipliers = holmMultipliers(ps);
  const open = ps.flatMap((p, test) =>
    isOpen(p, resamples, alpha / (multipliers[test] ?? 1)) ? [test] : [],
  );
  if (open.length === 0) return ps;
  const settled = permuteAgain(contributions, open, patterns());
  return ps.map((p, test) => settled.get(test) ?? p);
}

type SeededFlips = {
  readonly queries: number;
  readonly resamples: number;
  readonly seed: number;
  readonly flips: Flips;
  /** Those of the many permutations. */
  readonly patterns: () => Uint16Array;
};

/**
 * Both kinds of patterns from one seed. The last are kept, because the families of a run, and all runs of a list, are
 * tested on the same; whether they were kept changes no result.
 */
function seededFlips(queries: number, resamples: number, seed: number): SeededFlips {
  if (kept?.queries === queries && kept.resamples === resamples && kept.seed === seed) return kept;
  const random = seededRandom(seed);
  const flips = makeFlips(queries, { resamples, random });
  const patterns = once(() => drawPatterns(blocksOf(queries), random));
  kept = { queries, resamples, seed, flips, patterns };
  return kept;
}

let kept: SeededFlips | undefined;

function isOpen(p: number, resamples: number, threshold: number): boolean {
  return Math.abs(p - threshold) < CLEAR * Math.sqrt((p * (1 - p)) / resamples);
}

/**
 * Two-sided p of some tests by many permutations. Queries are taken thirteen at a time: the sums of a block under each of
 * its 8,192 patterns are made once, so that a permutation is eight look-ups instead of a hundred products.
 */
function permuteAgain(
  contributions: readonly Float64Array[],
  tests: readonly number[],
  patterns: Uint16Array,
): ReadonlyMap<number, number> {
  const blocks = blocksOf(contributions[0]?.length ?? 0);
  return new Map(
    tests.map((test) => {
      const list = contributions[test] ?? new Float64Array();
      const tables = Array.from({ length: blocks }, (_, block) =>
        blockSums(list.subarray(block * BLOCK, (block + 1) * BLOCK)),
      );
      const observed = Math.abs(list.reduce((sum, contribution) => sum + contribution, 0));
      let reached = 0;
      for (let permutation = 0; permutation < MANY; permutation += 1) {
        let sum = 0;
        for (let block = 0; block < blocks; block += 1)
          sum += tables[block]?.[patterns[permutation * blocks + block] ?? 0] ?? 0;
        if (Math.abs(sum) >= observed - ROUNDING) reached += 1;
      }
      return [test, (reached + 1) / (MANY + 1)] as const;
    }),
  );
}

/** Queries of a block; a random number of 53 bits is good for four patterns of it. */
const BLOCK = 13;
const PATTERNS = 2 ** BLOCK;
const PATTERNS_PER_NUMBER = 4;

function blocksOf(queries: number): number {
  return Math.ceil(queries / BLOCK);
}

/** Which signs are turned: a pattern for each block of a permutation, all of the first permutation, then ... */
function drawPatterns(blocks: number, random: Random): Uint16Array {
  const drawn = new Uint16Array(MANY * blocks);
  let uniform = 0;
  for (let cell = 0; cell < drawn.length; cell += 1) {
    if (cell % PATTERNS_PER_NUMBER === 0) uniform = random();
    const scaled = uniform * PATTERNS;
    const pattern = Math.floor(scaled);
    drawn[cell] = pattern;
    uniform = scaled - pattern;
  }
  return drawn;
}

/** The sum of a block's contributions under every pattern: bit q of the pattern turns the sign of query q. */
function blockSums(contributions: Float64Array): Float64Array {
  const sums = new Float64Array(PATTERNS);
  for (const [query, contribution] of contributions.entries()) {
    const bit = 1 << query;
    for (let pattern = 0; pattern < PATTERNS; pattern += 1)
      sums[pattern] = (sums[pattern] ?? 0) + (pattern & bit ? -contribution : contribution);
  }
  return sums;
}
