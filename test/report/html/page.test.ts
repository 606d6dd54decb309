import { describe, expect, test } from "vitest";
import { DIMENSIONS, labelOf, VALUES } from "../../../src/instrument/dimensions.ts";
import { loadItems, loadKey } from "../../../src/release/data.ts";
import { htmlReport } from "../../../src/report/html/page.ts";
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
    const scores = page.slice(page.indexOf('<section id="scores"'), page.indexOf('<section id="tiers"'));
    const places = DIMENSIONS.map((dimension) => scores.indexOf(`scope="row">${labelOf(dimension)}<`));
    expect(places).toEqual(places.toSorted((one, other) => one - other));
    expect(places[0]).toBeGreaterThan(0);
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
