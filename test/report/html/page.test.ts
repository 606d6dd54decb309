import { describe, expect, test } from "vitest";
import { DIMENSIONS, labelOf, VALUES } from "../../../src/instrument/dimensions.ts";
import { loadItems, loadKey } from "../../../src/release/data.ts";
import { html } from "../../../src/report/html/markup.ts";
import { htmlReport } from "../../../src/report/html/page.ts";
import { CHECKS } from "../../../src/scoring/screen/screen.ts";
import { CHECK_LIMITS } from "../../../src/scoring/screen/screen-thresholds.ts";
import { reportedModel, reportOf } from "../../fixtures/html-report.ts";
import { releasedRun, straightLine } from "../../fixtures/released.ts";

const HOSTILE = `"><script>alert(1)</script>'&amp; <img src=x onerror=alert(2)>`;

const gpt = reportedModel(releasedRun("gpt-4o-2024-05-13"));

describe("a report", () => {
  const page = htmlReport(reportOf([gpt]));

  test("is one file that names no other: no script, no link to a style, no image, no font", () => {
    expect(page).not.toMatch(
      /<script|<iframe|<object|<embed|<img|<link(?! rel="icon" href="data:,")|@import|url\(|\son\w+=/i,
    );
    expect(page.includes(`default-src 'none'`)).toBe(true);
  });

  test("prints dimensions in the order of the theory, whatever their scores", () => {
    const scores = page.slice(page.indexOf('<div id="scores"'), page.indexOf('<div id="screen"'));
    const places = DIMENSIONS.map((dimension) => scores.indexOf(`scope="row">${labelOf(dimension)}<`));
    expect(places).toEqual(places.toSorted((one, other) => one - other));
    expect(places[0]).toBeGreaterThan(0);
  });

  test("is closed until it is opened, but for --full", () => {
    expect(page.match(/<details class="part[^>]* open>/g)).toBeNull();
    const full = htmlReport({ ...reportOf([gpt]), full: true });
    expect(full.match(/<details class="part[^>]*>/g)?.filter((tag) => !tag.endsWith(" open>"))).toEqual([]);
    expect(full.match(/<details class="part/g)).toHaveLength(9);
  });

  test("says of each closed section what comes of it", () => {
    const results = [...page.matchAll(/<h2 id="[^"]*">([^<]*)<\/h2> <span class="result">([^<]*)</g)];
    expect(results.map(([, title, result]) => `${title}: ${result}`)).toMatchInlineSnapshot(`
      [
        "Scores: Values that differ from people’s: 0 of 10",
        "Why this verdict: Interpretable",
        "Tiers: Pairs of values that can be told apart: 2 of 45",
        "How the models answered: Usable answers: 100%",
        "By topic: The ten values within 9 topics of the queries",
        "What raises and lowers each score: The items that count most in each score, beside people’s ratings of them",
        "Two axes, two keys: Axes on which it stands off the average rater, under the weighted key: 1 of 2",
        "Keys side by side: Scores under 5 keys; the order of values agrees with that of the first by −0.32 to 1.00 (Spearman)",
        "Method: How the figures came about, and how to cite them",
      ]
    `);
  });

  test("sets every check beside its limits, and says where they come from", () => {
    const screen = page.slice(page.indexOf('<div id="screen"'), page.indexOf('<div id="tiers"'));
    for (const [id, { label }] of Object.entries(CHECKS)) {
      const name = `${label.charAt(0).toUpperCase()}${label.slice(1)}`;
      expect(screen.split(`<th scope="row">${name}</th>`), id).toHaveLength(3);
    }
    for (const { source } of Object.values(CHECK_LIMITS)) expect(screen).toContain(html`${source}`.markup);
    expect(screen).toContain("<td>0.83</td><td>&gt; 1.00 points</td><td>&gt; 1.46 points</td>");
  });

  test("draws all spreads over the prompts on one scale, with its ticks", () => {
    const two = htmlReport(reportOf([gpt, reportedModel(releasedRun("mistral-tiny"))]));
    const axes = [...two.matchAll(/<table class="figures prompts">.*?<svg class="axis".*?<\/svg>/gs)].map(
      ([table]) => [...table.matchAll(/<text x="[^"]*" y="12">[^<]*<\/text>/g)].join(""),
    );
    expect(axes).toHaveLength(2);
    expect(axes[0]).toContain(">0<");
    expect(axes[1]).toBe(axes[0]);
  });

  test("is the same for the same input", () => {
    expect(htmlReport(reportOf([gpt])) === page).toBe(true);
  });

  test("draws a mark for each of the ten values", () => {
    const circle = page.slice(page.indexOf('<svg class="circle'), page.indexOf("<figcaption>"));
    expect(circle.match(/class="mark"/g)).toHaveLength(VALUES.length);
  });
});

test("names of models and words of items are escaped, wherever they stand", () => {
  const hostile = reportedModel(
    { ...releasedRun("mistral-tiny"), subject: HOSTILE },
    releasedRun("gpt-4o-2024-05-13"),
  );
  const other = reportedModel(releasedRun("mistral-tiny"), {
    ...releasedRun("gpt-4o-2024-05-13"),
    subject: HOSTILE,
  });
  const textOf = () => ({ title: HOSTILE, query: HOSTILE, response: HOSTILE });
  const page = htmlReport({ ...reportOf([hostile, other]), textOf });
  expect(page.match(/<script|<img|"><script|onerror=alert\(2\)>/i)?.[0]).toBeUndefined();
  expect(page.includes("&lt;script&gt;alert(1)&lt;/script&gt;")).toBe(true);
});

test("says that a profile is not to be interpreted before it shows a figure of it", () => {
  const page = htmlReport(reportOf([reportedModel(releasedRun("claude-3-5-haiku-20241022"))]));
  const card = page.slice(page.indexOf("<article"), page.indexOf("</article>"));
  expect(card.indexOf("Do not interpret")).toBeGreaterThan(0);
  expect(card.indexOf("Do not interpret")).toBeLessThan(card.search(/[+−]0\.\d/));
  expect(card).not.toContain("higher on");
});

test("has the screen's words on the prompt, not others beside its verdict", () => {
  const words = (subject: string) =>
    htmlReport(reportOf([reportedModel(releasedRun(subject))])).match(/<span class="words">([^<]*)</)?.[1];
  expect(words("gpt-4o-2024-05-13")).toBe("within the limits");
  expect(words("o1-mini-2024-09-12")).toBe(
    "do not interpret: answers that follow the order of the options; " +
      "do not interpret: answers that follow the wording of the prompt",
  );
});

test("a run of a few answers has a report too, with gaps instead of figures", () => {
  const items = loadKey("released").items.Security.map(({ item }) => item);
  const page = htmlReport(reportOf([reportedModel(straightLine(items, 4))]));
  expect(page.match(/NaN|undefined|Infinity/)?.[0]).toBeUndefined();
  expect(page.includes("no two could be compared")).toBe(true);
});

test("a run without a usable answer has a report too", () => {
  const responses = loadItems().map(({ id }) => ({
    item: id,
    variant: "v1" as const,
    repeat: 0,
    answer: { kind: "refusal" as const },
  }));
  const page = htmlReport(reportOf([reportedModel({ subject: "refuses", responses })]));
  expect(page.match(/NaN|undefined|Infinity/)?.[0]).toBeUndefined();
});

test("six models stay below 1.5 MB", () => {
  const models = Array.from({ length: 6 }, (_, index) => ({
    ...gpt,
    analysis: { ...gpt.analysis, profile: { ...gpt.analysis.profile, subject: `model ${index}` } },
  }));
  expect(Buffer.byteLength(htmlReport(reportOf(models)))).toBeLessThan(1_500_000);
});

test("needs a model", () => {
  expect(() => htmlReport(reportOf([]))).toThrow(new RangeError("htmlReport requires at least one model"));
});
