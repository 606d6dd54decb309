import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { mean, sampleStandardDeviation } from "simple-statistics";
import { describe, expect, test } from "vitest";
import { DIMENSIONS } from "../../src/instrument/dimensions.ts";
import { SOURCES } from "../../src/instrument/item.ts";
import {
  loadEssGroups,
  loadItems,
  loadKey,
  loadManifest,
  loadOpenWeightModels,
  loadPublishedExperiments,
  loadPublishedFigures,
  loadReleasedModels,
  loadSurvey,
} from "../../src/release/data.ts";
import { NEEDS_UPSTREAM, UPSTREAM } from "../fixtures/upstream.ts";

const ROOT = path.resolve(import.meta.dirname, "../..");
const DATA = path.join(ROOT, "data");

describe("the instrument", () => {
  test("has 104 queries, 26 from each source, with five items each", () => {
    const items = loadItems();
    expect(items).toHaveLength(520);
    for (const source of SOURCES)
      expect(items.filter(({ query }) => query.source === source)).toHaveLength(130);
    for (const { option } of items) expect([1, 2, 3, 4, 5]).toContain(option);
  });

  test("the released key has the published number of items per dimension", () => {
    const { items } = loadKey("released");
    expect(Object.fromEntries(DIMENSIONS.map((dimension) => [dimension, items[dimension].length]))).toEqual({
      Universalism: 15,
      Benevolence: 13,
      Conformity: 23,
      Tradition: 12,
      Security: 14,
      Power: 64,
      Achievement: 56,
      Hedonism: 33,
      Stimulation: 43,
      Self_Direction: 11,
      Self_Transcendence: 16,
      Conservation: 22,
      Self_Enhancement: 66,
      Openness_to_Change: 11,
      Openness: 22,
      Conscientiousness: 72,
      Extraversion: 36,
      Agreeableness: 92,
      Neuroticism: 5,
    });
    const scored = new Set(DIMENSIONS.flatMap((dimension) => items[dimension].map(({ item }) => item)));
    expect(scored.size).toBe(317);
  });
});

describe("the survey", () => {
  test("has 559 raters in 12 groups, of whom P186 is in two", () => {
    const { groups, questionnaires } = loadSurvey();
    const raters = groups.flatMap((group) => group.raters);
    expect(groups).toHaveLength(12);
    expect(raters).toHaveLength(560);
    expect(raters.filter((rater, index) => raters.indexOf(rater) !== index)).toEqual(["P186"]);
    for (const rater of raters) expect(questionnaires.has(rater)).toBe(true);
  });

  test("each item's human figures are those of its group's ratings", () => {
    const { groups } = loadSurvey();
    for (const { id, query, raters, human } of loadItems()) {
      const ratings = groups.find(({ group }) => group === query.group)?.ratings.get(id) ?? [];
      expect(ratings).toHaveLength(raters);
      expect(human.mean).toBeCloseTo(mean([...ratings]), 12);
      expect(human.sd).toBeCloseTo(sampleStandardDeviation([...ratings]), 12);
      expect(human.histogram).toEqual(
        [1, 2, 3, 4, 5, 6].map((point) => ratings.filter((r) => r === point).length),
      );
    }
  });
});

describe("the released models", () => {
  test("are 33 complete sets and one that has the first wording only", () => {
    const models = loadReleasedModels();
    expect(models).toHaveLength(34);
    expect(models.filter(({ complete }) => !complete).map(({ model }) => model)).toEqual([
      "gemini-flash-1.5",
    ]);
    expect(Object.keys(loadPublishedFigures().scores)).toHaveLength(34);
    expect(Object.keys(loadPublishedFigures().sensitivity)).toHaveLength(29);
    expect(loadOpenWeightModels()).toHaveLength(11);
    expect(loadEssGroups().groups).toHaveLength(9);
  });

  test("lack the 208 answers that the authors' metadata count as errors, each with its kind", () => {
    // Sum of total_errors in upstream lm_evaluation/average_outputs/*_metadata.json.
    const characters = loadReleasedModels().flatMap(({ answers }) =>
      Object.values(answers).flatMap((line) => [...line]),
    );
    expect(characters.filter((character) => /[rane]/.test(character))).toHaveLength(208);
    expect(characters.filter((character) => character === ".")).toHaveLength(4 * 520);
  });
});

describe("the published experiments", () => {
  test("are 25 personas on 7 axes, 13 of them with people, and ten prompts, without intervals", () => {
    const { axes, traits, steering } = loadPublishedExperiments();
    const groups = axes.flatMap((axis) => axis.groups);
    expect(axes.map(({ axis, ordered }) => (ordered ? `${axis}, ordered` : axis))).toEqual([
      "gender",
      "age, ordered",
      "political, ordered",
      "education, ordered",
      "race",
      "religion",
      "income, ordered",
    ]);
    expect(groups).toHaveLength(25);
    expect(groups.filter(({ people }) => people !== undefined)).toHaveLength(13);
    expect(traits.map(({ group }) => group)).toEqual(groups.map(({ group }) => group));
    const effects = [...groups.map(({ model }) => model), ...Object.values(steering)].flat();
    expect(effects).toHaveLength(350);
    expect(effects.every((effect) => !("interval" in effect))).toBe(true);
  });
});

describe("data/ as files", () => {
  test("is under 2 MB", () => {
    const bytes = readdirSync(DATA).map((file) => statSync(path.join(DATA, file)).size);
    expect(bytes.reduce((sum, size) => sum + size, 0)).toBeLessThan(2_000_000);
  });

  test.skipIf(UPSTREAM === undefined)(
    `is byte for byte what the import makes of the release${NEEDS_UPSTREAM}`,
    { tags: "slow" },
    () => {
      const folder = mkdtempSync(path.join(tmpdir(), "value-portrait-data-"));
      const script = path.join(ROOT, "scripts/import-upstream.ts");
      execFileSync(process.execPath, ["--import", "tsx", script, UPSTREAM ?? "", "--to", folder], {
        cwd: ROOT,
      });
      const names = readdirSync(folder).sort();
      expect(names).toEqual([...Object.keys(loadManifest().files), "manifest.json"].sort());
      for (const name of names)
        expect(readFileSync(path.join(folder, name)).equals(readFileSync(path.join(DATA, name)))).toBe(true);
    },
  );
});
