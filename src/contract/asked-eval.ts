import type { StepVars } from "./repeat-var.ts";

/**
 * How the id of an eval travels from the prompt function, which promptfoo tells it, to the assertion and the hooks, so
 * that every row says of which eval it is. A variable of the test step would become a column in the UI wherever a call
 * fails and no assertion takes it out again, so it is kept by process: one eval at a time is the rule. Of several at
 * once nobody can tell which of them a row belongs to, and then the row does not say.
 */
const running = new Set<string>();

/** promptfoo's own name for the id; prompts and providers see it, assertions and rows do not. */
const HOST_EVAL_VAR = "__evalId";

/** Notes the eval that a prompt is made for. */
export function noteEval(vars: Readonly<StepVars>): void {
  const id = vars[HOST_EVAL_VAR];
  if (typeof id === "string" && id !== "") running.add(id);
}

/** The eval that this process is asking; undefined when it is asking several, or when promptfoo does not tell. */
export function askedEval(): string | undefined {
  const [only, ...others] = running;
  return others.length === 0 ? only : undefined;
}

/** Forgets an eval that has come to its end. */
export function endEval(id: string): void {
  running.delete(id);
}
