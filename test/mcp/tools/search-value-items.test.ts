import { describe, expect, test } from "vitest";
import { searchValueItems } from "../../../src/mcp/tools/search-value-items.ts";
import { loadItems, loadKey } from "../../../src/release/data.ts";
import { found, mcpContext, refusal } from "../../fixtures/mcp-context.ts";

const context = mcpContext();
const search = (args: unknown) => found(searchValueItems, args, context);
const idsOf = (result: Readonly<Record<string, unknown>>) =>
  (result["rows"] as unknown[][]).map(([id]) => id);

test("finds items by what they are about, best first", () => {
  expect(search({ text: "parenting advice", limit: 3 })).toMatchInlineSnapshot(`
    {
      "columns": [
        "id",
        "scored_for",
        "response",
        "query",
      ],
      "next_offset": 3,
      "rows": [
        [
          "1013/4",
          "Tradition Conservation Conscientiousness Extraversion Agreeableness",
          "Too pessimistic; parenthood could mean growth, so get professional advice as a couple",
          "Partner considers leaving girlfriend of four years who insists on biological children",
        ],
        [
          "2901/4",
          "Self_Transcendence Openness",
          "Replace criteria with true stories of daily parenting sacrifice",
          "Mother of two teens wants a checklist of good-parent qualities",
        ],
        [
          "3039/1",
          "Conscientiousness Agreeableness",
          "Centers on sustainability, farmers' stories, brewing advice and green-minded influencers",
          "Wants a plan for promoting a coffee brand on social media",
        ],
      ],
      "total": 173,
    }
  `);
});

test("ranks the items of a dimension by loading, in any spelling of it", () => {
  const result = search({ dimension: "self direction", limit: "2" });
  expect(result).toMatchInlineSnapshot(`
    {
      "columns": [
        "id",
        "loading",
        "p",
        "scored",
        "response",
        "query",
      ],
      "next_offset": 2,
      "rows": [
        [
          "2006/1",
          0.43,
          0.0023,
          true,
          "Street meeting is fine if he acted with respect; treatment outranks the place",
          "Woman embarrassed that her boyfriend was once a helpful street-corner stranger",
        ],
        [
          "1901/3",
          0.41,
          0.0083,
          true,
          "Confrontation may backfire; use rewards so that effort on hard tasks pays off",
          "Stepparent makes easily discouraged seven-year-old beat a tricky Sonic stage",
        ],
      ],
      "total": 157,
    }
  `);
  for (const dimension of ["Self-Direction", "SELF_DIRECTION", "selfdirection"])
    expect(search({ dimension, limit: 2 })).toEqual(result);
});

test("ranks by loading also what was found by words", () => {
  const { rows } = search({ text: "work", dimension: "Achievement", limit: 20 }) as unknown as {
    rows: [string, number][];
  };
  const loadings = rows.map(([, loading]) => loading);
  expect(loadings).toEqual(loadings.toSorted((one, other) => other - one));
  const found = idsOf(search({ text: "work", limit: 50 }));
  const next = idsOf(search({ text: "work", limit: 50, offset: 50 }));
  for (const [id] of rows) expect([...found, ...next]).toContain(id);
});

test("the items above the published limit are those that the released key scores", () => {
  const scored = loadKey("released").items.Benevolence.map(({ item }) => item);
  const result = search({ dimension: "Benevolence", min_loading: 0.3, limit: 50 });
  expect(idsOf(result).toSorted()).toEqual(scored.toSorted());
});

test("finds items that speak against a dimension, or either way", () => {
  const total = (direction: string) => search({ dimension: "Power", direction, limit: 1 })["total"];
  expect(total("negative")).toBeGreaterThan(0);
  expect(total("any")).toBe(loadItems().length);
  expect(Number(total("positive")) + Number(total("negative"))).toBeLessThanOrEqual(loadItems().length);
});

test("pages through all items without losing or repeating one", () => {
  const pages = (offset: number): unknown[] => {
    const result = search({ limit: 50, offset });
    const next = result["next_offset"];
    return [...idsOf(result), ...(typeof next === "number" ? pages(next) : [])];
  };
  expect(pages(0)).toEqual(loadItems().map(({ id }) => id));
});

test("an absent field may be null or empty, as models send it", () => {
  expect(
    search({ text: "", dimension: null, source: "Dear Abby", topic: "work AND career", limit: 1 }),
  ).toEqual(search({ source: "dear_abby", topic: "Work and career", limit: 1 }));
});

test("a search that finds nothing says so with an empty list", () => {
  expect(search({ text: "zzzzzzzz" })).toMatchObject({ rows: [], total: 0 });
});

describe("refuses with what is allowed and the next call", () => {
  test.each<[unknown]>([
    [{ dimension: "Powr" }],
    [{ topic: "Cooking" }],
    [{ min_loading: 0.3 }],
    [{ limit: 500 }],
    [{ query: "work" }],
    [{ text: "x".repeat(300) }],
    [["work"]],
    ["work"],
  ])("%j", (args) => {
    expect(refusal(searchValueItems, args, context)).toMatchSnapshot();
  });
});
