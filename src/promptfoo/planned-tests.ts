import type { TestCase } from "promptfoo";
import { z } from "zod";
import { type Circumstances, circumstancesOf } from "../contract/circumstances.ts";
import { INSTRUMENT, testMetadataSchema } from "../contract/test-metadata.ts";
import { makeTests } from "../provider-prompts/generate-tests.ts";

/** A test of ours that a config plans. */
export type PlannedTest = {
  /** Item and variant, as `1008/1 v1`. */
  readonly question: string;
  readonly circumstances: Circumstances;
};

/**
 * The tests of ours in a promptfoo config: those of its `tests`, and those of its scenarios once for each of their
 * settings. A variable that lists several values makes a test of each, as in promptfoo.
 * @param config the eval's config, as hooks get it and outputs hold it
 * @example
 * plannedTests({ tests: [{ path: "…/generate-tests.js:generateTests" }] }).length; // => 1902
 */
export function plannedTests(config: unknown): PlannedTest[] {
  const parsed = configSchema.safeParse(config);
  if (!parsed.success) return [];
  const { tests, scenarios, defaultTest } = parsed.data;
  const base = partsSchema.safeParse(defaultTest).data ?? {};
  const settings = scenarios.flatMap((scenario) => {
    const of = scenarioSchema.safeParse(scenario).data;
    return (of?.config ?? []).map((setting) => ({ setting, tests: of?.tests }));
  });
  return [
    ...testsIn(tests).flatMap((test) => expanded(merged(base, test))),
    ...settings.flatMap(({ setting, tests: own }) =>
      testsIn(own).flatMap((test) => expanded(merged(merged(base, setting), test))),
    ),
  ];
}

const recordSchema = z.record(z.string(), z.unknown());
const partsSchema = z.object({ vars: recordSchema, options: recordSchema, metadata: recordSchema }).partial();
type Parts = z.infer<typeof partsSchema>;

const configSchema = z.object({
  tests: z.unknown().optional(),
  scenarios: z.array(z.unknown()).default([]).catch([]),
  defaultTest: z.unknown().optional(),
});
const scenarioSchema = z.object({ config: z.array(partsSchema), tests: z.unknown().optional() });
const generatorSchema = z.union([
  z.string().transform((path) => ({ path, config: undefined })),
  z.object({ path: z.string(), config: z.unknown().optional() }),
]);
const questionSchema = testMetadataSchema.pick({ instrument: true, item: true, variant: true });

/** How configs refer to the generator, in the repository and in the package. */
const GENERATOR = /generate-tests\.[jt]s:generateTests$/;

/** The tests that an entry of a config's tests generates, when it refers to our generator; undefined otherwise. */
export function generatedTests(entry: unknown): TestCase[] | undefined {
  const generator = generatorSchema.safeParse(entry);
  if (!generator.success || !GENERATOR.test(generator.data.path)) return undefined;
  return makeTests(generator.data.config);
}

function testsIn(tests: unknown): Parts[] {
  return (Array.isArray(tests) ? tests : [tests]).flatMap((entry): Parts[] =>
    (generatedTests(entry) ?? [entry]).flatMap((test) => {
      const parsed = partsSchema.safeParse(test);
      return parsed.success ? [parsed.data] : [];
    }),
  );
}

/** promptfoo's order: what is nearer to the test wins. */
function merged(outer: Parts, inner: Parts): Parts {
  return {
    vars: { ...outer.vars, ...inner.vars },
    options: { ...outer.options, ...inner.options },
    metadata: { ...outer.metadata, ...inner.metadata },
  };
}

function expanded({ vars = {}, options, metadata }: Parts): PlannedTest[] {
  const question = questionSchema.safeParse(metadata);
  if (!question.success || question.data.instrument !== INSTRUMENT) return [];
  return combinations(vars, options?.["disableVarExpansion"] === true).map((combination) => ({
    question: `${question.data.item} ${question.data.variant}`,
    circumstances: circumstancesOf({ vars: combination, options, metadata }),
  }));
}

type Vars = Readonly<Record<string, unknown>>;

function combinations(vars: Vars, asTheyAre: boolean): Vars[] {
  if (asTheyAre) return [vars];
  return Object.entries(vars).reduce<Vars[]>(
    (made, [name, value]) =>
      Array.isArray(value)
        ? made.flatMap((one) => value.map((each: unknown) => ({ ...one, [name]: each })))
        : made.map((one) => ({ ...one, [name]: value })),
    [{}],
  );
}
