import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { KEY_IDS, withoutItems } from "../../src/instrument/key.ts";
import { seededRandom } from "../../src/lib/random.ts";
import { loadKey, loadReleasedMeasures, loadReleasedModels } from "../../src/release/data.ts";
import { releasedRun } from "../../src/release/released-run.ts";
import { loadScreenReference, releasedScreen } from "../../src/release/released-screens.ts";
import { reduceRun } from "../../src/scoring/score/reduced-run.ts";
import { CHECKS } from "../../src/scoring/screen/screen.ts";
import { screenRun } from "../../src/scoring/screen/validity-screen.ts";
import { DEFAULT_SEED } from "../../src/scoring/uncertainty/query-draws.ts";

const ROOT = path.resolve(import.meta.dirname, "../..");

describe("what the screen measures of the released models", () => {
  test("is there for each of the 34 under every key", () => {
    const { models } = loadReleasedMeasures();
    expect(Object.keys(models)).toEqual(loadReleasedModels().map(({ model }) => model));
    for (const { keys } of Object.values(models)) expect(Object.keys(keys)).toEqual(KEY_IDS);
  });

  test.each(KEY_IDS)("gives a run places among the 33 complete ones on all checks under %s", (id) => {
    const { values } = loadScreenReference(id);
    const without = { missing: 33, repeats: 0 };
    for (const check of Object.keys(CHECKS))
      expect([check, values[check as keyof typeof values].length]).toEqual([
        check,
        { ...without }[check] ?? 33,
      ]);
  });

  test("gives each a verdict with all checks, and no other name one", () => {
    for (const { model } of loadReleasedModels()) {
      const { subject, checks } = releasedScreen(model);
      expect(subject).toBe(model);
      expect(checks.map(({ id }) => id)).toEqual(Object.keys(CHECKS));
    }
    expect(() => releasedScreen("gpt-99")).toThrow(RangeError);
  });

  test("is what the answers give, to the last digit", { tags: "slow", timeout: 120_000 }, () => {
    const file = path.join(mkdtempSync(path.join(tmpdir(), "value-portrait-data-")), "measures.json");
    const script = path.join(ROOT, "scripts/measure-released.ts");
    execFileSync(process.execPath, ["--import", "tsx", script, "--to", file], { cwd: ROOT });
    const isSame = readFileSync(file).equals(readFileSync(path.join(ROOT, "data/released-measures.json")));
    expect(isSame, "a measure of the screen changed: run npx tsx scripts/measure-released.ts").toBe(true);
  });
});

test("a released model has one verdict, also where its published profile leaves items out", () => {
  const models = loadReleasedModels().filter(({ omitted }) => omitted.length > 0);
  expect(models).toHaveLength(2);
  for (const model of models) {
    const published = reduceRun(releasedRun(model), withoutItems(loadKey("released"), model.omitted));
    const { verdict } = screenRun(published, loadScreenReference("released"), seededRandom(DEFAULT_SEED));
    expect(verdict).toBe(releasedScreen(model.model).verdict);
  }
});
