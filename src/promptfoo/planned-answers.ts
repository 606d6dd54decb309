import { z } from "zod";
import { INSTRUMENT, testMetadataSchema } from "../contract/test-metadata.ts";
import { generateTests } from "../provider-prompts/generate-tests.ts";

/**
 * How many answers a promptfoo config plans for each column and repetition, before any `--filter` of the command
 * line: the item and variant pairs that our tests in it ask. Undefined when it has none of our tests.
 * @param config the eval's config, as hooks get it and outputs hold it
 */
export function plannedAnswers(config: unknown): number | undefined {
  const parsed = configSchema.safeParse(config);
  if (!parsed.success) return undefined;
  const { tests } = parsed.data;
  const asked = new Set((Array.isArray(tests) ? tests : [tests]).flatMap(pairsOf));
  return asked.size === 0 ? undefined : asked.size;
}

const configSchema = z.object({ tests: z.unknown() });
const generatorSchema = z.union([
  z.string().transform((path) => ({ path, config: undefined })),
  z.object({ path: z.string(), config: z.unknown().optional() }),
]);
const testSchema = z.object({
  metadata: testMetadataSchema.pick({ instrument: true, item: true, variant: true }),
});

/** How configs refer to the generator, in the repository and in the package. */
const GENERATOR = /generate-tests\.[jt]s:generateTests$/;

function pairsOf(entry: unknown): string[] {
  const generator = generatorSchema.safeParse(entry);
  if (generator.success && GENERATOR.test(generator.data.path))
    return generateTests(generator.data.config).flatMap(pairsOf);
  const test = testSchema.safeParse(entry);
  if (!test.success || test.data.metadata.instrument !== INSTRUMENT) return [];
  return [`${test.data.metadata.item} ${test.data.metadata.variant}`];
}
