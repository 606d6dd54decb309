import { testMetadataSchema } from "../../contract/test-metadata.ts";
import { InputError } from "../../lib/input-error.ts";
import { generateTests } from "../../provider-prompts/generate-tests.ts";
import type { PlannedTest } from "../../release/plan/plan-calls.ts";

/** Which tests a run asks, as a person names them. */
export type TestChoice = {
  readonly items: "scored" | "all" | "short";
  readonly dimensions?: readonly string[];
  readonly topics?: readonly string[];
  readonly sources?: readonly string[];
  readonly sample?: number;
  readonly seed?: number;
  readonly variants?: readonly string[];
};

/**
 * The tests that the generator makes of the same settings.
 * @throws {InputError} a setting is wrong; the message names it and what is allowed
 */
export function plannedTests(choice: TestChoice): PlannedTest[] {
  const { items, dimensions, topics, sources, sample, seed, variants } = choice;
  const narrowed = dimensions !== undefined || topics !== undefined || sources !== undefined;
  if (narrowed && items !== "scored")
    throw new InputError(`give either --items ${items} or filters of the items`);
  const config = {
    items: narrowed ? defined({ dimensions, topics, sources }) : items,
    ...defined({ sample, seed, variants }),
  };
  try {
    return generateTests(config).map(({ metadata }) => testMetadataSchema.parse(metadata));
  } catch (error) {
    if (error instanceof RangeError) throw new InputError(error.message);
    throw error;
  }
}

function defined(fields: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}
