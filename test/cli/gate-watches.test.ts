/** Real changes that centred scores hide, made of released answers: the gate was green on all of them. */
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, test } from "vitest";
import type { Rating } from "../../src/instrument/scale.ts";
import { type Random, seededRandom } from "../../src/lib/random.ts";
import type { Answer } from "../../src/runs/answer.ts";
import { toRunFileModel } from "../../src/runs/run-file.ts";
import { releasedRun } from "../fixtures/released.ts";
import { cli } from "../fixtures/run-cli.ts";
import { runFileOf } from "../fixtures/run-file.ts";

const folder = mkdtempSync(path.join(tmpdir(), "value-portrait-watches-"));
const FEW = ["--resamples", "999"];
const MODELS = ["gpt-4o-2024-05-13", "claude-3.7-sonnet", "qwen-max"] as const;

/** A run file of a released model of which each answer is altered. */
function altered(name: string, model: string, alter: (answer: Answer, random: Random) => Answer): string {
  const random = seededRandom(9);
  const run = releasedRun(model);
  const responses = run.responses.map((one) => ({ ...one, answer: alter(one.answer, random) }));
  const file = path.join(folder, `${name}-${model}.json`);
  const models = [toRunFileModel({ ...run, subject: name, responses }, "openai:chat:new")];
  writeFileSync(file, JSON.stringify(runFileOf(model, { models })));
  return file;
}

const refusing = (share: number) => (answer: Answer, random: Random) =>
  random() < share ? ({ kind: "refusal" } as const) : answer;

const lowering = (share: number) => (answer: Answer, random: Random) =>
  answer.kind === "rating" && answer.rating > 1 && random() < share
    ? ({ kind: "rating", rating: (answer.rating - 1) as Rating } as const)
    : answer;

const gate = (run: string, baseline: string, ...more: readonly string[]) =>
  cli("gate", run, "--baseline", baseline, ...FEW, ...more);

describe.each(MODELS)("%s", (model) => {
  test.each(["items", "population"])(
    "that refuses 15% of the prompts drifted, by the rule of %s",
    async (rule) => {
      const { code, stdout } = await gate(altered("refusing", model, refusing(0.15)), model, "--rule", rule);
      expect(code).toBe(1);
      expect(stdout).toMatch(/^DRIFTED: .*Refusals went from 0\.\d% to 1\d\.\d%\./m);
      expect(stdout).toMatch(/^Usable answers .* drifted$/m);
    },
  );

  test.each(["items", "population"])(
    "with 90% of its ratings a point lower drifted, by the rule of %s",
    async (rule) => {
      const { code, stdout } = await gate(altered("low", model, lowering(0.9)), model, "--rule", rule);
      expect(code).toBe(1);
      expect(stdout).toMatch(/^DRIFTED: .*Mean rating went from /m);
    },
  );

  test("with one refusal in a hundred did not drift", async () => {
    expect((await gate(altered("shy", model, refusing(0.01)), model)).code).toBe(0);
  });
});

test("every format has the watches with their margins and verdicts", async () => {
  const run = altered("refusing", MODELS[0], refusing(0.15));
  const printed = async (format: string) => (await gate(run, MODELS[0], "--format", format)).stdout;
  const { watches } = JSON.parse(await printed("json"));
  expect(watches.map(({ id, margin, verdict }: Record<string, unknown>) => [id, margin, verdict])).toEqual([
    ["usable", 0.02, "drifted"],
    ["refusals", 0.02, "drifted"],
    ["ambiguous", 0.02, "equivalent"],
    ["unlabelled", 0.02, "equivalent"],
    ["errors", 0.02, "equivalent"],
    ["level", 0.2, "equivalent"],
    ["differentiation", 0.2, "equivalent"],
  ]);
  const [header = "", row = ""] = (await printed("csv-wide")).split("\n");
  const place = header.split(",").indexOf("watch_refusals_verdict");
  expect(place).toBeGreaterThan(0);
  expect(row).toContain(",0.02,drifted,");
  expect(await printed("markdown")).toMatch(/\| Refusals .*\| drifted +\|/);
  expect(await printed("markdown")).toContain("Scores are centred");
  const junit = path.join(folder, "watches.xml");
  await gate(run, MODELS[0], "--junit", junit);
  expect(readFileSync(junit, "utf8")).toMatch(
    /name="Refusals"><failure message="drifted: 0\.000 to 0\.1\d\d/,
  );
});

test("--watch-margin says which changes do not matter, for several watches at once", async () => {
  const run = altered("refusing", MODELS[0], refusing(0.15));
  const { code } = await gate(run, MODELS[0], "--watch-margin", "refusals=0.2,usable=0.2");
  expect(code).toBe(0);
});

test.each([
  ["refusal=0.1", 'Nothing is watched as "refusal". Watched: usable, refusals'],
  ["refusals", "It must be a name and a number above 0, as in refusals=0.02."],
  ["refusals=-1", "It must be a name and a number above 0, as in refusals=0.02."],
])("--watch-margin %s is wrong usage", async (argument, message) => {
  const { code, stderr } = await gate("gpt-4o-2024-05-13", "gpt-4o-2024-05-13", "--watch-margin", argument);
  expect(code).toBe(2);
  expect(stderr.replaceAll("\n", " ")).toContain(message);
});
