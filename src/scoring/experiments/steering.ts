import type { Random } from "../../lib/random.ts";
import { type CircleCheck, circleChecks } from "./circle-checks.ts";
import { type CircleOrder, circleOrder } from "./circle-order.ts";
import {
  genericSteering,
  type SteeringEffect,
  type SteeringMatrix,
  steeringEffects,
} from "./steering-effects.ts";

/** Everything that is said of a steering experiment. Values stand in the order of VALUES. */
export type Steering = {
  readonly prompts: readonly SteeringEffect[];
  /** What prompts do to each value whatever they name. */
  readonly generic: readonly number[];
  readonly checks: readonly CircleCheck[];
  readonly order: CircleOrder;
};

/**
 * What prompts that name a value do: to it, to others, and as Schwartz's circle has it.
 * @param permutations orders of the circle behind p
 */
export function analyseSteering(
  matrix: SteeringMatrix,
  settings: { readonly permutations: number; readonly random: Random },
): Steering {
  return {
    prompts: steeringEffects(matrix),
    generic: genericSteering(matrix),
    checks: circleChecks(matrix),
    order: circleOrder(matrix, settings),
  };
}
