import { mean, sampleCorrelation, shuffle } from "simple-statistics";
import { VALUES } from "../../instrument/dimensions.ts";
import type { Random } from "../../lib/random.ts";
import { ROUNDING } from "../uncertainty/sign-flip.ts";
import { estimatesOf } from "./shift.ts";
import { genericSteering, type SteeringMatrix } from "./steering-effects.ts";

/** How what a prompt does to another value goes with the distance of the two on Schwartz's circle. */
export type CircleOrder = {
  /** Pearson's correlation of the 90 shifts off the diagonal with distance (1 to 5 places); below 0 if near values move alike. */
  readonly correlation: number;
  /** The same without the generic shift: each column minus its mean. */
  readonly withoutGeneric: number;
  /** Mean shift without the generic one at the distances 1 to 5, in points. */
  readonly meanByDistance: readonly number[];
  /** One-sided: the share of orders of the ten values on the circle under which `withoutGeneric` is as low. */
  readonly p: number;
  readonly permutations: number;
};

/** On a circle of ten places no two are further apart. */
const FURTHEST = VALUES.length / 2;

/**
 * Whether the order of values on the circle is in a steering matrix: the values are put on the circle in another order,
 * again and again, and p is the share of orders that fit as well as Schwartz's, the observed one counted among them. It
 * takes the matrix as given and says nothing of its errors. Agrees with all 9! orders (test/golden/experiments.py).
 */
export function circleOrder(
  matrix: SteeringMatrix,
  { permutations, random }: { readonly permutations: number; readonly random: Random },
): CircleOrder {
  const generic = genericSteering(matrix);
  const raw = VALUES.map((target) => estimatesOf(matrix[target]));
  const centred = raw.map((row) => row.map((shift, column) => shift - (generic[column] ?? 0)));
  const inOrder = VALUES.map((_, place) => place);
  const observed = correlationWithDistance(centred, inOrder);
  let reached = 1;
  for (let deal = 0; deal < permutations; deal += 1)
    if (correlationWithDistance(centred, shuffle([...inOrder], random)) <= observed + ROUNDING) reached += 1;
  return {
    correlation: correlationWithDistance(raw, inOrder),
    withoutGeneric: observed,
    meanByDistance: Array.from({ length: FURTHEST }, (_, step) =>
      mean(
        offDiagonal(centred, inOrder).flatMap(({ shift, distance }) =>
          distance === step + 1 ? [shift] : [],
        ),
      ),
    ),
    p: reached / (permutations + 1),
    permutations,
  };
}

function correlationWithDistance(matrix: readonly (readonly number[])[], places: readonly number[]): number {
  const cells = offDiagonal(matrix, places);
  return sampleCorrelation(
    cells.map(({ shift }) => shift),
    cells.map(({ distance }) => distance),
  );
}

/** Each shift off the diagonal, and how far apart its two values are when they stand at these places. */
function offDiagonal(matrix: readonly (readonly number[])[], places: readonly number[]) {
  return matrix.flatMap((row, target) =>
    row.flatMap((shift, other) => {
      const apart = Math.abs((places[target] ?? 0) - (places[other] ?? 0));
      return target === other ? [] : [{ shift, distance: Math.min(apart, VALUES.length - apart) }];
    }),
  );
}
