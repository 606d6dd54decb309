// The callbacks of `evaluate` run in the page.
/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { axeViolations } from "../fixtures/axe.ts";
import { CHROMIUM, launchChromium, NEEDS_CHROMIUM } from "../fixtures/chromium.ts";
import { cli } from "../fixtures/run-cli.ts";
import { seriesOf } from "../fixtures/run-series.ts";

const [BEFORE, AFTER] = ["gpt-4o-2024-05-13", "gpt-4o-2024-11-20"] as const;
const DESKTOP = { viewport: { width: 1280, height: 960 } };
const PHONE = { viewport: { width: 360, height: 740 }, colorScheme: "dark" as const };

type History = {
  readonly history: {
    readonly steps: readonly { readonly evidence: number }[];
    readonly lines: readonly {
      readonly scores: readonly number[];
      readonly band: { readonly lower: number; readonly upper: number };
    }[];
  };
};

describe.skipIf(CHROMIUM === undefined)(`the page of a history in a browser${NEEDS_CHROMIUM}`, () => {
  const folder = mkdtempSync(path.join(tmpdir(), "value-portrait-history-page-"));
  const file = path.join(folder, "history.html");
  let browser: Browser;
  let found: History;

  beforeAll(async () => {
    const runs = path.join(folder, "runs");
    seriesOf(runs, [BEFORE, BEFORE, BEFORE, BEFORE, AFTER, AFTER, AFTER, AFTER]);
    writeFileSync(file, (await cli("gate", "--history", runs, "--format", "html")).stdout);
    found = JSON.parse((await cli("gate", "--history", runs, "--format", "json")).stdout);
    browser = await launchChromium();
  });
  afterAll(async () => {
    await browser?.close();
  });

  const open = async (options: BrowserContextOptions): Promise<Page> => {
    const page = await (await browser.newContext(options)).newPage();
    await page.goto(pathToFileURL(file).href);
    return page;
  };

  test("says the verdict on the first screen, and draws the evidence there", async () => {
    const page = await open(DESKTOP);
    expect(await page.locator(".verdict").innerText()).toMatch(
      /Drifted.*The evidence of a change reached 20/s,
    );
    const box = await page.locator("#evidence svg.chart").boundingBox();
    expect((box?.y ?? Number.NaN) + (box?.height ?? Number.NaN)).toBeLessThan(DESKTOP.viewport.height);
  });

  test("draws evidence above its alarm level, and scores out of their band, where the figures are", async () => {
    const page = await open(DESKTOP);
    const alarm = await middleOf(page, "#evidence .alarm-line");
    const heights = await middlesOf(page, "#evidence svg.run .mark");
    expect(heights.map((y) => y < alarm[0])).toEqual(
      found.history.steps.map(({ evidence }) => evidence >= 20),
    );
    const bands = await page
      .locator("#lines .run-band")
      .evaluateAll((all) =>
        all.map((one) => [one.getBoundingClientRect().top, one.getBoundingClientRect().bottom]),
      );
    const marks = await middlesOf(page, "#lines svg.run .mark");
    const runs = found.history.steps.length;
    const outside = found.history.lines.flatMap(({ scores, band }) =>
      scores.map((score) => score < band.lower || score > band.upper),
    );
    const drawn = marks.map((y, place) => {
      const [top = Number.NaN, bottom = Number.NaN] = bands[Math.floor(place / runs)] ?? [];
      return y < top || y > bottom;
    });
    expect(drawn).toEqual(outside);
  });

  test("axe finds no violation with everything open, on a light desktop and a dark phone", async () => {
    for (const options of [DESKTOP, PHONE]) {
      const page = await open(options);
      await openAll(page);
      expect(await axeViolations(page)).toEqual([]);
    }
  });

  test("never scrolls sideways, down to 320 pixels, and cuts no label of a chart", async () => {
    for (const width of [1280, 768, 360, 320]) {
      const page = await open({ viewport: { width, height: 740 } });
      await openAll(page);
      expect(await page.evaluate(() => document.documentElement.scrollWidth), `${width}`).toBeLessThanOrEqual(
        width,
      );
      expect(await cutLabels(page), `${width}`).toEqual([]);
    }
  });

  test("prints light, with charts and labels whole, on A4", async () => {
    const page = await open({ ...DESKTOP, colorScheme: "dark" });
    await page.setViewportSize({ width: 690, height: 980 });
    await page.emulateMedia({ media: "print", colorScheme: "dark" });
    expect(await page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor)).toBe(
      "rgb(255, 255, 255)",
    );
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(690);
    expect(await cutLabels(page)).toEqual([]);
    await page.screenshot({ path: path.join(folder, "print.png") });
  });

  test("is worth looking at: pictures in light and on a dark phone", async () => {
    for (const [name, options] of Object.entries({ light: DESKTOP, phone: PHONE }))
      await (await open(options)).screenshot({ path: path.join(folder, `${name}.png`), fullPage: true });
  });
});

function openAll(page: Page): Promise<void> {
  return page.evaluate(() => {
    for (const details of document.querySelectorAll("details")) details.open = true;
  });
}

/** The heights of the middles of what is drawn. */
function middlesOf(page: Page, selector: string): Promise<number[]> {
  return page.locator(selector).evaluateAll((all) =>
    all.map((one) => {
      const { top, bottom } = one.getBoundingClientRect();
      return (top + bottom) / 2;
    }),
  );
}

async function middleOf(page: Page, selector: string): Promise<readonly [number]> {
  const [middle = Number.NaN] = await middlesOf(page, selector);
  return [middle];
}

/** Labels of charts that reach out of the page, or lie over each other. */
function cutLabels(page: Page): Promise<string[]> {
  return page.locator("svg.chart").evaluateAll((charts) =>
    charts.flatMap((chart) => {
      const texts = [...chart.querySelectorAll("text")].map((text) => ({
        text: text.textContent ?? "",
        box: text.getBoundingClientRect(),
      }));
      return texts
        .filter(
          ({ box }, place) =>
            box.left < 0 ||
            box.right > document.documentElement.clientWidth ||
            texts.some(
              (other, index) =>
                index < place &&
                other.box.left < box.right &&
                box.left < other.box.right &&
                other.box.top + 2 < box.bottom &&
                box.top + 2 < other.box.bottom,
            ),
        )
        .map(({ text }) => text);
    }),
  );
}
