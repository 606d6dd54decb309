/** @module-tag slow */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { DIMENSIONS } from "../../src/instrument/dimensions.ts";
import { TOOLS } from "../../src/mcp/tools.ts";
import { mcpContext } from "../fixtures/mcp-context.ts";

const logged: string[] = [];
const context = mcpContext({ logged });

/** What callers send: right, nearly right, hostile, and anything. */
const values = fc.oneof(
  fc.constantFrom<unknown>(
    "1008/1",
    ["1008-1", "4024/4"],
    '["1008/1"]',
    "model/qwen-max",
    ["qwen-max", "human/raters"],
    "human",
    "released",
    "values",
    "all",
    "detailed",
    "work",
    "positive",
    "limits",
    "personas",
    "average/openai",
    ["open_weight/qwen2.5-7b", "average of meta"],
    "last run",
    "population",
    "short",
    ["Power", "money and finance"],
    null,
    "",
    0,
    1,
    "5",
    0.3,
    -1,
    1e99,
    Number.NaN,
    "../../etc/passwd",
    "'; DROP TABLE items; --",
    "(a+)+$",
    "__proto__",
    "%E0%A4%A",
    "\u0000\u202e",
    "x".repeat(10_000),
    Array.from({ length: 1000 }, () => "1008/1"),
  ),
  fc.constantFrom(...DIMENSIONS),
  fc.anything({ maxDepth: 2 }),
);

describe.each(TOOLS)("$name", (tool) => {
  const fields = [...Object.keys(tool.inputSchema.shape), "__proto__", "colour"];
  const args = fc.oneof(
    { weight: 9, arbitrary: fc.dictionary(fc.constantFrom(...fields), values, { maxKeys: 6 }) },
    { weight: 1, arbitrary: fc.anything() },
  );

  test("answers anything with a valid result or one paragraph, and never throws", () => {
    fc.assert(
      fc.property(args, (input) => {
        const result = tool.call(input, context);
        if (result.kind === "found") {
          expect(tool.outputSchema.safeParse(result.value).error).toBeUndefined();
          const text = JSON.stringify(result.value);
          expect(Buffer.byteLength(text)).toBeLessThan(32_000);
          expect(text).not.toMatch(/:null|NaN|Infinity/);
          expect(z.json().safeParse(result.value).success).toBe(true);
        } else {
          expect(result.message.length).toBeLessThan(1500);
          expect(result.message).not.toMatch(/\n|\bat \w+ \(|\.ts:|node_modules|fault in the server/);
        }
      }),
      { numRuns: 300 },
    );
    expect(logged).toEqual([]);
  });
});
