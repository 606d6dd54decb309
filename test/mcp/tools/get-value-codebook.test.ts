import { describe, expect, test } from "vitest";
import { TOPICS } from "../../../src/mcp/codebook.ts";
import { getValueCodebook } from "../../../src/mcp/tools/get-value-codebook.ts";
import { found, mcpContext, refusal } from "../../fixtures/mcp-context.ts";

const context = mcpContext();

describe("has a page about", () => {
  test.each(TOPICS)("%s", (topic) => {
    expect(found(getValueCodebook, { topic }, context)).toMatchSnapshot();
  });
});

test("reads a topic in any spelling", () => {
  expect(found(getValueCodebook, { topic: "Higher-order" }, context)).toMatchObject({
    topic: "higher_order",
  });
});

test("refuses another topic with those that there are", () => {
  expect(refusal(getValueCodebook, { topic: "reliability" }, context)).toMatchInlineSnapshot(
    `"get_value_codebook: topic: "reliability" is not one of values, traits, higher_order, scoring, validity, keys, personas, answers, limits, citation. Next: get_value_codebook {"topic":"scoring"}"`,
  );
});
