import { mean } from "simple-statistics";
import { describe, expect, test } from "vitest";
import { DIMENSIONS, FAMILIES, VALUES } from "../../src/instrument/dimensions.ts";
import type { KeyId } from "../../src/instrument/key.ts";
import { findProfile } from "../../src/mcp/find-profile.ts";
import { explainValueScore } from "../../src/mcp/tools/explain-value-score.ts";
import { getValueItems } from "../../src/mcp/tools/get-value-items.ts";
import { getValueProfiles } from "../../src/mcp/tools/get-value-profiles.ts";
import { listValueProfiles } from "../../src/mcp/tools/list-value-profiles.ts";
import { modelGroups } from "../../src/release/averages.ts";
import { loadOpenWeightModels, loadPublishedFigures } from "../../src/release/data.ts";
import { overview } from "../../src/release/overview.ts";
import { found, mcpContext, refusal } from "../fixtures/mcp-context.ts";

const context = mcpContext();
const profile = (name: string) => findProfile(name, context.profiles());
const scoresOf = (name: string, key: KeyId = "released") =>
  new Map(
    FAMILIES.flatMap((family) => context.statistics.scores(profile(name), key, family)).map((score) => [
      score.dimension,
      score,
    ]),
  );

describe("averages", () => {
  test("a score is the mean of the members' scores, whatever the key", () => {
    const members = ["chatgpt-4o-latest", "gpt-4o-2024-05-13", "gpt-4o-2024-08-06", "gpt-4o-2024-11-20"];
    const openai = [...members, "gpt-4o-mini-2024-07-18", "o3-mini-2025-01-31"];
    for (const key of ["released", "weighted"] as const) {
      const own = scoresOf("average/openai", key);
      const all = openai.map((name) => scoresOf(name, key));
      for (const dimension of DIMENSIONS)
        expect(own.get(dimension)?.centred).toBeCloseTo(
          mean(all.map((scores) => scores.get(dimension)?.centred ?? Number.NaN)),
          10,
        );
    }
  });

  test("the average of the GPT models is the published one", () => {
    const { scores } = loadPublishedFigures().gptAverage;
    const own = scoresOf("average/gpt");
    for (const dimension of DIMENSIONS)
      expect(own.get(dimension)?.centred).toBeCloseTo(scores[dimension][0], 10);
  });

  test("are those of the overview, of which only the members that may be interpreted are taken", () => {
    const rows = found(listValueProfiles, { kind: "average" }, context)["rows"] as string[][];
    expect(rows.map(([id]) => id)).toEqual(modelGroups().map(({ id }) => `average/${id}`));
    for (const { id, label, members } of modelGroups()) {
      const bad = overview("values").filter(
        ({ model, verdict }) =>
          verdict === "do_not_interpret" && members.some((member) => member.model === model),
      ).length;
      expect(overview("values").some(({ model }) => model === label)).toBe(true);
      const { origin } = profile(`average/${id}`);
      if (id === "gpt") expect(origin).toContain(`mean of ${members.length} models, as published: ${bad} of`);
      else expect(origin).toMatch(new RegExp(`^mean of ${members.length - bad} model`));
    }
  });

  test("have differences with verdicts, and neither screen nor rank", () => {
    const result = found(
      getValueProfiles,
      { ids: ["average of OpenAI"], baseline: "anthropic average" },
      context,
    );
    expect(result).toMatchObject({
      profiles: [
        { id: "average/openai", verdict: "reference", validity: expect.stringMatching(/No respondent/) },
      ],
      differences: { baseline: "average/anthropic", profiles: [{ rows: expect.any(Array) }] },
    });
    expect(JSON.stringify(result)).toContain('["Benevolence",-0.1,-0.36,0.15,1,"inconclusive"]');
    const rows = found(listValueProfiles, { kind: "average", rank_by: "Power" }, context)[
      "rows"
    ] as string[][];
    expect(rows.map((row) => row.at(-1))).toEqual(rows.map(() => ""));
    expect(
      found(explainValueScore, { profile: "average/meta", dimension: "Power" }, context)["total"],
    ).toBeCloseTo(scoresOf("average/meta").get("Power")?.centred ?? Number.NaN, 1);
  });
});

describe("open-weight models", () => {
  const OPEN = "open_weight/qwen2.5-7b";

  test("have the published scores, and nothing that needs their answers", () => {
    for (const { model, scores } of loadOpenWeightModels()) {
      const own = scoresOf(model);
      expect([...own.keys()]).toEqual(VALUES);
      for (const value of VALUES)
        expect(own.get(value)).toMatchObject({ centred: scores[value], interval: undefined });
      expect(scoresOf(model, "weighted").size).toBe(0);
    }
    expect(found(getValueProfiles, { ids: [OPEN], family: "all" }, context)).toMatchObject({
      profiles: [{ verdict: "not_examined", answers: "none public", rows: expect.any(Array) }],
    });
  });

  test.each([
    [getValueProfiles, { ids: ["Qwen2.5-7B"], baseline: "qwen-max" }],
    [getValueProfiles, { ids: ["qwen-max"], baseline: OPEN }],
    [explainValueScore, { profile: OPEN, dimension: "Power" }],
    [explainValueScore, { profile: "qwen-max", against: OPEN, dimension: "Power" }],
    [getValueItems, { ids: ["1008/1"], ratings_of: [OPEN] }],
  ])("are refused with the reason where answers are needed: %#", (tool, args) => {
    expect(refusal(tool, args, context)).toBe(
      `${OPEN}: of this model only value scores under the released key are public, rounded to two decimals: without its answers there is no verdict, interval, difference or rank. Next: get_value_profiles {"ids":["${OPEN}"]}`,
    );
  });

  test("stand in a ranking by their scores, without a rank", () => {
    const result = found(listValueProfiles, { kind: "Open weight", rank_by: "Power", limit: 2 }, context);
    expect(result["rows"]).toEqual([
      ["open_weight/qwen2.5-0.5b", expect.any(String), "", "not_examined", 0.11, "", "", ""],
      ["open_weight/r1-distill-qwen-1.5b", expect.any(String), "", "not_examined", 0.08, "", "", ""],
    ]);
  });
});
