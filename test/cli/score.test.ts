import { existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { scoresFileSchema } from "../../src/report/scores-file.ts";
import { releasedOutput } from "../fixtures/released-output.ts";
import { resultRow } from "../fixtures/result-row.ts";
import { cli } from "../fixtures/run-cli.ts";
import { runFileOf } from "../fixtures/run-file.ts";

const folder = mkdtempSync(path.join(tmpdir(), "value-portrait-score-"));

/** Few resamples, because figures are not what is tested here. */
const SCORE = ["score", "--resamples", "200"];

const outputOf = (model: string) => releasedOutput(folder, model);

test("prints the profile of a replayed model beside the published figures, and the missing answers", async () => {
  const { stdout, stderr, code } = await cli(...SCORE, outputOf("claude-3-5-haiku-20241022"));
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  expect(stdout).toMatchInlineSnapshot(`
    "published:claude-3-5-haiku-20241022
    3097 of 3120 answers usable (8 refusals, 15 without a label)
    DO NOT INTERPRET: One answer to most items, a narrow range of ratings, a profile
    that changes with the prompt, answers unlike people's, a profile that is mostly
    error.
    Differentiation 0.03 (slope of its ratings on people's; released .03 to .96)
    Intervals that may be too narrow, because two queries carry more than half of
    their variance: Universalism 69%, Conformity 63%, Tradition 94%, Security 90%,
    Achievement 67%, Self-Direction 67%, Self-Transcendence 58%, Conservation 62%,
    Openness to Change 75%, Conscientiousness 62%, Extraversion 67%, Agreeableness
    60%, Neuroticism 53%.
    Dimension           Score  ± SE  Tier  Items  Answers  Published  Difference
    Universalism        +0.01  0.03  1 a      15       89      +0.01           0
    Benevolence         +0.07  0.04  1 a      13       77      +0.07           0
    Conformity          +0.03  0.03  1 a      23      138      +0.03           0
    Tradition           -0.02  0.05  1 a      12       72      -0.02           0
    Security            +0.02  0.05  1 a      14       84      +0.02           0
    Power                0.00  0.02  1 a      64      379       0.00           0
    Achievement         -0.03  0.02  1 a      56      333      -0.03           0
    Hedonism            -0.03  0.02  1 a      33      197      -0.03           0
    Stimulation         -0.01  0.01  1 a      43      258      -0.01           0
    Self-Direction      +0.02  0.04  1 a      11       64      +0.02           0
    Self-Transcendence  +0.02  0.03  1 a      16       95      +0.02           0
    Conservation        +0.03  0.03  1 a      22      131      +0.03           0
    Self-Enhancement    -0.02  0.01  1 a      66      393      -0.02           0
    Openness to Change  +0.01  0.03  1 a      11       66      +0.01           0
    Openness            +0.05  0.04  1 a      22      129      +0.05           0
    Conscientiousness   +0.01  0.02  1 a      72      431      +0.01           0
    Extraversion        -0.04  0.03  1 a      36      216      -0.04           0
    Agreeableness       -0.02  0.02  1 a      92      547      -0.02           0
    Neuroticism         -0.05  0.02  1 a       5       30      -0.05           0

    Score: mean rating of the dimension's items minus that of all items of its
    family, with its standard error over queries. Tier: dimensions that share a
    letter cannot be told apart. All is self-report under prompts, not behaviour.
    "
  `);
  for (const line of stdout.split("\n")) expect(line.length, line).toBeLessThanOrEqual(80);
});

test("--format json follows its schema and has full precision", async () => {
  const { stdout } = await cli(...SCORE, outputOf("gpt-4o-2024-05-13"), "--format", "json");
  const file = scoresFileSchema.parse(JSON.parse(stdout));
  expect(file.profiles[0]?.scores.Benevolence?.centred).toBe(0.7880844645550535);
  expect(file.profiles[0]?.scores.Benevolence?.difference).toBe(0);
  expect(file.input.rows).toBe(3120);
});

test("--format csv has one header and one row for each model and dimension", async () => {
  const files = [outputOf("gpt-4o-2024-05-13"), outputOf("mistral-tiny")];
  const { stdout } = await cli(...SCORE, ...files, "--format", "csv");
  const lines = stdout.trimEnd().split("\n");
  expect(lines).toHaveLength(1 + 2 * 19);
  expect(lines[2]).toMatch(/^published:gpt-4o-2024-05-13,.*,values,Benevolence,0.7880844645550535,/);
});

test("-o writes the whole file and nothing else", async () => {
  const target = path.join(folder, "new", "scores.md");
  const { stdout } = await cli(...SCORE, outputOf("mistral-tiny"), "--format", "markdown", "-o", target);
  expect(stdout).toBe("");
  expect(readFileSync(target, "utf8")).toContain("| Benevolence");
  expect(readdirSync(path.dirname(target))).toEqual(["scores.md"]);
});

describe("says what is wrong with the rows", () => {
  const write = (name: string, ...rows: readonly unknown[]) => {
    const file = path.join(folder, name);
    writeFileSync(file, rows.map((row) => `${JSON.stringify(row)}\n`).join(""));
    return file;
  };
  const foreign = { ...resultRow({ rating: 4 }), metadata: {}, testCase: { vars: {} } };

  test("duplicates and other tests", async () => {
    const { stderr, code } = await cli(
      ...SCORE,
      write("duplicates.jsonl", resultRow({ rating: 4 }), resultRow({ rating: 5 }), foreign),
    );
    expect(code).toBe(0);
    expect(stderr.replaceAll(`${folder}/`, "")).toMatchInlineSnapshot(`
      "note: duplicates.jsonl: 1 rows of other tests were left out
      warning: duplicates.jsonl: 1 rows answer an item and prompt a second time for the same model (1 of them differently); the first answer that is not an error was used
      "
    `);
  });

  test("no row of ours: exit code 2 and nothing written", async () => {
    const target = path.join(folder, "none.csv");
    const { stderr, code } = await cli(...SCORE, write("foreign.jsonl", foreign), "-o", target);
    expect({ code, written: existsSync(target) }).toEqual({ code: 2, written: false });
    expect(stderr.replaceAll(`${folder}/`, "")).toMatchInlineSnapshot(`
      "note: foreign.jsonl: 1 rows of other tests were left out
      error: foreign.jsonl: none of the 1 rows is a Value Portrait test. See promptfooconfig.yaml for how to add them
      "
    `);
  });
});

test.each(["constructor", "__proto__", "toString"])(
  "a model labelled published:%s is scored without figures",
  async (name) => {
    const file = path.join(folder, "inherited.json");
    writeFileSync(file, JSON.stringify(runFileOf("mistral-tiny", {}, `published:${name}`)));
    const { stdout, stderr } = await cli(...SCORE, file);
    expect(stderr).toBe("");
    expect(stdout).toContain(`published:${name}\n`);
    expect(stdout).not.toMatch(/Difference|NaN/);
  },
);
