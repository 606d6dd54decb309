import { moduleReference } from "../../contract/module-reference.ts";
import { personaPromptLabel } from "../../contract/prompt-label.ts";
import { PROMPT_LABEL } from "../../contract/test-metadata.ts";
import type { Source } from "../../instrument/item.ts";
import type { Variant } from "../../instrument/variant.ts";
import { generateTests } from "../../provider-prompts/generate-tests.ts";
import type { Reading } from "../../runs/reading.ts";

/** Someone for the model to be: one column for each model and persona, scored apart. */
export type Persona = {
  /** Names the column; unique. */
  readonly id: string;
  /** The system prompt. Without it the model is asked as it is, for comparison. */
  readonly system?: string;
};

/** What `valuePortrait` takes: the test generator's fields, and personas. Every field has a default. */
export type PortraitOptions = {
  /**
   * Default "scored": the 317 items behind any score. "all" asks all 520, "short" the 200 that say most under the
   * weighted key, which alone scores them. Fields of a selection narrow each other.
   */
  readonly items?:
    | "scored"
    | "all"
    | "short"
    | {
        /** Names as in `value-portrait items --help`, in any spelling. */
        readonly dimensions?: readonly string[];
        readonly topics?: readonly string[];
        readonly sources?: readonly Source[];
        /** Like "1008/1". */
        readonly ids?: readonly string[];
      };
  /** A sample of this many of the chosen items, in which every dimension has its share. */
  readonly sample?: number;
  /** The seed of the sample, 42 unless told. */
  readonly seed?: number;
  /** Default all six; with "short" one wording in both orders. */
  readonly variants?: readonly Variant[];
  readonly reading?: Reading;
  readonly personas?: readonly Persona[];
};

/** The parts of a promptfoo config that ask the instrument; spread them beside your `providers`. */
export type PortraitConfig = {
  /** `raw` repeats the reference for promptfoo's Node API, which asks for it. */
  prompts: { id: string; raw: string; label: string; config?: { system: string } }[];
  /** One reference to the test generator. Each test brings its assertion, so that other tests get none of it. */
  tests: { path: string; config: Record<string, unknown> }[];
  extensions: string[];
};

/**
 * The prompts, tests with their assertion, and hooks of Value Portrait for a promptfooconfig.mjs or .ts. All of them
 * are references to files of this package, so that the config that promptfoo stores stays small and an eval can be
 * resumed from any folder.
 * @throws {RangeError} an option is wrong; the message names it and what is allowed
 * @example
 * export default { providers: ["openai:gpt-4o-mini"], ...valuePortrait({ sample: 40 }) };
 */
export function valuePortrait({ personas, ...tests }: PortraitOptions = {}): PortraitConfig {
  // The generator checks every field; a wrong one is to be said here and not in the middle of promptfoo's start.
  generateTests(tests);
  return {
    prompts: personas === undefined ? [plainPrompt()] : personaPrompts(personas),
    tests: [{ path: moduleReference("provider-prompts/generate-tests", "generateTests"), config: tests }],
    extensions: hookReferences(),
  };
}

function plainPrompt() {
  return { ...promptReferences(), label: PROMPT_LABEL };
}

function personaPrompts(personas: readonly Persona[]): PortraitConfig["prompts"] {
  const ids = personas.map(({ id }) => id);
  const repeated = ids.find((id, index) => ids.indexOf(id) !== index);
  if (personas.length === 0 || ids.includes("") || repeated !== undefined)
    throw new RangeError(
      `value-portrait personas: ${repeated === undefined ? "each needs an id, and there must be one" : `two are called ${JSON.stringify(repeated)}`}`,
    );
  return personas.map(({ id, system }) => ({
    ...promptReferences(),
    label: personaPromptLabel(id),
    ...(system === undefined ? {} : { config: { system } }),
  }));
}

function promptReferences(): { readonly id: string; readonly raw: string } {
  const reference = moduleReference("provider-prompts/prompt", "valuePortraitPrompt");
  return { id: reference, raw: reference };
}

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
