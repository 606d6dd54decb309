import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Browser, Locator, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { SOME_FAILED } from "../../scripts/promptfoo-cli.ts";
import { MISSING_METRIC, metricOf } from "../../src/contract/metric-names.ts";
import { VALUES } from "../../src/instrument/dimensions.ts";
import { dimensionsByItem } from "../../src/instrument/key.ts";
import { loadItems, loadKey } from "../../src/release/data.ts";
import { type ScoresFile, scoresFileSchema } from "../../src/report/scores-file.ts";
import { CHROMIUM, launchChromium, NEEDS_CHROMIUM } from "../fixtures/chromium.ts";
import { readResults } from "../fixtures/promptfoo-results.ts";
import { type PromptfooView, startView } from "../fixtures/promptfoo-view.ts";
import { cli } from "../fixtures/run-cli.ts";
import { newEvalFolder, promptfooIn } from "../fixtures/run-promptfoo.ts";

const ROOT = path.resolve(import.meta.dirname, "../..");

/** Where the pictures of the README go; without it they are made in the eval's folder. */
const SCREENSHOTS = process.env["VALUE_PORTRAIT_SCREENSHOTS"];

/** A cache without texts, so that prompts are shown in our own words. */
const NO_TEXTS = { XDG_CACHE_HOME: "/nowhere", VALUE_PORTRAIT_TEXTS: "" };

/** Of the window: in a README the letters are still legible. */
const WIDTH = 1500;
const HEIGHT = 1000;

const SONNET = "claude-3-5-sonnet-20241022";
/** Of its answers 14 hold no rating. */
const HAIKU = "claude-3-5-haiku-20241022";

describe.skipIf(CHROMIUM === undefined)(`the default eval in promptfoo's UI${NEEDS_CHROMIUM}`, () => {
  const folder = newEvalFolder();
  const config = readFileSync(path.join(ROOT, "promptfooconfig.yaml"), "utf8").replaceAll(
    "file://src/",
    `file://${ROOT}/src/`,
  );
  let first: Evaluated;
  let second: Evaluated;
  let view: PromptfooView;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    first = await evaluate(folder, "first", config);
    second = await evaluate(folder, "second", config.replaceAll(SONNET, HAIKU), [
      "--filter-providers",
      HAIKU,
    ]);
    view = await startView(folder);
    browser = await launchChromium();
  });
  afterAll(async () => {
    await browser?.close();
    await view?.close();
  });
  beforeEach(async () => {
    await page?.context().close();
    const context = await browser.newContext({ viewport: { width: WIDTH, height: HEIGHT }, locale: "en-US" });
    page = await context.newPage();
  });

  const open = async ({ id }: Evaluated) => {
    await page.goto(`${view.url}/eval/${id}`);
    await page.locator(".output-header .metric-chip").first().waitFor();
  };
  const screenshot = (name: string, height = HEIGHT) => {
    const { width = WIDTH } = page.viewportSize() ?? {};
    const target = SCREENSHOTS === undefined ? folder : path.join(ROOT, SCREENSHOTS);
    return page.screenshot({ path: path.join(target, `${name}.png`), clip: { x: 0, y: 0, width, height } });
  };

  test("each column's header shows the ten scores that `value-portrait score` gives, and nothing else", async () => {
    await open(first);
    expect(await headers(page)).toEqual(expectedHeaders(first));
    await page
      .getByText(`INTERPRETABLE: published:gpt-4o-2024-05-13, published:${SONNET}`, { exact: true })
      .first()
      .waitFor();
    await hideColumns(page, "item", "query");
    await screenshot("scores-in-the-header");
  });

  test("a row shows item, variant, query and response in our words, the rating and the answer", async () => {
    await open(first);
    const row = page.locator("tbody tr", { hasText: metricOf("Power") }).first();
    const [item = "", variant, query, response, answer] = await row.locator("td").allInnerTexts();
    const asked = loadItems().find(({ id }) => id === item.trim());
    expect([variant, query, response].map((text) => text?.trim())).toEqual([
      "v1",
      asked?.query.gist,
      asked?.gist,
    ]);
    expect(answer).toMatch(/PASS[\s\S]*#Power\s+[1-6]\.00[\s\S]*like me/);
  });

  test("a row's details show prompt, answer, rating with its reason, and metadata", async () => {
    await open(first);
    await page.getByLabel("View output and test details").first().click();
    const details = page.getByRole("dialog");
    const keyed = dimensionsByItem(loadKey("released"));
    const item = loadItems().find(({ id }) => keyed.has(id));
    await showing(
      details,
      `item ${item?.id}, prompt v1`,
      `Query: ${item?.query.gist}`,
      `Response: ${item?.gist}`,
    );
    await page.getByRole("tab", { name: "Evaluation" }).click();
    await showing(details, 'Rated 6 of 6: "very much like me"');
    await hidePaths(page);
    await screenshot("row-evaluation", 330);
    await page.getByRole("tab", { name: "Metadata" }).click();
    await showing(details, "variant", "v1", "dimensions", "topics", "source", "reddit");
  });

  test("filters by metadata", async () => {
    await open(first);
    await page.getByLabel("View output and test details").first().click();
    await page.getByRole("tab", { name: "Metadata" }).click();
    await page.getByLabel("Filter by variant").click();
    await shown(page, 317);
    expect(await headers(page)).toEqual(expectedHeaders(first));
  });

  test("a click on a value's chip filters the rows that measure it", async () => {
    await open(first);
    await page
      .getByLabel(`Filter by metric ${metricOf("Power")}`)
      .first()
      .click();
    await shown(page, loadKey("released").items.Power.length * 6);
    for (const row of await page.locator("tbody tr").allInnerTexts())
      expect(row).toContain(metricOf("Power"));
    expect(await headers(page)).toEqual(expectedHeaders(first));
    await hideColumns(page, "item", "query");
    await screenshot("filtered-by-a-value");
  });

  test("missing answers are said over the table and behind the ten values, where they filter their rows", async () => {
    await open(second);
    expect(await headers(page)).toEqual(expectedHeaders(second));
    await page.getByText(`DO NOT INTERPRET: published:${HAIKU} (one answer to most items`).first().waitFor();
    await page.getByText(`missing answers: published:${HAIKU} 14 of 1902`).first().waitFor();
    await page.getByTestId("toggle-show-more").click();
    const row = page.getByRole("dialog").locator("tr", { hasText: MISSING_METRIC });
    await showing(row, "14");
    await row.getByRole("button").click();
    await shown(page, 14);
    await hideColumns(page, "item");
    await screenshot("missing-answers");
  });

  test("two evals of the same tests stand side by side, each with its own scores", async () => {
    await open(second);
    await page.getByRole("button", { name: "Eval actions" }).click();
    await page.getByRole("menuitem", { name: "Compare with another eval" }).click();
    await page.getByRole("dialog").getByText(first.id).click();
    await page.locator(".output-header").nth(2).waitFor();
    const names = (await headers(page)).map(({ model }) => model);
    expect(names).toHaveLength(3);
    expect((await headers(page)).map(({ scores }) => scores)).toEqual(
      [...expectedHeaders(second), ...expectedHeaders(first)].map(({ scores }) => scores),
    );
    await hideColumns(page, "item", "variant", "query");
    await page.setViewportSize({ width: 1820, height: HEIGHT });
    await screenshot("two-evals-compared");
  });
});

type Evaluated = { readonly id: string; readonly scores: ScoresFile };

/** Runs an eval in a folder, and scores its rows with the command line. */
async function evaluate(
  folder: string,
  name: string,
  config: string,
  args: readonly string[] = [],
): Promise<Evaluated> {
  const output = path.join(folder, `${name}.json`);
  writeFileSync(path.join(folder, `${name}.yaml`), config);
  const command = ["eval", "-c", `${name}.yaml`, "-o", output, "--no-table", "--no-progress-bar", ...args];
  const run = await promptfooIn(folder, command, NO_TEXTS);
  if (run.code !== 0 && run.code !== SOME_FAILED) throw new Error(`${run.stdout}\n${run.stderr}`);
  const { stdout } = await cli("score", output, "--format", "json");
  return { id: readResults(output).evalId, scores: scoresFileSchema.parse(JSON.parse(stdout)) };
}

type Header = { readonly model: string; readonly scores: Readonly<Record<string, string>> };

/** What stands in the headers of the page's columns. */
async function headers(page: Page): Promise<Header[]> {
  const all = await page.locator(".output-header").all();
  return Promise.all(
    all.map(async (header) => {
      const names = await header.locator(".metric-chip .metric-name").allInnerTexts();
      const values = await header.locator(".metric-chip .metric-value").allInnerTexts();
      return {
        model: (await header.locator(".provider").textContent()) ?? "",
        scores: Object.fromEntries(names.map((name, index) => [name, values[index] ?? ""])),
      };
    }),
  );
}

/** What should stand there. */
function expectedHeaders({ scores }: Evaluated): Header[] {
  return scores.profiles.map(({ subject, scores: profile }) => ({
    model: subject,
    scores: Object.fromEntries(
      VALUES.map((value) => [metricOf(value), profile[value]?.centred.toFixed(2) ?? ""]),
    ),
  }));
}

/** Waits until all of the texts are in a part of the page. */
async function showing(part: Locator, ...texts: readonly string[]): Promise<void> {
  for (const text of texts) await part.getByText(text).first().waitFor();
}

/** Waits until so many rows are left. */
async function shown(page: Page, rows: number): Promise<void> {
  await page.getByText(new RegExp(`Showing.* of ${rows} results`)).waitFor();
}

/** Takes variables out of the table, as a person does who wants to see more of the answers. */
async function hideColumns(page: Page, ...variables: readonly string[]): Promise<void> {
  await page.getByRole("button", { name: /^Columns/ }).click();
  for (const variable of variables)
    await page
      .getByRole("dialog")
      .getByText(new RegExp(`^Var \\d: ${variable}$`))
      .click();
  await page.getByRole("button", { name: "Close" }).last().click();
  await page.getByRole("dialog").waitFor({ state: "detached" });
  await page.mouse.move(0, 0);
}

/** Cuts the folders of this machine out of the page, for a picture that others see. */
async function hidePaths(page: Page): Promise<void> {
  await page.getByRole("cell", { name: /^file:/ }).evaluateAll((cells) => {
    for (const cell of cells)
      cell.textContent = cell.textContent?.replace(/^file:.*\/src/, "file://…/src") ?? "";
  });
}
