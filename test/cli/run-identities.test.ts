/** @module-tag slow */
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { releasedRun } from "../fixtures/released.ts";
import { resultRow } from "../fixtures/result-row.ts";
import { cli } from "../fixtures/run-cli.ts";
import { runFileOf } from "../fixtures/run-file.ts";

const folder = mkdtempSync(path.join(tmpdir(), "value-portrait-identities-"));
const FEW = ["--resamples", "100"];
const [MONDAY, TUESDAY] = ["eval-abc-2026-11-23T08:00:00", "eval-xyz-2026-11-24T08:00:00"];
const [MODEL, OTHER] = ["gpt-4o-2024-05-13", "claude-3-5-sonnet-20241022"];

/** What one model, called assistant, answered in an eval, as promptfoo's .json or .jsonl. */
function output(name: string, model: string, evalId: string): string {
  const file = path.join(folder, name);
  const rows = releasedRun(model).responses.flatMap(({ item, variant, answer }, testIdx) =>
    // One prompt is enough here, and quicker to score.
    answer.kind === "rating" && variant === "v1"
      ? [resultRow({ item, variant, testIdx, provider: "assistant", rating: answer.rating })]
      : [],
  );
  const lines = () => rows.map((row) => `${JSON.stringify(row)}\n`).join("");
  writeFileSync(file, name.endsWith("l") ? lines() : JSON.stringify({ evalId, results: { results: rows } }));
  return file;
}
const monday = output("monday.json", MODEL, MONDAY);
const tuesday = output("tuesday.jsonl", OTHER, TUESDAY);
const NAMES = ["assistant (monday.json)", "assistant (tuesday.jsonl)"];
/** As the help calls them. */
const named = (text: string) => text.replaceAll(`${folder}/`, "");

describe("two runs of one model are two", () => {
  test("in score: two profiles, and no answer of one is held for the other's", async () => {
    const { stdout, stderr } = await cli("score", monday, tuesday, "--format", "json", ...FEW);
    expect(stderr).not.toContain("second time");
    const { profiles, input } = JSON.parse(stdout);
    expect(input).toMatchObject({ duplicates: 0, contradictions: 0 });
    expect(profiles).toMatchObject([
      {
        subject: NAMES[0],
        run: { subject: "assistant", files: [monday], evalId: MONDAY, date: "2026-11-23T08:00:00Z" },
      },
      { subject: NAMES[1], run: { subject: "assistant", files: [tuesday] } },
    ]);
    const alone = await cli("score", tuesday, "--format", "json", ...FEW);
    expect(profiles[1].scores).toEqual(JSON.parse(alone.stdout).profiles[0].scores);
  });

  test("in report: the baseline of the same name stays, and both of file#model are shown", async () => {
    const page = path.join(folder, "report.html");
    const { code } = await cli("report", monday, "--baseline", tuesday, "-o", page, ...FEW);
    expect(code).toBe(0);
    for (const name of NAMES) expect(readFileSync(page, "utf8")).toContain(name);
    expect(readFileSync(page, "utf8")).toContain("Differences from the baseline");
    const both = await cli("report", `${monday}#assistant`, `${tuesday}#assistant`, "-o", page, ...FEW);
    expect(both.code).toBe(0);
    expect(both.stderr).toContain(NAMES.join(", "));
  });

  test("in compare and gate, in every format", async () => {
    const junit = path.join(folder, "junit.xml");
    for (const args of [
      ["compare", monday, tuesday],
      ["compare", monday, tuesday, "--format", "markdown"],
      ["compare", monday, tuesday, "--format", "html"],
      ["gate", monday, "--baseline", tuesday, "--junit", junit],
    ]) {
      const { stdout } = await cli(...args, ...FEW);
      for (const name of NAMES) expect(stdout, args.join(" ")).toContain(name);
    }
    for (const name of NAMES) expect(readFileSync(junit, "utf8")).toContain(name);
    const { stdout } = await cli("compare", monday, tuesday, "--format", "json", ...FEW);
    expect(JSON.parse(stdout)).toMatchObject({
      a: NAMES[0],
      b: NAMES[1],
      runs: { a: { subject: "assistant", evalId: MONDAY }, b: { subject: "assistant" } },
    });
  });

  test("in a folder of run files, each named there as file#model takes it", async () => {
    const runs = mkdtempSync(path.join(folder, "runs-"));
    for (const [evalId, model] of [
      [MONDAY, MODEL],
      [TUESDAY, OTHER],
    ] as const)
      writeFileSync(
        path.join(runs, `${evalId.slice(0, 8)}.json`),
        JSON.stringify(runFileOf(model, { evalId })),
      );
    const { stderr } = await cli("keys", `${runs}#my-model`);
    expect(named(stderr)).toContain("holds 2 runs. Name one: ");
    const choices = stderr.trimEnd().split("Name one: ")[1]?.split(", ") ?? [];
    expect(choices.map((choice) => choice.replace(runs, "runs"))).toEqual([
      "runs#my-model (eval-abc.json)",
      "runs#my-model (eval-xyz.json)",
    ]);
    for (const choice of choices) expect((await cli("keys", choice)).code).toBe(0);
  });
});

test("outputs of one eval are one run: counted once by score, refused by report, which would show two", async () => {
  const copy = path.join(folder, "copy.json");
  writeFileSync(copy, readFileSync(monday));
  const { stdout } = await cli("score", monday, copy, "--format", "json", ...FEW);
  expect(JSON.parse(stdout).profiles).toMatchObject([
    { subject: "assistant", run: { files: [monday, copy] } },
  ]);
  const { code, stderr } = await cli("report", monday, copy, "-o", path.join(folder, "none.html"), ...FEW);
  expect(code).toBe(2);
  expect(named(stderr)).toBe(
    'error: one run of "assistant" is there twice, in monday.json and copy.json, which are outputs of one eval. Name it once\n',
  );
});

test("a name that a command printed means the run that it was printed of", async () => {
  for (const [file, name] of [
    [monday, NAMES[0]],
    [tuesday, NAMES[1]],
  ] as const) {
    const { code, stdout } = await cli("keys", `${file}#${name}`);
    expect(code).toBe(0);
    expect(stdout).toContain("assistant");
  }
  expect((await cli("keys", `${monday}#${NAMES[1]}`)).code).toBe(2);
});

test("so does one that names a condition, which tells runs apart that were read together", async () => {
  const files = ["formal", "casual"].map((tone) => {
    const file = path.join(folder, `${tone}.jsonl`);
    const rows = ["1008/1", "2025/5"].map((item) => resultRow({ item, rating: 3, vars: { tone } }));
    writeFileSync(file, rows.map((row) => `${JSON.stringify(row)}\n`).join(""));
    return file;
  });
  const { stderr } = await cli("score", ...files, ...FEW);
  const names = ["model-a · tone=formal", "model-a · tone=casual"];
  for (const [index, name] of names.entries()) {
    expect(stderr).toContain(name);
    expect((await cli("keys", `${files[index]}#${name}`)).code).toBe(0);
    expect((await cli("keys", `${files[1 - index]}#${name}`)).code).toBe(2);
  }
});

test("published figures go by the model, whatever tells its runs apart", async () => {
  const files = ["1.json", "2.json"].map((name) => {
    const file = path.join(folder, name);
    writeFileSync(file, JSON.stringify(runFileOf(MODEL, { evalId: name }, `published:${MODEL}`)));
    return file;
  });
  const { stdout } = await cli("score", ...files, "--format", "json", ...FEW);
  for (const { subject, scores } of JSON.parse(stdout).profiles) {
    expect(subject).toMatch(/^published:gpt-4o-2024-05-13 \([12]\.json\)$/);
    expect(scores.Power.difference).toBeCloseTo(0, 12);
  }
});
