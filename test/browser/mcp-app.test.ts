// The callbacks of `evaluate` run in the page.
/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
import { mkdtempSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { CallToolResult } from "@modelcontextprotocol/client";
import type { Frame } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { DIMENSIONS, labelOf, VALUES } from "../../src/instrument/dimensions.ts";
import { bounds, signed } from "../../src/report/html/figures.ts";
import type {} from "../fixtures/app-host.ts";
import { axeViolations } from "../fixtures/axe.ts";
import { CHROMIUM, NEEDS_CHROMIUM } from "../fixtures/chromium.ts";
import { type AppPages, DESKTOP, startAppPages, viewOf } from "../fixtures/mcp-app-pages.ts";
import { mcpContext, newFolder } from "../fixtures/mcp-context.ts";
import { runFileOf } from "../fixtures/run-file.ts";

const ROOT = path.resolve(import.meta.dirname, "../..");

/** Where the picture of the documentation goes; without it, pictures stay in the test's folder. */
const SCREENSHOTS = process.env["VALUE_PORTRAIT_SCREENSHOTS"];

const GPT = "model/gpt-4o-2024-05-13";
const OPUS = "model/claude-3-opus-20240229";
const STRAIGHT_LINER = "model/claude-3-5-haiku-20241022";

const PHONE = { viewport: { width: 320, height: 740 }, deviceScaleFactor: 2 };

const cell = z.union([z.string(), z.number()]);
const rowsSchema = z.object({ id: z.string(), rows: z.array(z.array(cell)) });
const answerSchema = z.object({
  profiles: z.array(
    rowsSchema.extend({
      name: z.string(),
      validity: z.string(),
      axes: rowsSchema.omit({ id: true }).optional(),
    }),
  ),
  differences: z.object({ profiles: z.array(rowsSchema) }).optional(),
  caveats: z.array(z.string()),
});
type Answer = z.infer<typeof answerSchema>;

describe.skipIf(CHROMIUM === undefined)(`the picture in a host of MCP Apps${NEEDS_CHROMIUM}`, () => {
  const folder = mkdtempSync(path.join(tmpdir(), "value-portrait-app-"));
  const runs = newFolder();
  let pages: AppPages;
  const call: AppPages["call"] = (args) => pages.call(args);
  const host: AppPages["host"] = (...options) => pages.host(...options);
  const draw: AppPages["draw"] = (...options) => pages.draw(...options);

  beforeAll(async () => {
    const run = runFileOf("o1-mini-2024-09-12", {}, "<img src=x onerror=alert(1)>");
    writeFileSync(path.join(runs, "hostile.json"), JSON.stringify(run));
    pages = await startAppPages(mcpContext({ runFolders: [runs] }));
  });
  afterAll(() => pages?.close());

  const picture = (name: string) => path.join(folder, `${name}.png`);

  test("introduces itself, and says what it waits for", async () => {
    const page = await host();
    expect(await page.evaluate(() => window.host.introduced())).toMatchObject({ name: "value-portrait" });
    const state = viewOf(page).locator("#state");
    expect(await state.innerText()).toBe("Waiting for the profiles.");
    await page.evaluate((id) => window.host.passInput({ ids: [id] }), GPT);
    await expect.poll(() => state.innerText()).toBe(`Reading ${GPT}.`);
    await page.evaluate(() => window.host.callOff());
    await expect.poll(() => state.innerText()).toContain("called off");
  });

  test("answers what the host asks of every page", async () => {
    const page = await host();
    expect(await page.evaluate(() => window.host.tearDown())).toEqual({});
  });

  test.each([
    ["one profile", { ids: [OPUS] }],
    ["two profiles and what is between them", { ids: [OPUS, GPT], baseline: GPT }],
    ["two profiles beside a third", { ids: [OPUS, GPT], baseline: "human/raters" }],
    ["all families, axes first", { ids: [OPUS, GPT], family: "all", key: "weighted", baseline: GPT }],
  ])("prints the figures of the tool: %s", async (_, args) => {
    const result = await call(args);
    const { view } = await draw(result);
    expect(await rowsOf(view)).toEqual(expectedRows(answerSchema.parse(result.structuredContent)));
  });

  test("prints the ten values on the circle, first by second, and describes them in words", async () => {
    const result = await call({ ids: [OPUS, GPT] });
    const { profiles } = answerSchema.parse(result.structuredContent);
    const { view } = await draw(result);
    const labels = await view.locator("svg.circle text.value").evaluateAll(textsOf);
    const scoreOf = (value: string, place: number) =>
      numberIn(
        profiles[place]?.rows.find(([dimension]) => dimension === value),
        1,
      );
    expect(labels).toEqual(
      VALUES.map((value) => `${labelOf(value)}${signed(scoreOf(value, 0))} / ${signed(scoreOf(value, 1))}`),
    );
    expect(await view.locator("svg.circle desc").textContent()).toContain(
      `Universalism ${signed(scoreOf("Universalism", 0))} [`,
    );
    expect(await view.locator("svg.circle .mark").count()).toBe(20);
  });

  test("draws each mark where its figure says, between the ticks of the axis", async () => {
    const { view } = await draw(await call({ ids: [OPUS, GPT] }));
    const ticks = await view
      .locator(".axis text")
      .evaluateAll((texts) =>
        texts.map((text) => [
          Number(text.textContent?.replace("−", "-")),
          Number.parseFloat(text.getAttribute("x") ?? ""),
        ]),
      );
    const [[low = 0, left = 0] = [], [high = 0, right = 0] = []] = [ticks[0], ticks.at(-1)];
    const rows = await view.locator("tr:has(.plot)").evaluateAll((all) =>
      all.map((row) => ({
        figure: Number.parseFloat((row.querySelector(".score")?.textContent ?? "").replace("−", "-")),
        x: Number.parseFloat(row.querySelector(".plot svg:has(>.mark)")?.getAttribute("x") ?? ""),
      })),
    );
    expect(rows).toHaveLength(20);
    for (const { figure, x } of rows)
      expect(low + ((x - left) / (right - left)) * (high - low)).toBeCloseTo(figure, 6);
  });

  test("has verdicts before the picture and caveats after it", async () => {
    const result = await call({ ids: [OPUS], baseline: GPT });
    const { profiles, caveats } = answerSchema.parse(result.structuredContent);
    const { view } = await draw(result);
    const text = await view.locator("main").innerText();
    const places = ["Interpretable", profiles[0]?.validity ?? "", "Universalism", ...caveats].map((part) =>
      text.indexOf(part),
    );
    expect(places).not.toContain(-1);
    expect(places).toEqual(places.toSorted((one, other) => one - other));
  });

  test("strikes out a profile that is not to be interpreted, and says why before all else", async () => {
    const { view } = await draw(await call({ ids: [STRAIGHT_LINER], baseline: GPT }));
    const y = async (selector: string) =>
      (await view.locator(selector).first().boundingBox())?.y ?? Number.NaN;
    expect(await view.locator(".badge").innerText()).toContain("Do not interpret");
    expect(await view.locator(".warnings").innerText()).toContain("straight-lining");
    expect(await y(".warnings")).toBeLessThan(await y("svg.circle"));
    expect(await view.locator("svg.circle .stamp").textContent()).toBe("Do not interpret");
    expect(await view.locator("svg.circle .doubtful .mark").count()).toBe(10);
    expect(await view.locator(".plot:not(.hollow)").count()).toBe(0);
    expect(await view.locator(".verdict:not(:has(s))").count()).toBe(0);
    expect(await view.locator(".real").count()).toBe(0);
  });

  test("strikes out one of two, and differences from a baseline that is not to be interpreted", async () => {
    const { view } = await draw(await call({ ids: [OPUS, STRAIGHT_LINER], baseline: STRAIGHT_LINER }));
    expect(await view.locator("svg.circle .stamp").count()).toBe(0);
    expect(await view.locator("svg.circle .m1.doubtful .mark").count()).toBe(10);
    expect(await view.locator("svg.circle .m0.doubtful").count()).toBe(0);
    expect(await view.locator("figcaption").innerText()).toContain("(do not interpret)");
    expect(await view.locator(".alarm").innerText()).toContain("says nothing about values");
    expect(await view.locator(".verdict:not(:has(s))").count()).toBe(0);
  });

  test("draws the first two of more, and says so", async () => {
    const { view } = await draw(await call({ ids: [OPUS, GPT, STRAIGHT_LINER] }));
    expect(await view.locator("h2").allInnerTexts()).toHaveLength(2);
    expect(await view.locator(".alarm").innerText()).toBe("Only the first 2 of 3 profiles are drawn.");
  });

  test("warns of reading a difference out of two intervals", async () => {
    const { view } = await draw(await call({ ids: [OPUS, GPT] }));
    expect(await view.locator("main").innerText()).toContain("Intervals that overlap say nothing");
  });

  test("traits have intervals and no circle", async () => {
    const { view } = await draw(await call({ ids: [GPT], family: "traits" }));
    expect(await view.locator("svg.circle").count()).toBe(0);
    expect(await view.locator("tbody th").allInnerTexts()).toHaveLength(5);
  });

  test("a value without an interval is drawn hollow, and one without a score not at all", async () => {
    const result = await call({ ids: [GPT] });
    const changed = changedRows(result, (rows) =>
      rows
        .slice(1)
        .map(([dimension = "", score = "", ...rest]) => [
          dimension,
          score,
          ...(dimension === "Power" ? ["", "", ...rest.slice(2)] : rest),
        ]),
    );
    const { view } = await draw(changed);
    expect(await view.locator("svg.circle .mark").count()).toBe(9);
    expect(await view.locator("svg.circle text.value").first().textContent()).toBe("Universalism–");
    expect(await view.locator("tr:has(.hollow) .score").allInnerTexts()).toEqual([
      expect.stringContaining("no interval"),
    ]);
  });

  test("a refusal is said in the tool's words, and a result without figures as what it is", async () => {
    for (const [result, words] of [
      [await call({ ids: ["nobody"] }), 'no profile "nobody"'],
      [{ content: [{ type: "text", text: "{}" }] }, "the host passed on no figures"],
      [{ content: [], structuredContent: { profiles: "none" } }, "the host passed on no figures"],
    ] as const) {
      const page = await host();
      await page.evaluate((passed) => window.host.passResult(passed), result as CallToolResult);
      await expect.poll(() => viewOf(page).locator("main").innerText()).toContain(words);
      await page.context().close();
    }
  });

  describe("strangers' names", () => {
    test.each([
      ["markup", "<img src=x onerror=alert(1)><script>alert(2)</script>"],
      ["from right to left", "\u202egpj.exe\u202c \u2067abc"],
      ["300 letters", `${"m".repeat(150)} ${"n".repeat(149)}`],
      ["what ends our own elements", "</template></script><style>*{display:none}</style>"],
      ["a name of JavaScript's", "constructor"],
    ])("are text, wherever they stand: %s", async (_, name) => {
      const result = await call({ ids: [OPUS, GPT], baseline: GPT });
      const { view } = await draw(hostileResult(result, name), PHONE);
      expect(await view.locator("h2").first().textContent()).toContain(name);
      expect(await view.locator("h2 bdi").first().textContent()).toBe(name);
      expect(await view.locator("main :is(img, script, style, a, iframe)").count()).toBe(0);
      expect(await view.locator("tbody th").first().innerText()).toBe(name);
      expect(await view.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
    });

    test("of a run file go all the way, from the file to the page", async () => {
      const { view } = await draw(await call({ ids: [await runId()] }));
      expect(await view.locator("h2").innerText()).toContain("<img src=x onerror=alert(1)>");
      expect(await view.locator("img").count()).toBe(0);
    });
  });

  test("reports its height, and again when something is opened", async () => {
    const { page, view } = await draw(await call({ ids: [GPT] }));
    const height = () => page.evaluate(() => window.host.sizes.at(-1)?.height ?? 0);
    const body = () => view.evaluate(() => Math.ceil(document.body.getBoundingClientRect().height));
    await expect.poll(height).toBe(await body());
    expect(await view.evaluate(() => document.documentElement.scrollHeight <= innerHeight)).toBe(true);
    const before = await height();
    await view.locator("summary").last().click();
    await expect.poll(height).toBeGreaterThan(before);
    expect(await height()).toBe(await body());
  });

  test("follows the theme of the host, at first and later, whatever the system prefers", async () => {
    const { page, view } = await draw(
      await call({ ids: [GPT] }),
      { ...DESKTOP, colorScheme: "light" },
      "dark",
    );
    const background = () => view.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
    expect(await background()).toBe("rgb(20, 23, 27)");
    await page.evaluate(() => window.host.changeContext({ theme: "light" }));
    await expect.poll(background).toBe("rgb(255, 255, 255)");
    await page.evaluate(() => window.host.changeContext({ theme: "dark" }));
    await page.emulateMedia({ media: "print" });
    await expect.poll(background).toBe("rgb(255, 255, 255)");
  });

  test("never scrolls sideways, down to 320 pixels", async () => {
    const result = await call({ ids: [OPUS, STRAIGHT_LINER], family: "all", key: "weighted", baseline: GPT });
    const { page, view } = await draw(result);
    for (const width of [1200, 760, 641, 639, 480, 360, 320]) {
      await page.setViewportSize({ width, height: 900 });
      await expect.poll(() => view.evaluate(() => innerWidth)).toBe(width);
      expect(await view.evaluate(() => document.documentElement.scrollWidth), `${width}`).toBeLessThanOrEqual(
        width,
      );
    }
  });

  test("the keyboard reaches what can be opened, and opens it", async () => {
    const { page, view } = await draw(await call({ ids: [STRAIGHT_LINER] }));
    const focused = () => view.evaluate(() => document.activeElement?.textContent);
    await page.keyboard.press("Tab");
    await expect.poll(focused).toBe("Why");
    await page.keyboard.press("Tab");
    await expect.poll(focused).toBe("How the figures are made");
    expect(
      await view.evaluate(() => getComputedStyle(document.activeElement ?? document.body).outlineStyle),
    ).toBe("solid");
    await page.keyboard.press("Enter");
    expect(
      await view
        .locator("details")
        .last()
        .evaluate((part: HTMLDetailsElement) => part.open),
    ).toBe(true);
  });

  test.each([
    ["two profiles on a light desktop", { ids: [OPUS, GPT], baseline: GPT }, DESKTOP, "light"],
    ["a struck one on a dark phone", { ids: [STRAIGHT_LINER], baseline: GPT }, PHONE, "dark"],
    ["all families in the dark", { ids: [OPUS], family: "all", key: "weighted" }, DESKTOP, "dark"],
  ] as const)("axe finds no violation: %s", async (_, args, options, theme) => {
    const { view } = await draw(await call(args), options, theme);
    await view.evaluate(() => {
      for (const details of document.querySelectorAll("details")) details.open = true;
    });
    expect(await axeViolations(view)).toEqual([]);
  });

  test("is worth looking at: pictures of one, two, a struck one, in the dark and on a phone", async () => {
    const shoot = async (
      file: string,
      args: Record<string, unknown>,
      options: { viewport: { width: number; height: number } } = DESKTOP,
      theme: "light" | "dark" = "light",
      most = Number.POSITIVE_INFINITY,
    ) => {
      const { page, view } = await draw(await call(args), options, theme);
      const height = await view.evaluate(() => Math.ceil(document.body.getBoundingClientRect().height));
      await page.setViewportSize({ width: options.viewport.width, height });
      await page.screenshot({
        path: file,
        clip: { x: 0, y: 0, width: options.viewport.width, height: Math.min(height, most) },
      });
      await page.context().close();
      return file;
    };
    await shoot(picture("one"), { ids: [OPUS] });
    await shoot(picture("struck"), { ids: [STRAIGHT_LINER], baseline: GPT });
    await shoot(picture("dark"), { ids: [OPUS, STRAIGHT_LINER], baseline: GPT }, DESKTOP, "dark");
    await shoot(picture("phone-start"), { ids: [OPUS, GPT], baseline: GPT }, PHONE, "light", 1400);
    await shoot(picture("phone"), { ids: [OPUS, GPT], baseline: GPT }, PHONE);
    const target = SCREENSHOTS === undefined ? folder : path.join(ROOT, SCREENSHOTS);
    const shown = await shoot(
      path.join(target, "mcp-app.png"),
      { ids: [OPUS, GPT], baseline: GPT },
      DESKTOP,
      "light",
      950,
    );
    expect(statSync(shown).size).toBeLessThan(200_000);
  });

  test("nothing but the page was asked for, and nothing was reported in the console", () => {
    expect(pages.requested).toEqual([]);
  });

  /** The one run of the server. */
  const runId = async (): Promise<string> => {
    const listed = await pages.client.callTool({ name: "list_value_profiles", arguments: {} });
    const [, id = ""] = /"(run\/[^"]+)"/.exec(JSON.stringify(listed.structuredContent)) ?? [];
    return id;
  };
});

/** The rows of the table, each as dimension, figure and what stands behind it. */
function rowsOf(view: Frame): Promise<string[]> {
  return view.locator("tbody:not(.family)").evaluateAll((groups) =>
    groups.flatMap((group) =>
      [...group.querySelectorAll("tr")].map((row) => {
        const text = (selector: string) => row.querySelector(selector)?.textContent ?? "";
        const isDifference = row.classList.contains("difference");
        return [
          group.querySelector("th")?.textContent,
          text(".whose"),
          text(".score"),
          ...(isDifference
            ? [/[\d.]+/.exec(text(".plot-cell"))?.[0], text(".verdict")]
            : [text(".people-cell"), text(".items"), text(".tier")]),
        ].join(" | ");
      }),
    ),
  );
}

function expectedRows({ profiles, differences }: Answer): string[] {
  const known = new Map<unknown, string>(DIMENSIONS.map((dimension) => [dimension, labelOf(dimension)]));
  const shown = profiles.slice(0, 2);
  const names = [...new Set(shown.flatMap(({ rows }) => rows.map(([name]) => name)))];
  const axisNames = [...new Set(shown.flatMap(({ axes }) => axes?.rows.map(([name]) => name) ?? []))];
  const line = (row: Answer["profiles"][0]["rows"][0], name: string, ends: readonly string[]) =>
    [
      known.get(row[0]) ?? row[0],
      name,
      `${signed(numberIn(row, 1))} ${bounds({ lower: numberIn(row, 2), upper: numberIn(row, 3) })}`,
      ...ends,
    ].join(" | ");
  return [
    ...axisNames.flatMap((dimension) =>
      shown.flatMap(({ name, axes }) =>
        (axes?.rows ?? []).flatMap((row) => (row[0] === dimension ? line(row, name, ["", "", ""]) : [])),
      ),
    ),
    ...names.flatMap((dimension) => [
      ...shown.flatMap(({ name, rows }) =>
        rows.flatMap((row) =>
          row[0] === dimension
            ? line(row, name, [signed(numberIn(row, 5)), String(row[4]), String(row[6])])
            : [],
        ),
      ),
      ...shown.flatMap(({ id, name }) =>
        (differences?.profiles.find((own) => own.id === id)?.rows ?? []).flatMap((row) =>
          row[0] === dimension ? line(row, name, [String(row[4]), String(row[5])]) : [],
        ),
      ),
    ]),
  ];
}

function numberIn(row: readonly (string | number)[] | undefined, place: number): number {
  return z.number().parse(row?.[place]);
}

/** A result with other rows in its first profile. */
function changedRows(
  result: CallToolResult,
  change: (rows: Answer["profiles"][0]["rows"]) => Answer["profiles"][0]["rows"],
): CallToolResult {
  const { profiles, ...rest } = z
    .looseObject({ profiles: z.array(z.looseObject(rowsSchema.shape)) })
    .parse(result.structuredContent);
  const [first, ...others] = profiles;
  return {
    ...result,
    structuredContent: { ...rest, profiles: [{ ...first, rows: change(first?.rows ?? []) }, ...others] },
  };
}

/** A result in which every word is a stranger's, as no server of ours would send it. */
function hostileResult(result: CallToolResult, words: string): CallToolResult {
  const kept = ["claude-3-opus", "verdict", "inconclusive", "equivalent"];
  const replaced = (value: unknown, name = ""): unknown => {
    if (Array.isArray(value)) return name === "columns" ? value : value.map((one) => replaced(one, name));
    if (typeof value === "object" && value !== null)
      return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, replaced(one, key)]));
    return typeof value === "string" && !["id", "baseline"].includes(name) && !kept.includes(value)
      ? words
      : value;
  };
  return { ...result, structuredContent: { ...z.looseObject({}).parse(replaced(result.structuredContent)) } };
}

function textsOf(elements: readonly Element[]): string[] {
  return elements.map((element) => element.textContent ?? "");
}
