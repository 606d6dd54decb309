/**
 * Every face prints the verdicts that scoring decides: the same words for the same pair, wherever one looks.
 * @module-tag slow
 */
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { parse } from "csv-parse/sync";
import { describe, expect, test } from "vitest";
import { DIMENSIONS, type Dimension, labelOf } from "../src/instrument/dimensions.ts";
import { explainValueScore } from "../src/mcp/tools/explain-value-score.ts";
import { getValueProfiles } from "../src/mcp/tools/get-value-profiles.ts";
import { loadKey, loadSurvey } from "../src/release/data.ts";
import { compareRuns } from "../src/scoring/compare/compare-runs.ts";
import { VERDICTS, type Verdict } from "../src/scoring/compare/verdict.ts";
import { compareWithHumans } from "../src/scoring/people/compare-with-humans.ts";
import { itemRatings } from "../src/scoring/score/item-ratings.ts";
import { completeRuns } from "./fixtures/answers.ts";
import { found, mcpContext } from "./fixtures/mcp-context.ts";
import { releasedRun } from "./fixtures/released.ts";
import { cli } from "./fixtures/run-cli.ts";
import { runFileOf } from "./fixtures/run-file.ts";

/** A verdict and its adjusted p, to three decimals, for each dimension. */
type Verdicts = Partial<Record<Dimension, { readonly verdict: string; readonly adjustedP: string }>>;

const folder = mkdtempSync(path.join(tmpdir(), "value-portrait-verdicts-"));
const context = mcpContext();
const key = loadKey("released");

describe.each(["claude-3.7-sonnet:thinking", "gpt-4o-2024-05-13", "qwen-max"])(
  "%s against people",
  (model) => {
    const decided = verdicts(
      compareWithHumans(
        { subject: model, ratings: itemRatings(releasedRun(model).responses) },
        loadSurvey(),
        key,
        {
          released: [],
        },
      ).flatMap(({ dimension, test }) => (test === undefined ? [] : [{ dimension, ...test }])),
    );
    const file = path.join(folder, `${model.replaceAll(/\W/g, "-")}.json`);
    writeFileSync(file, JSON.stringify(runFileOf(model)));

    test("score", async () => {
      const words = (text: string) => fromLines(text, /(\w+) +\d+ +\d+$/);
      expect(words((await cli("score", file, "--resamples", "100")).stdout)).toEqual(onlyVerdicts(decided));
      const { stdout: csv } = await cli("score", file, "--resamples", "100", "--format", "csv");
      expect(fromCsv(csv, "people_verdict", "people_adjusted_p")).toEqual(decided);
      const { stdout: markdown } = await cli("score", file, "--resamples", "100", "--format", "markdown");
      expect(fromLines(markdown, /(\w+) +\| +\d+ +\| +\d+ +\|$/)).toEqual(onlyVerdicts(decided));
      const { stdout: json } = await cli("score", file, "--resamples", "100", "--format", "json");
      const scores = Object.entries(JSON.parse(json).profiles[0].scores) as [Dimension, { people: Row }][];
      expect(verdicts(scores.map(([dimension, { people }]) => ({ ...people, dimension })))).toEqual(decided);
    });

    test("compare", async () => {
      const printed = async (format: string) => (await cli("compare", model, "human", "-f", format)).stdout;
      expect(fromLines(await printed("table"), /(\w+)$/)).toEqual(onlyVerdicts(decided));
      expect(fromLines(await printed("markdown"), /(\w+) +\|$/)).toEqual(onlyVerdicts(decided));
      expect(fromCsv(await printed("csv"), "verdict", "adjusted_p")).toEqual(decided);
      const { dimensions } = JSON.parse(await printed("json"));
      expect(
        verdicts(
          dimensions.map(({ dimension, test }: { dimension: Dimension; test: Row }) => ({
            ...test,
            dimension,
          })),
        ),
      ).toEqual(decided);
    });

    test("report", async () => {
      expect(fromHtml(await reported(model), "scores")).toEqual(forHtml(decided));
    });

    test("MCP", () => {
      expect(fromMcp(model, "human/raters")).toEqual(decided);
      expect(turned(fromMcp("human/raters", model))).toEqual(decided);
      expect(explained(model, "human/raters")).toEqual(decided);
    });
  },
);

describe.each([
  ["gpt-4o-2024-11-20", "gpt-4o-2024-05-13"],
  ["claude-3.7-sonnet:thinking", "o1-mini-2024-09-12"],
])("%s against %s", (a, b) => {
  const decided = verdicts(
    Object.values(
      compareRuns(releasedRun(a), releasedRun(b), key, { margin: 0.3, seed: 42 }).dimensions,
    ).filter((row) => row.kind === "compared"),
  );

  test("compare", async () => {
    const printed = async (format: string) => (await cli("compare", a, b, "-f", format)).stdout;
    expect(fromLines(await printed("table"), /(\w+)$/)).toEqual(onlyVerdicts(decided));
    expect(fromLines(await printed("markdown"), /(\w+) +\|$/)).toEqual(onlyVerdicts(decided));
    expect(fromCsv(await printed("csv"), "verdict", "adjusted_p")).toEqual(decided);
    const rows: Row[] = Object.values(JSON.parse(await printed("json")).dimensions);
    expect(verdicts(rows)).toEqual(decided);
    expect(fromHtml(await printed("html"), "differences")).toEqual(forHtml(decided));
  });

  test("report", async () => {
    expect(fromHtml(await reported(a, "--baseline", b), "differences")).toEqual(forHtml(decided));
  });

  test("gate", async () => {
    const junit = path.join(folder, "junit.xml");
    const args = [
      "gate",
      a,
      "--baseline",
      b,
      "--dimensions",
      "values,higher_order,traits",
      "--junit",
      junit,
      "--rule",
      "population",
    ];
    const { stdout, code } = await cli(...args);
    if (code !== 2) expect(fromLines(stdout, /(\w+)$/)).toEqual(onlyVerdicts(decided));
    const cases = readFileSync(junit, "utf8").matchAll(
      /name="([^"]+)"><system-out>(\w+)[^<]*; on these items/g,
    );
    expect(Object.fromEntries([...cases].map(([, label, verdict]) => [dimensionOf(label), verdict]))).toEqual(
      onlyVerdicts(decided),
    );
  });

  test("MCP", () => {
    expect(fromMcp(a, b)).toEqual(decided);
    expect(turned(fromMcp(b, a))).toEqual(decided);
    expect(explained(a, b)).toEqual(decided);
  });
});

test("over all released models every face finds as many differences from people as scoring decides", () => {
  const survey = loadSurvey();
  const counts = { scoring: tally(), mcp: tally() };
  for (const { subject, responses } of completeRuns) {
    for (const { test } of compareWithHumans({ subject, ratings: itemRatings(responses) }, survey, key, {
      released: [],
    }))
      if (test !== undefined) counts.scoring[test.verdict] += 1;
    for (const { verdict } of Object.values(fromMcp(subject, "human/raters")))
      counts.mcp[verdict as Verdict] += 1;
  }
  expect(counts.mcp).toEqual(counts.scoring);
  expect(counts.scoring).toMatchInlineSnapshot(`
    {
      "equivalent": 155,
      "higher": 3,
      "inconclusive": 461,
      "lower": 7,
    }
  `);
});

type Row = { readonly dimension: Dimension; readonly verdict: string; readonly adjustedP: number };

function verdicts(rows: readonly Row[]): Verdicts {
  return Object.fromEntries(
    rows.map(({ dimension, verdict, adjustedP }) => [
      dimension,
      { verdict, adjustedP: adjustedP.toFixed(3) },
    ]),
  );
}

function onlyVerdicts(all: Verdicts): Partial<Record<Dimension, string>> {
  return Object.fromEntries(Object.entries(all).map(([dimension, { verdict }]) => [dimension, verdict]));
}

function tally(): Record<Verdict, number> {
  return { higher: 0, lower: 0, equivalent: 0, inconclusive: 0 };
}

/** The word that a pattern finds in the line of each dimension. */
function fromLines(text: string, word: RegExp): Partial<Record<Dimension, string>> {
  const lines = text.split("\n").map((line) => line.replace(/^\|? */, ""));
  return Object.fromEntries(
    DIMENSIONS.map((dimension) => {
      const line = lines.find((one) =>
        new RegExp(`^${labelOf(dimension)} {2,}|^${labelOf(dimension)} +\\|`).test(one),
      );
      return [dimension, line?.match(word)?.[1]];
    }),
  );
}

function fromCsv(text: string, verdictHeader: string, pHeader: string): Verdicts {
  const rows: Record<string, string>[] = parse(text, { columns: true });
  return verdicts(
    rows.map((row) => ({
      dimension: row["dimension"] as Dimension, // of the schema of the columns
      verdict: row[verdictHeader] ?? "",
      adjustedP: Number(row[pHeader]),
    })),
  );
}

/** Verdicts and p of one section of a page with one model. */
function fromHtml(page: string, section: string): Verdicts {
  const start = page.indexOf(`id="${section}"`);
  const rows = page.slice(start, page.indexOf('<details class="part', start)).split('<tr role="row"');
  return Object.fromEntries(
    rows.flatMap((row) => {
      const label = row.match(/<th role="rowheader" scope="row">([^<]+)</)?.[1];
      const verdict = row.match(/data-label="Verdict">(?:<b class="real">)?(\w+)/)?.[1];
      const adjustedP = row.match(/data-label="Adj. p">([^/]+)<\//)?.[1];
      return label === undefined ? [] : [[dimensionOf(label), { verdict, adjustedP }]];
    }),
  );
}

/** The page writes p without the leading 0, and small ones as such. */
function forHtml(all: Verdicts): Verdicts {
  return Object.fromEntries(
    Object.entries(all).map(([dimension, { verdict, adjustedP }]) => {
      const small = Number(adjustedP) < 0.001;
      return [dimension, { verdict, adjustedP: small ? "&lt; .001" : adjustedP.replace(/^0/, "") }];
    }),
  );
}

async function reported(...args: string[]): Promise<string> {
  const file = path.join(folder, "report.html");
  const { code } = await cli("report", ...args, "-o", file, "--no-texts");
  expect(code).toBe(0);
  return readFileSync(file, "utf8");
}

function fromMcp(id: string, baseline: string): Verdicts {
  const result = found(getValueProfiles, { ids: [id], baseline, family: "all" }, context) as {
    differences: { profiles: [{ rows: [Dimension, number, number, number, number, string][] }] };
  };
  return verdicts(
    result.differences.profiles[0].rows.map(([dimension, , , , adjustedP, verdict]) => ({
      dimension,
      adjustedP,
      verdict,
    })),
  );
}

function explained(profile: string, against: string): Verdicts {
  return verdicts(
    DIMENSIONS.map((dimension) => {
      const args = { profile, against, dimension };
      const { adjusted_p, verdict } = found(explainValueScore, args, context);
      return { dimension, verdict: String(verdict), adjustedP: Number(adjusted_p) };
    }),
  );
}

/** The verdicts as the other of the two would have them. */
function turned(all: Verdicts): Verdicts {
  const words: Record<string, string> = { higher: "lower", lower: "higher" };
  return Object.fromEntries(
    Object.entries(all).map(([dimension, { verdict, adjustedP }]) => [
      dimension,
      { verdict: words[verdict] ?? verdict, adjustedP },
    ]),
  );
}

function dimensionOf(label: string | undefined): Dimension {
  const found = DIMENSIONS.find((dimension) => labelOf(dimension) === label);
  if (found === undefined) throw new Error(`no dimension ${label}`);
  return found;
}

test("the words are those of VERDICTS", () => {
  expect(VERDICTS).toEqual(["higher", "lower", "equivalent", "inconclusive"]);
});
