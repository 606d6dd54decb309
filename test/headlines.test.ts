/**
 * One sentence says what two runs come to: the same for the same pair, wherever one looks.
 * @module-tag slow
 */
import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { getValueProfiles } from "../src/mcp/tools/get-value-profiles.ts";
import { html } from "../src/report/html/markup.ts";
import { found, mcpContext } from "./fixtures/mcp-context.ts";
import { cli } from "./fixtures/run-cli.ts";

const folder = mkdtempSync(path.join(tmpdir(), "value-portrait-headlines-"));
const context = mcpContext();
const escapeHtml = (text: string) => html`${text}`.markup;

describe.each([
  ["equivalent", "gpt-4o-2024-05-13", "gpt-4o-2024-05-13"],
  ["drifted", "gpt-4o-2024-11-20", "gpt-4o-2024-05-13"],
  ["inconclusive", "deepseek-chat", "gpt-4o-2024-11-20"],
  ["refused", "gpt-4o-2024-05-13", "o1-mini-2024-09-12"],
])("%s: %s and %s", (outcome, a, b) => {
  const printed = async (command: string, format: string, ...more: readonly string[]) => {
    const args = command === "gate" ? [a, "--baseline", b] : [a, b];
    return (await cli(command, ...args, "--format", format, ...more)).stdout;
  };
  /** A text without the line breaks of a terminal. */
  const flat = (text: string) => text.replaceAll("\n", " ");

  test("on every face", async () => {
    const { headline, onItems, margin, screens } = JSON.parse(await printed("compare", "json"));
    expect(headline.outcome).toBe(outcome);
    expect(headline.dimensions).toHaveLength(10);
    expect(screens).toHaveLength(2);

    const junit = path.join(folder, "junit.xml");
    const byPopulation = ["--rule", "population"];
    const gate = JSON.parse(await printed("gate", "json", "--junit", junit, ...byPopulation));
    expect(gate.rules).toEqual({ items: onItems, population: headline });
    expect(gate.comparison).toMatchObject({ headline, onItems, margin });
    if (outcome !== "equivalent")
      expect(readFileSync(junit, "utf8").replaceAll("&apos;", "&#39;")).toContain(
        escapeHtml(headline.summary),
      );

    for (const format of ["table", "markdown"]) {
      const compared = flat(await printed("compare", format));
      for (const { summary } of [headline, onItems]) expect(compared).toContain(summary);
      const gated = flat(await printed("gate", format, ...byPopulation));
      expect(gated).toContain(`${gate.outcome.toUpperCase()}: ${gate.summary}`);
      for (const { summary } of [headline, onItems]) expect(gated).toContain(summary);
    }
    const page = await printed("compare", "html");
    for (const { summary } of [headline, onItems]) expect(page).toContain(escapeHtml(summary));

    if (a !== b) {
      const page = path.join(folder, "report.html");
      await cli("report", a, "--baseline", b, "-o", page, "--no-texts");
      const report = readFileSync(page, "utf8");
      expect(report.slice(report.indexOf('id="differences"'))).toContain(escapeHtml(headline.summary));
      expect(report.slice(0, report.indexOf('id="scores"'))).toContain(escapeHtml(headline.summary));

      const { differences } = found(getValueProfiles, { ids: [a], baseline: b }, context) as {
        differences: { profiles: [{ headline: string }] };
      };
      expect(differences.profiles[0].headline).toBe(headline.summary);
    }
  });
});

test("the sentence names what it is about", async () => {
  const summary = async (dimensions: string, margin = "0.3") => {
    const args = ["gpt-4o-2024-11-20", "--baseline", "gpt-4o-2024-05-13", "--margin", margin];
    const { stdout } = await cli("gate", ...args, "--dimensions", dimensions, "-f", "json");
    return JSON.parse(stdout).rules.items.summary;
  };
  expect(await summary("Power")).toBe(
    "On these items the two profiles are within 0.3 points of each other on Power.",
  );
  expect(await summary("traits", "2")).toBe(
    "On these items the two profiles are within 2 points of each other on each of the five traits.",
  );
  expect(await summary("values,higher_order,traits", "0.01")).toMatch(
    /^On these items the two profiles differ \(p (= \.|< \.)\d{3} over all 19 dimensions together\), most in /,
  );
});

test("people are no run: nothing is tested over all values together", async () => {
  const { stdout } = await cli("compare", "gpt-4o-2024-05-13", "human", "--format", "json");
  expect(JSON.parse(stdout)).not.toHaveProperty("headline");
});

test("a difference is A minus B, in no face A less B", async () => {
  const [a, b] = ["gpt-4o-2024-11-20", "gpt-4o-2024-05-13"];
  const page = path.join(folder, "minus.html");
  await cli("report", a, "--baseline", b, "-o", page, "--no-texts");
  const texts = [
    (await cli("compare", a, b)).stdout,
    (await cli("compare", a, b, "--format", "html")).stdout,
    (await cli("compare", a, "human")).stdout,
    (await cli("gate", a, "--baseline", b)).stdout,
    (await cli("published", a)).stdout,
    (await cli("compare", "--help")).stdout,
    readFileSync(page, "utf8"),
    JSON.stringify(found(getValueProfiles, { ids: [a], baseline: b }, context)),
  ];
  for (const text of texts) expect(text.match(/.{30}\bless (?!than\b).{10}/)?.[0]).toBeUndefined();
  expect(texts[0]).toContain(`${a} (A) minus ${b} (B)`);
});
