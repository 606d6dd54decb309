import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readResult } from "../../../src/mcp/app/view/read-result.js";
import { getValueProfiles } from "../../../src/mcp/tools/get-value-profiles.ts";
import { found, mcpContext } from "../../fixtures/mcp-context.ts";

const GPT = "model/gpt-4o-2024-05-13";

describe("a result of get_value_profiles", () => {
  const answer = found(
    getValueProfiles,
    { ids: ["claude-3-opus-20240229", GPT], baseline: GPT },
    mcpContext(),
  );

  test("is read as the tool gave it", () => {
    const [opus, gpt] = readResult(answer)?.profiles ?? [];
    expect(opus?.rows[1]).toEqual({
      dimension: "Benevolence",
      score: 0.71,
      lower: 0.25,
      upper: 1.18,
      items: 13,
      people: 0.19,
      tier: "1 a",
    });
    expect(opus?.differences[6]).toEqual({
      dimension: "Achievement",
      difference: -0.02,
      lower: -0.24,
      upper: 0.2,
      adjustedP: 1,
      verdict: "equivalent",
    });
    expect(gpt?.differences).toEqual([]);
    expect(readResult(answer)?.baseline).toEqual({
      id: GPT,
      name: "gpt-4o-2024-05-13",
      verdict: "interpretable",
    });
  });

  test("may have more fields and columns than are drawn, in any order", () => {
    const more = {
      tiers: [1],
      columns: ["new", "people", "score", "dimension"],
      profiles: [{ id: "a", notes: ["x"], rows: [["", 0.5, 0.1, "Power"]] }],
    };
    const [profile] = readResult(more)?.profiles ?? [];
    expect(profile).toMatchObject({
      name: "a",
      rows: [{ dimension: "Power", score: 0.1, people: 0.5, lower: undefined }],
    });
  });

  test("without profiles is none", () => {
    for (const other of [undefined, null, "text", [], {}, { profiles: [] }, { profiles: "none" }])
      expect(readResult(other)).toBeUndefined();
  });

  test("is read or refused, whatever a host passes on", () => {
    fc.assert(
      fc.property(fc.object({ key: fc.constantFrom(...Object.keys(answer), "rows", "id") }), (structured) => {
        readResult(structured);
      }),
    );
  });
});
