// The callbacks of `evaluate` run in the page.
/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
import { mkdtempSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { DIMENSIONS, labelOf, VALUES } from "../../src/instrument/dimensions.ts";
import { loadReference } from "../../src/release/reference.ts";
import { bounds, signed } from "../../src/report/html/figures.ts";
import { type ScoresFile, scoresFileSchema } from "../../src/report/scores-file.ts";
import { axeViolations } from "../fixtures/axe.ts";
import { CHROMIUM, launchChromium, NEEDS_CHROMIUM } from "../fixtures/chromium.ts";
import { releasedOutput } from "../fixtures/released-output.ts";
import { cli } from "../fixtures/run-cli.ts";

const ROOT = path.resolve(import.meta.dirname, "../..");

/** Where the picture of the README goes; without it, pictures stay in the test's folder. */
const SCREENSHOTS = process.env["VALUE_PORTRAIT_SCREENSHOTS"];

const MODELS = ["gpt-4o-2024-05-13", "claude-3.7-sonnet:thinking"];
const STRAIGHT_LINER = "claude-3-5-haiku-20241022";

const DESKTOP = { viewport: { width: 1280, height: 960 } };
const PHONE = { viewport: { width: 360, height: 740 }, deviceScaleFactor: 2 };

describe.skipIf(CHROMIUM === undefined)(`the HTML report in a browser${NEEDS_CHROMIUM}`, () => {
  const folder = mkdtempSync(path.join(tmpdir(), "value-portrait-page-"));
  const report = path.join(folder, "report.html");
  let browser: Browser;
  let scores: ScoresFile;
  const requested: string[] = [];

  beforeAll(async () => {
    const outputs = MODELS.map((model) => releasedOutput(folder, model));
    const { stdout } = await cli("score", ...outputs, "--format", "json");
    scores = scoresFileSchema.parse(JSON.parse(stdout));
    const { code, stderr } = await cli("report", ...outputs, "-o", report);
    expect(code, stderr).toBe(0);
    browser = await launchChromium();
  });
  afterAll(async () => {
    await browser?.close();
  });

  /** Opens a page from disk; anything else that it asks for is refused and remembered. */
  const open = async (file = report, options: BrowserContextOptions = DESKTOP): Promise<Page> => {
    const page = await (await browser.newContext(options)).newPage();
    const own = pathToFileURL(file).href;
    await page.route("**", (route) => {
      const url = route.request().url();
      if (url.split("#")[0] === own) return route.continue();
      requested.push(url);
      return route.abort();
    });
    page.on("console", (message) => requested.push(`console: ${message.text()}`));
    await page.goto(own);
    return page;
  };
  const picture = (name: string) => path.join(folder, `${name}.png`);

  test("is at most 1.5 MB", () => {
    expect(statSync(report).size).toBeLessThan(1_500_000);
  });

  test("prints the scores, intervals and differences from people that `score` gives", async () => {
    const page = await open();
    expect(await scoreRows(page)).toEqual(expectedRows(scores));
  });

  test("prints the ten values on each circle, and describes it in words", async () => {
    const page = await open();
    for (const [index, { scores: own }] of scores.profiles.entries()) {
      const circle = page.locator("svg.circle").nth(index);
      const labels = await circle.locator("text.value").evaluateAll(textsOf);
      expect(labels).toEqual(VALUES.map((value) => `${labelOf(value)}${signed(own[value]?.centred)}`));
      expect(await circle.locator("desc").textContent()).toContain(
        `Universalism ${signed(own.Universalism?.centred)}`,
      );
    }
  });

  test("draws each mark where its figure says", async () => {
    const page = await open();
    const [zero, one] = await page
      .locator("#scores .axis text")
      .evaluateAll((texts) =>
        ["0", "1"].map((label) =>
          Number.parseFloat(texts.find((text) => text.textContent === label)?.getAttribute("x") ?? ""),
        ),
      );
    const marks = await page
      .locator("#scores .plot svg:has(.mark)")
      .evaluateAll((all) => all.map((mark) => Number.parseFloat(mark.getAttribute("x") ?? "")));
    const centred = DIMENSIONS.flatMap((dimension) =>
      scores.profiles.map((profile) => profile.scores[dimension]?.centred ?? Number.NaN),
    );
    expect(marks).toHaveLength(centred.length);
    for (const [index, x] of marks.entries())
      expect((x - (zero ?? 0)) / ((one ?? 0) - (zero ?? 0))).toBeCloseTo(centred[index] ?? Number.NaN, 2);
  });

  test("says the verdict and the findings of each model on the first screen", async () => {
    const page = await open();
    for (const [index, { screen }] of scores.profiles.entries()) {
      const card = page.locator(".card").nth(index);
      expect(await card.locator(".verdict").innerText()).toContain(screen.summary);
      expect(await card.locator(".findings p").count()).toBe(2);
      const box = await card.locator(".findings").boundingBox();
      expect((box?.y ?? Number.NaN) + (box?.height ?? Number.NaN)).toBeLessThan(DESKTOP.viewport.height);
    }
  });

  test("axe finds no violation with everything open, on a light desktop and a dark phone", async () => {
    for (const options of [DESKTOP, { ...PHONE, colorScheme: "dark" as const }]) {
      const page = await open(report, options);
      await page.evaluate(() => {
        for (const details of document.querySelectorAll("details")) details.open = true;
      });
      expect(await axeViolations(page)).toEqual([]);
    }
  });

  test("the page never scrolls sideways, down to 320 pixels", async () => {
    for (const width of [1280, 1233, 1232, 768, 360, 320]) {
      const page = await open(report, { viewport: { width, height: 740 } });
      await page.evaluate(() => {
        for (const details of document.querySelectorAll("details")) details.open = true;
      });
      expect(await page.evaluate(() => document.documentElement.scrollWidth), `${width}`).toBeLessThanOrEqual(
        width,
      );
    }
  });

  test("the keyboard reaches everything in order, and what has the focus shows it", async () => {
    const page = await open();
    const first: string[] = [];
    for (let press = 0; press < 12; press += 1) {
      await page.keyboard.press("Tab");
      first.push(await page.evaluate(describeFocus));
    }
    expect(first).toMatchInlineSnapshot(`
      [
        "a Skip to the results",
        "input theme-auto",
        "select pick-a",
        "select pick-b",
        "a Why?",
        "a Why?",
        "summary Scores",
        "summary Differences from the baseline",
        "summary Why this verdict",
        "summary Tiers",
        "summary How the models answered",
        "summary By topic",
      ]
    `);
    const topics = page.locator(".part:has(#topics)");
    await page.keyboard.press("Enter");
    expect(await topics.evaluate((part: HTMLDetailsElement) => part.open)).toBe(true);
    await page.locator("#pick-a").focus();
    await page.keyboard.type("grok");
    expect(await drawn(page, "svg.circle .releases path")).toBe(MODELS.length);
  });

  test("a picked released model is drawn and named, and lies where its score is", async () => {
    const page = await open();
    expect(await drawn(page, ".releases path")).toBe(0);
    await page.locator("#pick-b").selectOption({ label: "grok-2-1212" });
    expect(await drawn(page, "svg.circle .releases path")).toBe(MODELS.length);
    expect(await drawn(page, "#scores .releases path")).toBe(MODELS.length * DIMENSIONS.length);
    await page.locator(".part:has(#scores)>summary").click();
    expect(await page.locator("#scores p.keys").innerText()).toContain("grok-2-1212");
  });

  test("colours follow the system until the reader chooses", async () => {
    const page = await open(report, { ...DESKTOP, colorScheme: "dark" });
    const background = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
    expect(await background()).toBe("rgb(20, 23, 27)");
    await page.locator("label[for=theme-light]").click();
    expect(await background()).toBe("rgb(255, 255, 255)");
  });

  test("the text of charts can be selected", async () => {
    const page = await open();
    await page.locator("svg.circle text.value").first().dblclick();
    expect(await page.evaluate(() => getSelection()?.toString().trim())).toBe("Universalism");
  });

  test("prints light, without controls, on A4", async () => {
    const page = await open(report, { ...DESKTOP, colorScheme: "dark" });
    await page.locator("label[for=theme-dark]").click();
    await page.setViewportSize({ width: 690, height: 980 });
    await page.emulateMedia({ media: "print", colorScheme: "dark" });
    expect(await page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor)).toBe(
      "rgb(255, 255, 255)",
    );
    expect(await page.locator(".picker:visible, .themes:visible, .why:visible").count()).toBe(0);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(690);
    await page.screenshot({ path: picture("print"), clip: { x: 0, y: 0, width: 690, height: 980 } });
  });

  test("prints a short edition of at most 4 pages, and what is open besides", async () => {
    const page = await open();
    const short = await page.pdf({ format: "A4" });
    expect(pagesOf(short)).toBeLessThanOrEqual(4);
    await page.emulateMedia({ media: "print" });
    for (const printed of ["#scores .forest", "#differences .forest", "#method dl"])
      expect(await page.locator(printed).isVisible(), printed).toBe(true);
    expect(await page.locator("#tiers p").first().isVisible()).toBe(false);
    await page.evaluate(() => document.querySelector("#tiers")?.closest("details")?.setAttribute("open", ""));
    expect(await page.locator("#tiers p").first().isVisible()).toBe(true);
    expect(pagesOf(await page.pdf({ format: "A4" }))).toBeGreaterThan(pagesOf(short));
  });

  test("is short on a phone until sections are opened", async () => {
    const page = await open(report, { viewport: { width: 390, height: 844 } });
    expect(await page.evaluate(() => document.documentElement.scrollHeight)).toBeLessThan(6000);
  });

  test("a link into a closed section opens it", async () => {
    const page = await open();
    await page.locator(".why").last().click();
    const table = page.locator("#screen-1 table");
    await expect.poll(() => table.isVisible()).toBe(true);
    await expect.poll(async () => (await table.boundingBox())?.y).toBeLessThan(DESKTOP.viewport.height / 2);
    await page.goto(`${pathToFileURL(report).href}#tiers`);
    await expect.poll(() => page.locator("#tiers p").first().isVisible()).toBe(true);
  });

  test("cuts no table of twelve models, and tells them apart", async () => {
    const file = path.join(folder, "twelve.html");
    const models = loadReference("released").released.slice(0, 12);
    const names = models.map(({ subject }) => subject);
    const { code, stderr } = await cli("report", ...names, "--no-texts", "--resamples", "100", "-o", file);
    expect(code, stderr).toBe(0);
    for (const width of [1280, 390]) {
      const page = await open(file, { viewport: { width, height: 900 } });
      await page.evaluate(() => {
        for (const part of document.querySelectorAll("details.part, #screen details, #behaviour details"))
          part.setAttribute("open", "");
      });
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
      expect(await page.locator("table").evaluateAll(cutTables), `${width}`).toEqual([]);
      const behind = await page.locator("#behaviour .scroll, #scores .scroll").evaluateAll(scrolled);
      if (width === 1280) expect(behind).toEqual([]);
      await page.context().close();
    }
    const page = await open(file);
    const marks = await page
      .locator(".card h2 .mark")
      .evaluateAll((all) => all.map((mark) => `${getComputedStyle(mark).fill} ${mark.getAttribute("d")}`));
    expect(new Set(marks).size).toBe(12);
    expect(new Set(marks.map((mark) => mark.split(" M")[0])).size).toBe(12);
  });

  test("a straight-liner's page warns before its figures, and draws them hollow", async () => {
    const file = path.join(folder, "straight-liner.html");
    await cli("report", STRAIGHT_LINER, "--resamples", "100", "-o", file);
    const page = await open(file);
    const y = async (selector: string) =>
      (await page.locator(selector).first().boundingBox())?.y ?? Number.NaN;
    expect(await page.locator(".badge").innerText()).toContain("Do not interpret");
    expect(await y(".badge")).toBeLessThan(await y("svg.circle text.value"));
    expect(await page.locator("svg.circle.doubtful").count()).toBe(1);
    expect(await axeViolations(page)).toEqual([]);
  });

  test("is worth looking at: pictures in light, dark and on a phone", async () => {
    const light = await open();
    await light.screenshot({ path: picture("light") });
    await light.locator("#pick-a").selectOption({ label: "deepseek-r1" });
    const target = SCREENSHOTS === undefined ? folder : path.join(ROOT, SCREENSHOTS);
    const shown = path.join(target, "report.png");
    await light.screenshot({ path: shown, clip: { x: 0, y: 0, width: 1280, height: 960 } });
    expect(statSync(shown).size).toBeLessThan(300_000);
    await (await open(report, { ...DESKTOP, colorScheme: "dark" })).screenshot({ path: picture("dark") });
    await (await open(report, PHONE)).screenshot({ path: picture("phone") });
  });

  test("nothing but the file was asked for, and nothing was reported in the console", () => {
    expect(requested).toEqual([]);
  });
});

type ScoreRow = Readonly<Record<"dimension" | "model" | "score" | "people" | "items", string>>;

/** What the table of scores says, row by row. */
function scoreRows(page: Page): Promise<ScoreRow[]> {
  return page.locator("#scores .forest tbody").evaluateAll((groups) =>
    groups.flatMap((group) => {
      const rows = [...group.querySelectorAll("tr:not(.section)")];
      const dimension = rows[0]?.querySelector("th")?.textContent ?? "";
      return rows.map((row) => {
        const cell = (selector: string) => row.querySelector(selector)?.textContent ?? "";
        return {
          dimension,
          model: cell(".model span"),
          score: cell('[data-label="Score [95%]"]'),
          people: cell('[data-label="Against people"]'),
          items: cell("[data-label=Items]"),
        };
      });
    }),
  );
}

function expectedRows({ profiles }: ScoresFile): ScoreRow[] {
  return DIMENSIONS.flatMap((dimension) =>
    profiles.map(({ subject, scores }): ScoreRow => {
      const score = scores[dimension];
      const uncertainty = score?.uncertainty;
      const interval = uncertainty?.kind === "interval" ? uncertainty.student : undefined;
      return {
        dimension: labelOf(dimension),
        model: subject,
        score: `${signed(score?.centred)} ${bounds(interval)}`,
        people: `${signed(score?.people?.difference)} ${bounds(score?.people?.interval)}`,
        items: String(score?.n),
      };
    }),
  );
}

/** Tables that reach beyond the page and do not scroll. */
function cutTables(tables: readonly Element[]): string[] {
  return tables
    .filter((table) => table.getBoundingClientRect().right > innerWidth && table.closest(".scroll") === null)
    .map((table) => table.outerHTML.slice(0, 100));
}

/** Boxes whose content is wider than they are. */
function scrolled(boxes: readonly Element[]): (string | null)[] {
  return boxes
    .filter((box) => box.scrollWidth > box.clientWidth)
    .map((box) => box.getAttribute("aria-label"));
}

/** How many pages a PDF of Chromium has. */
function pagesOf(pdf: Buffer): number {
  return pdf.toString("latin1").match(/\/Type\s*\/Page\b/g)?.length ?? 0;
}

/** How many of these are drawn; upright lines have no width, so Playwright's own test calls them invisible. */
function drawn(page: Page, selector: string): Promise<number> {
  return page
    .locator(selector)
    .evaluateAll((all) => all.filter((one) => getComputedStyle(one).display !== "none").length);
}

function textsOf(elements: readonly Element[]): string[] {
  return elements.map((element) => element.textContent ?? "");
}

/** The element that has the focus, and whether it or its label is outlined. */
function describeFocus(): string {
  const element = document.activeElement;
  if (element === null) return "nothing";
  const name =
    element.id ||
    element.getAttribute("aria-label") ||
    (element.querySelector("h2") ?? element).textContent?.trim().slice(0, 30);
  const label = element.nextElementSibling ?? element;
  const shown = [element, label].some((one) => getComputedStyle(one).outlineStyle !== "none");
  return `${element.tagName.toLowerCase()} ${name}${shown ? "" : " (no focus ring)"}`;
}
