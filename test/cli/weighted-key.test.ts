/** @module-tag slow */
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test } from "vitest";
import { scoresFileSchema } from "../../src/report/scores-file.ts";
import { releasedOutput } from "../fixtures/released-output.ts";
import { cli } from "../fixtures/run-cli.ts";
import golden from "../golden/weighted-key.json" with { type: "json" };

const folder = mkdtempSync(path.join(tmpdir(), "value-portrait-weighted-"));
const MODEL = "claude-3-opus-20240229";
const output = releasedOutput(folder, MODEL);
const WEIGHTED = ["--key", "weighted", "--resamples", "200"];

test("score leads with the two axes and warns of what the key is not good for", async () => {
  const { stdout, code } = await cli("score", ...WEIGHTED, output);
  expect(code).toBe(0);
  expect(stdout.split("\n").slice(0, 6)).toEqual([
    `published:${MODEL}`,
    "3120 of 3120 answers usable",
    expect.stringMatching(/^[A-Z ]+: /),
    "Openness to Change − Conservation +0.35 [0.00, +0.69]",
    "Self-Transcendence − Self-Enhancement +0.71 [+0.14, +1.28]",
    "Differentiation 0.96 (slope of its ratings on people's; released .03 to .96)",
  ]);
  expect(stdout.replaceAll(/\s+/g, " ")).toContain("traits are reliable but not valid");
  expect(stdout).toMatch(/^Universalism +\+0\.33 /m);
});

test("score --format json has the scores that numpy has, and no means of items of a dimension's own", async () => {
  const { stdout } = await cli("score", ...WEIGHTED, output, "--format", "json");
  const { key, profiles } = scoresFileSchema.parse(JSON.parse(stdout));
  const [profile] = profiles;
  const expected = golden.models[MODEL];
  expect(key).toBe("weighted");
  expect(profile?.differentiation).toBeCloseTo(expected.differentiation, 9);
  expect(profile?.axes.transcendence?.score).toBeCloseTo(expected.axes.transcendence.score, 9);
  expect(profile?.scores.Power).toMatchObject({
    centred: expect.closeTo(expected.scores.Power, 9),
    n: 520,
    answers: 3120,
  });
  expect(profile?.scores.Power).not.toHaveProperty("mean");
});

test("too few items give no score, and the reason", async () => {
  const { stdout } = await cli("compare", MODEL, "human", "--key", "weighted");
  expect(stdout).toMatch(/^Power +-0\.34 +0\.00 /m);
  const few = path.join(folder, "few.jsonl");
  const rows = readFileSync(output, "utf8").split("\n").slice(0, 300);
  writeFileSync(few, `${rows.join("\n")}\n`);
  const scored = await cli("score", ...WEIGHTED, few);
  expect(scored.stdout).not.toMatch(/^Power +[+-]\d/m);
  expect(scored.stdout).not.toContain("NaN");
  const compared = await cli("compare", few, output, ...WEIGHTED);
  expect(compared.stdout).toContain("too few items");
});

test("compare and gate take the key, and differentiation explains nothing under it", async () => {
  const { stdout } = await cli("compare", MODEL, "gpt-4o-2024-05-13", ...WEIGHTED);
  expect(stdout).toContain("Differentiation A 0.96, B 0.78: explains nothing of the squared differences");
  expect(stdout).toMatch(/^Universalism +\+0\.33 +\+0\.13 +\+0\.19 /m);
  const gated = await cli("gate", MODEL, "--baseline", MODEL, ...WEIGHTED);
  expect(gated.code).toBe(0);
});

test("the report sets the released and the weighted key side by side, axes first, under either", async () => {
  for (const key of ["released", "weighted"]) {
    const file = path.join(folder, `${key}.html`);
    await cli("report", MODEL, "--key", key, "--resamples", "200", "-o", file);
    const page = readFileSync(file, "utf8");
    const [section] = page.slice(page.indexOf('id="axes"')).split("</section>");
    expect(page.indexOf('id="axes"') < page.indexOf('id="scores"')).toBe(key === "weighted");
    expect(section).toContain("Openness to Change − Conservation");
    expect(section).toMatch(/<th scope="col">released<\/th><th scope="col">weighted<\/th>/);
    expect(section).toContain("traits are reliable but not valid");
    expect(page.includes("nearer to Self-Transcendence than the average rater")).toBe(key === "weighted");
  }
});
