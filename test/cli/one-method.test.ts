/**
 * A standard error and the interval beside it are of one method, wherever both are told.
 * @module-tag slow
 */
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { studentQuantile } from "../../src/scoring/statistics/student-t.ts";
import { cli } from "../fixtures/run-cli.ts";
import { runFileOf } from "../fixtures/run-file.ts";

const folder = mkdtempSync(path.join(tmpdir(), "value-portrait-one-method-"));
const file = path.join(folder, "run.json");
writeFileSync(file, JSON.stringify(runFileOf("gpt-4o-2024-05-13", {}, "monday")));

type Figures = {
  readonly se: number;
  readonly degreesOfFreedom: number;
  readonly student: { readonly lower: number; readonly upper: number };
};

/** The standard error that an interval of Student's t was made of. */
function impliedError({ degreesOfFreedom, student: { lower, upper } }: Figures): number {
  return (upper - lower) / 2 / studentQuantile(0.975, degreesOfFreedom);
}

const json = async (...args: readonly string[]) =>
  JSON.parse((await cli(...args, "--resamples", "200", "--format", "json")).stdout);

describe("in JSON", () => {
  test.each([
    ["score", file],
    ["score", file, "--over", "queries_and_variants"],
    ["published", "gpt-4o-2024-05-13"],
  ])("%s %s %s", async (...args) => {
    const { profiles } = await json(...args.filter((arg) => arg !== undefined));
    const scores: { uncertainty: Figures }[] = Object.values(profiles[0].scores);
    expect(scores).toHaveLength(19);
    for (const { uncertainty } of scores) expect(uncertainty.se).toBeCloseTo(impliedError(uncertainty), 10);
  });

  test.each([
    ["compare", "gpt-4o-2024-11-20", "gpt-4o-2024-05-13"],
    ["gate", "gpt-4o-2024-11-20", "--baseline", "gpt-4o-2024-05-13"],
  ])("%s %s %s", async (...args) => {
    const found = await json(...args);
    const rows: Figures[] = Object.values((found.comparison ?? found).dimensions);
    for (const row of rows) expect(row.se).toBeCloseTo(impliedError(row), 10);
  });
});

test("in the terminal: the error of Benevolence is the one behind its interval, not the bootstrap's", async () => {
  const { stdout } = await cli("score", file, "--resamples", "200");
  const { profiles } = await json("score", file);
  const { uncertainty } = profiles[0].scores.Benevolence;
  expect(stdout).toMatch(new RegExp(`Benevolence +\\+0\\.79  ${impliedError(uncertainty).toFixed(2)} `));
});
