import { expect, test } from "vitest";
import { testedP } from "../../src/mcp/page.ts";

test("a tested p is that of reports, and never 0", () => {
  expect([1, 0.5024, 0.001, 0.000_994, 3.21e-9].map(testedP)).toEqual([1, 0.502, 0.001, 0.000_99, 3.2e-9]);
});
