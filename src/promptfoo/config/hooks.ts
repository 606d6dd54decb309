import { moduleReference } from "../../contract/module-reference.ts";

/** Our promptfoo hooks: the file below src/ without extension, and the function, which is named as the hook. */
const HOOKS: readonly (readonly [module: string, hook: string])[] = [
  ["extensions/keep-run", "beforeAll"],
  ["extensions/keep-run", "afterEach"],
  ["extensions/score-eval", "afterAll"],
  // After the scores, because it watches the end of the process.
  ["extensions/keep-run", "afterAll"],
];

/** promptfoo's `extensions`: what ours do before, during and after an eval. */
export function hookReferences(
  reference: (module: string, name: string) => string = moduleReference,
): string[] {
  return HOOKS.map(([module, hook]) => reference(module, hook));
}
