import { parse } from "csv-parse/sync";
import { describe, expect, test } from "vitest";
import { DIMENSIONS, labelOf } from "../../src/instrument/dimensions.ts";
import { loadKeyErrors } from "../../src/release/data.ts";
import { cli } from "../fixtures/run-cli.ts";

const FEW = ["--resamples", "500"];

describe("compare", () => {
  test("prints paired differences within 80 columns", async () => {
    const { stdout, stderr, code } = await cli("compare", "deepseek-chat", "deepseek-r1", ...FEW);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toMatchInlineSnapshot(`
      "deepseek-chat (A) minus deepseek-r1 (B)
      On the 1902 answers to 317 scored items that both gave
      Differentiation A 0.63, B 0.67: explains 7% of the squared differences (values)
      Dimension               A      B    A-B  95% interval    adj. p  Verdict
      Universalism        +0.25  +0.50  -0.25  [-0.61, +0.12]   1.000  inconclusive
      Benevolence         +0.51  +0.78  -0.26  [-0.56, +0.04]   0.844  inconclusive
      Conformity          +0.06  -0.08  +0.14  [-0.17, +0.45]   1.000  inconclusive
      Tradition           -0.44  -0.55  +0.11  [-0.52, +0.74]   1.000  inconclusive
      Security            +0.52  +0.34  +0.18  [-0.16, +0.52]   1.000  inconclusive
      Power               -0.20  -0.20   0.00  [-0.14, +0.14]   1.000  equivalent
      Achievement         -0.26  -0.34  +0.09  [-0.11, +0.28]   1.000  equivalent
      Hedonism            -0.22  -0.14  -0.08  [-0.32, +0.15]   1.000  equivalent
      Stimulation         +0.08  -0.01  +0.10  [-0.13, +0.33]   1.000  equivalent
      Self-Direction      +0.34  +0.70  -0.36  [-0.75, +0.03]   0.818  inconclusive
      Self-Transcendence  +0.32  +0.62  -0.30  [-0.63, +0.03]   0.287  inconclusive
      Conservation        -0.10  -0.07  -0.04  [-0.34, +0.27]   1.000  equivalent
      Self-Enhancement    -0.18  -0.20  +0.02  [-0.09, +0.14]   1.000  equivalent
      Openness to Change  +0.83  +0.45  +0.37  [-0.23, +0.97]   0.455  inconclusive
      Openness            +0.33  +0.44  -0.11  [-0.30, +0.09]   0.998  equivalent
      Conscientiousness   +0.17  +0.08  +0.09  [-0.05, +0.23]   0.998  equivalent
      Extraversion        -0.28  -0.25  -0.03  [-0.25, +0.19]   1.000  equivalent
      Agreeableness       -0.15  -0.08  -0.07  [-0.17, +0.04]   0.998  equivalent
      Neuroticism         -0.08  -0.10  +0.02  [-1.00, +1.03]   1.000  inconclusive

      On items like these the two profiles are shown neither to differ (p = .259 over
      the ten values together) nor to be alike (within 0.3 points on 4 of the ten
      values).
      On these items the two profiles differ (p < .001 over the ten values together),
      most in Self-Direction (-0.36).

      higher, lower: the difference is real (p, adjusted for the family by Holm's
      method, is below .05 and the 95% interval leaves out 0). equivalent: the 90%
      interval lies within 0.3 points of 0, even if the difference is real.
      inconclusive: neither can be said.

      Key ±: standard error over raters, how far a difference moves when other raters
      make the key (the median over pairs of released models). Intervals and verdicts
      take the key as given. Universalism 0.12, Benevolence 0.12, Conformity 0.11,
      Tradition 0.12, Security 0.11, Power 0.08, Achievement 0.08, Hedonism 0.09,
      Stimulation 0.09, Self-Direction 0.13, Self-Transcendence 0.12, Conservation
      0.10, Self-Enhancement 0.07, Openness to Change 0.12, Openness 0.09,
      Conscientiousness 0.06, Extraversion 0.08, Agreeableness 0.06, Neuroticism 0.16.
      "
    `);
    for (const line of stdout.split("\n")) expect(line.length, line).toBeLessThanOrEqual(80);
  });

  test("gives the error of the key beside every difference, in each form", async () => {
    const { difference } = loadKeyErrors().weighted;
    const args = ["compare", "grok-2-1212", "qwen-max", "--key", "weighted", ...FEW];
    const printed = (format: string) => cli(...args, "--format", format).then(({ stdout }) => stdout);
    const { dimensions } = JSON.parse(await printed("json"));
    const rows = parse(await printed("csv"), { columns: true }) as Record<string, string>[];
    const page = await printed("html");
    const words = (await printed("table")).replaceAll("\n", " ");
    for (const dimension of DIMENSIONS) {
      expect(dimensions[dimension].keyError).toBe(difference[dimension]);
      const row = rows.find((one) => one["dimension"] === dimension);
      expect(Number(row?.["key_se_difference"])).toBe(difference[dimension]);
      expect(words).toContain(`${labelOf(dimension)} ${difference[dimension].toFixed(2)}`);
      expect(page).toContain(`<td role="cell" data-label="Key ±">${difference[dimension].toFixed(2)}</td>`);
    }
    expect(await printed("markdown")).toContain("Key ±");
  });

  test("with people", async () => {
    const { stdout, code } = await cli("compare", "claude-3-opus-20240229", "human", ...FEW);
    expect(code).toBe(0);
    expect(stdout).toContain("claude-3-opus-20240229 minus the human raters of the same items");
    expect(stdout).toContain("PVQ-21");
  });

  test("warns of a run whose profile must not be interpreted", async () => {
    const { stderr } = await cli("compare", "claude-3-5-haiku-20241022", "grok-2-1212", ...FEW);
    expect(stderr).toContain("warning: claude-3-5-haiku-20241022: do not interpret");
  });

  test("as markdown, CSV and JSON", async () => {
    const { stdout: markdown } = await cli(
      "compare",
      "grok-2-1212",
      "qwen-max",
      "--format",
      "markdown",
      ...FEW,
    );
    expect(markdown).toContain("| Benevolence");
    const { stdout: csv } = await cli("compare", "grok-2-1212", "qwen-max", "--format", "csv", ...FEW);
    expect(csv.trimEnd().split("\n")).toHaveLength(20);
    const { stdout: json } = await cli("compare", "grok-2-1212", "qwen-max", "--format", "json", ...FEW);
    expect(JSON.parse(json)).toMatchObject({ format: "value-portrait/comparison", version: 3, margin: 0.3 });
  });

  test("as one HTML page with the screens, the differences, and no script", async () => {
    const { stdout, code } = await cli(
      "compare",
      "grok-2-1212",
      "o1-mini-2024-09-12",
      "--format",
      "html",
      ...FEW,
    );
    expect(code).toBe(0);
    expect(stdout).toMatch(/^<!doctype html>/);
    expect(stdout).toContain("How do grok-2-1212 and o1-mini-2024-09-12 differ?");
    expect(stdout).toContain("Do not interpret</span>");
    for (const text of ["Benevolence", "Neuroticism", "seed 42"]) expect(stdout).toContain(text);
    expect(stdout).not.toMatch(/<script|src=|url\(http/);
  });
});
