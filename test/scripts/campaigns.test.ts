/**
 * The campaigns of docs/RELIABILITY.md, a few cases each, so that they cannot rot. The two that start promptfoo are in
 * test/e2e/campaigns.test.ts.
 * @module-tag slow
 */
import { expect, test } from "vitest";
import { CAMPAIGNS } from "../../scripts/campaigns/campaigns.ts";

test.each([
  ["files", 40],
  ["answers", 5000],
  ["labels", 15],
  ["outputs", 20],
  ["secrets", 8],
])("the campaign %s holds in %i cases", { timeout: 400_000 }, async (name, cases) => {
  const findings = await CAMPAIGNS.get(name)?.run({ seed: 1, cases, say: () => {} });
  expect(findings).toMatchObject({ cases, faults: [] });
  expect(Object.keys(findings?.counts ?? {}).length).toBeGreaterThan(2);
});
