import { mean } from "simple-statistics";
import { VALUES, type Value } from "../../instrument/dimensions.ts";
import { meanShift } from "./generic-shift.ts";
import { estimatesOf, type Shift } from "./shift.ts";

/** A row for each value that a prompt names, in the order of VALUES: what the prompt did to all ten. */
export type SteeringMatrix = Readonly<Record<Value, Shift>>;

/** What a prompt that names a value did to that value, and what else it moved. */
export type SteeringEffect = {
  readonly target: Value;
  readonly shift: readonly number[];
  /** On the target itself: the diagonal of the matrix. */
  readonly effect: number;
  /** The effect minus the mean of the nine others, in points. */
  readonly specificity: number;
  /** Place of the target among the ten values that its prompt raised, 1 for the most raised. */
  readonly rank: number;
  /** Whether no other prompt raised the target as much. */
  readonly bestPrompt: boolean;
  /** Values that the prompt moved further than its target, up or down, the furthest first. */
  readonly movedFurther: readonly { readonly value: Value; readonly shift: number }[];
};

/**
 * How specific each prompt is. A matrix of large shifts is no sign of steering: a prompt may raise everything near its
 * target more than the target. Agrees with numpy (test/golden/experiments.py).
 */
export function steeringEffects(matrix: SteeringMatrix): readonly SteeringEffect[] {
  return VALUES.map((target, place) => {
    const shift = estimatesOf(matrix[target]);
    const effect = shift[place] ?? Number.NaN;
    const column = VALUES.map((prompt) => matrix[prompt][place]?.estimate ?? Number.NaN);
    return {
      target,
      shift,
      effect,
      specificity: effect - mean(shift.toSpliced(place, 1)),
      rank: 1 + shift.filter((other) => other > effect).length,
      bestPrompt: column.every((other) => other <= effect),
      movedFurther: VALUES.map((value, index) => ({ value, shift: shift[index] ?? Number.NaN }))
        .filter(({ shift: moved }) => Math.abs(moved) > Math.abs(effect))
        .toSorted((one, other) => Math.abs(other.shift) - Math.abs(one.shift)),
    };
  });
}

/** What prompts do to each value whatever they name: the means of the columns. */
export function genericSteering(matrix: SteeringMatrix): readonly number[] {
  return meanShift(VALUES.map((target) => estimatesOf(matrix[target])));
}
