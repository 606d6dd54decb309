import { MAX_REPEATS } from "../runs/answer.ts";

/**
 * How the number of a repetition travels from the prompt function, which promptfoo tells it, to the assertion,
 * which it does not: as a variable of the one test step. A name that starts with an underscore is promptfoo's mark
 * for variables of a run, which do not tell test cases apart. The assertion takes it out again and keeps the
 * number in its record, so that no column of that name appears in the UI.
 */
const REPEAT_VAR = "_repeat";

/** promptfoo's own name for the number; prompts and providers see it, assertions and rows do not. */
const HOST_REPEAT_VAR = "__repeatIndex";

/** A test step's variables, as promptfoo hands them out by reference. */
export type StepVars = Record<string, unknown>;

/** Leaves the number of the repetition in the variables; nothing for the first. */
export function noteRepeat(vars: StepVars): void {
  const repeat = vars[HOST_REPEAT_VAR];
  // One may be there already: promptfoo restores variables of a run when it asks filtered tests again.
  delete vars[REPEAT_VAR];
  if (typeof repeat === "number" && repeat > 0) vars[REPEAT_VAR] = repeat;
}

/** Takes the number of the repetition out of the variables; undefined when there is none. */
export function takeRepeat(vars: StepVars): number | undefined {
  const repeat = repeatIn(vars);
  delete vars[REPEAT_VAR];
  return repeat;
}

/** The number of the repetition in a row's variables, where no assertion took it: the provider failed. */
export function repeatIn(vars: Readonly<StepVars>): number | undefined {
  const repeat = vars[REPEAT_VAR];
  return typeof repeat === "number" && Number.isInteger(repeat) && repeat > 0 && repeat < MAX_REPEATS
    ? repeat
    : undefined;
}
