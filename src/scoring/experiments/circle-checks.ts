import { VALUES, type Value } from "../../instrument/dimensions.ts";
import { COMPATIBLE_PAIRS, CONFLICTING_PAIRS } from "../survey/circle-structure.ts";
import { decidedSign, type Effect } from "./shift.ts";
import type { SteeringMatrix } from "./steering-effects.ts";

/** "not_decided": the interval holds 0. "not_tested": there is no interval, and the sign is all that is known. */
export type CheckVerdict = "holds" | "fails" | "not_decided" | "not_tested";

/** What a prompt for one value should do to another, and did. */
export type CircleCheck = {
  readonly target: Value;
  readonly other: Value;
  readonly expected: "compatible" | "conflicting";
  readonly effect: Effect;
  /** Whether the estimate has the expected sign: a compatible value rises, a conflicting one falls. */
  readonly asExpected: boolean;
  readonly verdict: CheckVerdict;
};

/**
 * The paper's checks of the circle (its appendix H.1): for six pairs of compatible and five of conflicting values,
 * whether a prompt for one raises the other, or lowers it; both ways, 22 in all. They are not independent: five of a
 * row or column share a prompt or a baseline, and whatever moves all prompts alike moves them too.
 */
export function circleChecks(matrix: SteeringMatrix): readonly CircleCheck[] {
  const bothWays = (pairs: readonly (readonly [Value, Value])[], expected: CircleCheck["expected"]) =>
    pairs.flatMap(([one, other]) => [
      check(matrix, one, other, expected),
      check(matrix, other, one, expected),
    ]);
  return [...bothWays(COMPATIBLE_PAIRS, "compatible"), ...bothWays(CONFLICTING_PAIRS, "conflicting")];
}

function check(
  matrix: SteeringMatrix,
  target: Value,
  other: Value,
  expected: CircleCheck["expected"],
): CircleCheck {
  const effect = matrix[target][VALUES.indexOf(other)] ?? { estimate: Number.NaN };
  const sign = expected === "compatible" ? 1 : -1;
  const decided = decidedSign(effect);
  return {
    target,
    other,
    expected,
    effect,
    asExpected: Math.sign(effect.estimate) === sign,
    verdict: verdictOf(effect, decided === undefined ? undefined : decided === sign),
  };
}

function verdictOf({ interval }: Effect, holds: boolean | undefined): CheckVerdict {
  if (interval === undefined) return "not_tested";
  if (holds === undefined) return "not_decided";
  return holds ? "holds" : "fails";
}
