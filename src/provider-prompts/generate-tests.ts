import { createHash } from "node:crypto";
import process from "node:process";
import type { TestCase } from "promptfoo";
import { moduleReference } from "../contract/module-reference.ts";
import { INSTRUMENT, type TestMetadata } from "../contract/test-metadata.ts";
import type { Dimension } from "../instrument/dimensions.ts";
import type { Item, ItemId } from "../instrument/item.ts";
import { dimensionsByItem } from "../instrument/key.ts";
import type { Variant } from "../instrument/variant.ts";
import { InputError, zodProblem } from "../lib/input-error.ts";
import { loadItems, loadKey } from "../release/data.ts";
import { selectTests } from "../release/plan/select-tests.ts";
import type { Reading } from "../runs/reading.ts";
import { checkTextsPlace } from "../texts/texts.ts";
import { CONFIG_FIELDS, ITEM_FIELDS, type TestConfig, testConfigSchema } from "./test-config.ts";

/**
 * promptfoo's test generator: one test case for each chosen item and prompt variant, item by item.
 * `tests: [{ path: "file://…/generate-tests.js:generateTests", config: { … } }]`, fields as in TestConfig.
 * @throws {RangeError} a field of the config is wrong; the message names it and what is allowed
 * @throws {InputError} VALUE_PORTRAIT_TEXTS is wrong, which each prompt would say again
 */
export function generateTests(config: unknown): TestCase[] {
  try {
    checkTextsPlace(process.env);
  } catch (error) {
    // promptfoo prints the trace of whatever a generator throws, in which the sentence is hard to find.
    if (error instanceof InputError) error.stack = String(error);
    throw error;
  }
  return makeTests(config);
}

/**
 * The same tests, for whoever reads what was asked and needs no texts.
 * @throws {RangeError} as `generateTests` does
 */
export function makeTests(given: unknown): TestCase[] {
  const { reading, ...selection } = parseTestConfig(given, loadItems());
  const keyed = dimensionsByItem(loadKey("released"));
  const dimensionsOf = (item: ItemId) => keyed.get(item) ?? [];
  const { items: sampled, variants } = selectTests(selection);
  if (sampled.length === 0) throw new RangeError(`${PREFIX} items: no item fits all of the filters`);
  const plannedTests = planOf(sampled, variants);
  return sampled.flatMap((item) =>
    variants.map((variant) =>
      testCase(item, variant, { dimensions: dimensionsOf(item.id), plannedTests }, reading),
    ),
  );
}

/** What each test says of all of them; the same items and prompts give the same id. */
function planOf(items: readonly Item[], variants: readonly Variant[]): TestMetadata["plannedTests"] {
  const list = JSON.stringify([items.map(({ id }) => id), variants]);
  return {
    id: createHash("sha256").update(list).digest("hex").slice(0, 8),
    items: items.length,
    prompts: variants.length,
  };
}

const PREFIX = "value-portrait tests, config";

function parseTestConfig(config: unknown, items: readonly Item[]): TestConfig {
  const parsed = testConfigSchema(items).safeParse(config ?? {}, { reportInput: true });
  if (parsed.success) return parsed.data;
  throw new RangeError(`${PREFIX} ${zodProblem(parsed.error, { most: 3, fields: FIELDS })}`);
}

const FIELDS = { "": CONFIG_FIELDS, items: ITEM_FIELDS };

function testCase(
  item: Item,
  variant: Variant,
  {
    dimensions,
    plannedTests,
  }: Pick<TestMetadata, "plannedTests"> & { readonly dimensions: readonly Dimension[] },
  reading: Reading,
): TestCase {
  const metadata: TestMetadata = {
    instrument: INSTRUMENT,
    item: item.id,
    portrait: String(item.query.portrait),
    variant,
    source: item.query.source,
    topics: [...item.query.topics],
    dimensions: [...dimensions],
    plannedTests,
  };
  // No description: it would repeat the variables in a column of its own, and push the answers off the screen.
  return {
    vars: { item: item.id, variant, query: item.query.gist, response: item.gist },
    assert: [
      { type: "javascript", value: moduleReference("assertions/likert", "likert"), config: { reading } },
    ],
    metadata,
  };
}
