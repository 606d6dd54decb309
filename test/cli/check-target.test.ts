import { linkSync, mkdirSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test } from "vitest";
import { releasedOutput } from "../fixtures/released-output.ts";
import { cli } from "../fixtures/run-cli.ts";

const folder = mkdtempSync(path.join(tmpdir(), "value-portrait-target-"));
const MODEL = "gpt-4o-2024-05-13";
const input = releasedOutput(folder, MODEL);
const content = readFileSync(input, "utf8");
const at = (name: string) => path.join(folder, name);
symlinkSync(path.basename(input), at("soft"));
linkSync(input, at("hard"));
mkdirSync(at("runs"));
mkdirSync(at("far/deep"), { recursive: true });
symlinkSync("far/deep", at("way"), "dir");
linkSync(input, path.join(at("runs"), "run.json"));
const OTHER = "gpt-4o-2024-11-20";

test.each([
  ["score -o, by name", ["score", input, "-o", input]],
  ["score -o, by another spelling", ["score", input, "-o", `${folder}/./runs/../${path.basename(input)}`]],
  ["score -o, by way of no folder", ["score", input, "-o", `${folder}/none/../${path.basename(input)}`]],
  ["score -o, by way of a link", ["score", input, "-o", `${folder}/way/../${path.basename(input)}`]],
  ["score -o, by a symbolic link", ["score", input, "-o", at("soft")]],
  ["score -o, by a hard link", ["score", input, "-o", at("hard")]],
  ["score -o, in a folder that is read", ["score", at("runs"), "-o", path.join(at("runs"), "run.json")]],
  ["compare -o", ["compare", OTHER, input, "-o", input]],
  ["compare -o, with people", ["compare", input, "human", "-o", input]],
  ["compare -o, of one model in a file", ["compare", `${input}#published:${MODEL}`, OTHER, "-o", input]],
  ["report -o", ["report", OTHER, input, "-o", input]],
  ["report -o, over the baseline", ["report", OTHER, "--baseline", input, "-o", at("hard")]],
  ["gate --junit", ["gate", OTHER, "--baseline", input, "--junit", input]],
])("answers are never written over: %s", async (_, args) => {
  const { code, stdout, stderr } = await cli(...args);
  expect(stderr).toMatch(/^error: Will not write to .*this command reads.*\. Name another file\n$/);
  expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  expect(readFileSync(input, "utf8")).toBe(content);
});

test("a file beside the answers is written, also over an older one", async () => {
  const output = at("scores.csv");
  writeFileSync(output, "older");
  const args = ["score", input, "-f", "csv", "-o", output, "--resamples", "100"];
  expect((await cli(...args)).code).toBe(0);
  expect(readFileSync(output, "utf8")).toContain("Benevolence");
});
