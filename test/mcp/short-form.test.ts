import { writeFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { checkValueDrift } from "../../src/mcp/tools/check-value-drift.ts";
import { explainValueScore } from "../../src/mcp/tools/explain-value-score.ts";
import { getValueProfiles } from "../../src/mcp/tools/get-value-profiles.ts";
import { listValueProfiles } from "../../src/mcp/tools/list-value-profiles.ts";
import { shortFormItems } from "../../src/release/short-form.ts";
import { toRunFileModel } from "../../src/runs/run-file.ts";
import { found, mcpContext, newFolder, refusal } from "../fixtures/mcp-context.ts";
import { releasedRun } from "../fixtures/released.ts";
import { runFileOf } from "../fixtures/run-file.ts";

const folder = newFolder();
const MODEL = "gpt-4o-2024-05-13";
const whole = releasedRun(MODEL);
const models = [200, 100].map((size) => {
  const items = new Set([...shortFormItems()].slice(0, size));
  const responses = whole.responses.filter(
    ({ item, variant }) => items.has(item) && variant.startsWith("v1"),
  );
  return toRunFileModel({ subject: `short${size}`, responses }, "openai:chat:short");
});
writeFileSync(path.join(folder, "a.json"), JSON.stringify({ ...runFileOf(MODEL), models }));
const context = mcpContext({ runFolders: [folder] });

const profileOf = (key: string, id = "short200", baseline = `model/${MODEL}`) => {
  const { profiles, differences } = found(getValueProfiles, { ids: [id], key, baseline }, context) as {
    profiles: { rows: unknown[][]; warnings: string[]; axes?: { rows: unknown[] } }[];
    differences: { profiles: { rows: unknown[]; headline?: string }[] };
  };
  return { profile: profiles[0], differences: differences.profiles[0] };
};

test.each(["released", "rule", "signed", "style-centred"])(
  "a short form has no scores under %s, and says why",
  (key) => {
    const { profile, differences } = profileOf(key);
    expect(profile?.rows).toEqual([]);
    expect(profile?.warnings).toContainEqual(
      expect.stringContaining("the short form (200 items, 2 prompts): scores under the key weighted only"),
    );
    expect(differences).toMatchObject({ rows: [] });
    expect(differences).not.toHaveProperty("headline");
    expect(profileOf(key, "short200", "human/raters").differences?.rows).toEqual([]);
    const refused = refusal(explainValueScore, { profile: "short200", dimension: "Power", key }, context);
    expect(refused).toContain("was asked the short form");
    expect(refused).toContain('"key":"weighted"');
    const { rows } = found(listValueProfiles, { rank_by: "Power", key, limit: 100 }, context) as {
      rows: unknown[][];
    };
    expect(rows.some(([id]) => String(id).includes("short"))).toBe(false);
  },
);

test("under the weighted key it has them", () => {
  const { profile, differences } = profileOf("weighted");
  expect(profile?.rows).toHaveLength(10);
  expect(profile?.axes?.rows).toHaveLength(2);
  expect(differences?.rows).toHaveLength(10);
  expect(
    found(explainValueScore, { profile: "short200", dimension: "Power", key: "weighted" }, context),
  ).toMatchObject({
    key: "weighted",
  });
});

test("below 120 items it has none under any key", () => {
  const { profile, differences } = profileOf("weighted", "short100");
  expect(profile?.rows).toEqual([]);
  expect(differences?.rows).toEqual([]);
  expect(profile?.warnings).toContainEqual(expect.stringContaining("no scores, because it takes 120 items"));
});

test("its drift is refused under other keys, with a call that answers", () => {
  for (const args of [
    { run: "short200", baseline: MODEL },
    { run: MODEL, baseline: "short200" },
    { run: "short200" },
  ]) {
    const message = refusal(checkValueDrift, args, context);
    expect(message).toContain("was asked the short form");
    const next: unknown = JSON.parse(message.split("Next: check_value_drift ")[1] ?? "");
    expect(found(checkValueDrift, next, context)).toMatchObject({ outcome: expect.any(String) });
  }
});
