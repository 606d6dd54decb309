/** @module-tag slow */
import { parse } from "csv-parse/sync";
import { expect, test } from "vitest";
import { cli } from "../fixtures/run-cli.ts";

const HAIKU = "claude-3-5-haiku-20241022";
const shown = async (format: string, ...names: readonly string[]) =>
  (await cli("published", ...names, "--format", format)).stdout;

test("the overview says of every model whether it may be interpreted, in every format", async () => {
  const csv: Record<string, string>[] = parse(await shown("csv-wide"), { columns: true });
  const verdictOf = new Map(csv.map((row) => [row["run"], row["run_validity"]]));
  expect(verdictOf.get(HAIKU)).toBe("do_not_interpret");
  expect([...verdictOf.values()].filter((verdict) => verdict === "do_not_interpret")).toHaveLength(10);
  expect(verdictOf.get("gpt-4o-2024-05-13")).toBe("interpretable");
  expect(verdictOf.get("Gemma3-4B-it")).toBe(""); // no answers are public
  expect(await shown("table")).toMatch(new RegExp(`^${HAIKU} .*do not interpret`, "m"));
  expect(await shown("markdown")).toMatch(new RegExp(`^\\| ${HAIKU} .*\\| do not interpret`, "m"));
  expect(JSON.parse(await shown("json")).models).toContainEqual(
    expect.objectContaining({ model: HAIKU, verdict: "do_not_interpret" }),
  );
});

test("an average says how many of its models are not to be interpreted", async () => {
  expect(await shown("table")).toMatch(/^anthropic, all .*mean of 7, 3 not to be interpreted$/m);
});

test("a profile says it too, in every format", async () => {
  for (const format of ["table", "csv", "markdown", "json"])
    expect(await shown(format, HAIKU)).toMatch(/do[ _]not[ _]interpret/i);
});
