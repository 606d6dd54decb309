import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test } from "vitest";
import { cli } from "../fixtures/run-cli.ts";

const folder = mkdtempSync(path.join(tmpdir(), "value-portrait-report-"));
const file = path.join(folder, "report.html");
const QUICK = ["--resamples", "100", "-o", file];

test("writes one page and says how large it is", async () => {
  const { code, stdout, stderr } = await cli("report", "gpt-4o-2024-05-13", ...QUICK);
  expect({ code, stdout }).toEqual({ code: 0, stdout: "" });
  expect(stderr).toMatch(/report\.html: \d{3} kB, gpt-4o-2024-05-13\n$/);
  expect(readFileSync(file, "utf8").startsWith("<!doctype html>")).toBe(true);
});

test("compares several models with the first, or with the one that --baseline names", async () => {
  await cli("report", "mistral-tiny", "mistral-large", ...QUICK);
  expect(readFileSync(file, "utf8").includes("mistral-large minus mistral-tiny")).toBe(true);
  await cli("report", "mistral-large", "--baseline", "published:gpt-4o-2024-05-13", ...QUICK);
  expect(readFileSync(file, "utf8").includes("mistral-large minus gpt-4o-2024-05-13")).toBe(true);
});

test("draws the released models that --released names", async () => {
  await cli("report", "mistral-tiny", ...QUICK, "--released", "gpt-4o-2024-05-13", "grok-2-1212");
  expect(readFileSync(file, "utf8").match(/ selected>[^<]+/g)).toEqual([
    " selected>gpt-4o-2024-05-13",
    " selected>grok-2-1212",
  ]);
});

test("opens all sections with --full", async () => {
  const closed = (page: string) => page.match(/<details class="part[^>]*"(?! open)>/g)?.length ?? 0;
  await cli("report", "mistral-tiny", ...QUICK);
  expect(closed(readFileSync(file, "utf8"))).toBeGreaterThan(7);
  await cli("report", "mistral-tiny", ...QUICK, "--full");
  expect(closed(readFileSync(file, "utf8"))).toBe(0);
});

test.each([
  [["gpt-4"], /no file and no released model "gpt-4"/],
  [["mistral-tiny", "mistral-tiny"], /"mistral-tiny" is there twice/],
  [["mistral-tiny", "--released", "gpt-5"], /no released model "gpt-5" beside those reported. Nearest: gpt/],
  [["mistral-tiny", "--released", "a", "b", "c"], /--released takes two models at most/],
])("%j is a usage error in one line", async (args, message) => {
  const { code, stderr } = await cli("report", ...args, ...QUICK);
  expect(code).toBe(2);
  expect(stderr).toMatch(message);
});
