import { z } from "zod";
import type { Dimension } from "../../instrument/dimensions.ts";
import type { Item } from "../../instrument/item.ts";
import { parseTopic, selectItems, topicsOf } from "../../instrument/select-items.ts";
import { nearest } from "../../lib/nearest.ts";
import { quoted } from "../../lib/quoted.ts";
import type { McpContext } from "../context.ts";
import { pageOf, pageShape, type ResultCell, rounded, roundedP, tableSchema } from "../page.ts";
import {
  dimensionParameter,
  offsetParameter,
  oneOf,
  sourceParameter,
  wholeNumber,
  words,
} from "../parameters.ts";
import { defineTool } from "../tool.ts";
import { nextCall, ToolError } from "../tool-error.ts";

const DIRECTIONS = ["positive", "negative", "any"] as const;

export const searchValueItems = defineTool({
  name: "search_value_items",
  title: "Search value items",
  description:
    "Find items of Value Portrait (a real user query with one candidate response) by words, value or trait, topic or " +
    "source. Rows have gists. loading: correlation of people's ratings with their questionnaire score. scored: " +
    "counted by the released key.",
  inputSchema: z
    .strictObject({
      text: words().optional().describe("Words to look for"),
      dimension: dimensionParameter.optional().describe("Value or trait, e.g. Power: rank by loading"),
      direction: oneOf(DIRECTIONS).default("positive").describe("Of the loading; default positive"),
      min_loading: z.coerce.number().min(0).max(1).optional().describe("Least |loading|"),
      topic: words().optional().describe("Topic label, e.g. Work and career"),
      source: sourceParameter.optional().describe("Where the query is from"),
      limit: wholeNumber(1, 50).default(10).describe("Rows"),
      offset: offsetParameter,
    })
    .meta({ example: { text: "work", dimension: "Achievement" } }),
  outputSchema: tableSchema.extend(pageShape),
  run(input, context) {
    const { dimension, min_loading, text } = input;
    if (dimension === undefined && min_loading !== undefined)
      throw new ToolError(
        `min_loading needs a dimension. ${nextCall("search_value_items", { dimension: "Power", min_loading })}`,
      );
    const filter = {
      topics: input.topic === undefined ? undefined : [topicMeant(input.topic, context)],
      sources: input.source && [input.source],
    };
    const found = selectItems(text === undefined ? context.items() : context.search(text), filter, (id) =>
      context.scoredFor("released", id),
    ).filter(
      (item) => dimension === undefined || fitsLoading(item, dimension, input.direction, min_loading ?? 0),
    );
    const ranked =
      dimension === undefined
        ? found
        : found.toSorted((a, b) => Math.abs(b.loadings[dimension].rho) - Math.abs(a.loadings[dimension].rho));
    const { page, ...rest } = pageOf(
      ranked.map((item) => rowOf(item, dimension, context)),
      input,
    );
    return {
      columns: dimension === undefined ? PLAIN_COLUMNS : LOADING_COLUMNS,
      rows: page.map((row) => [...row]),
      ...rest,
    };
  },
});

const PLAIN_COLUMNS = ["id", "scored_for", "response", "query"];
const LOADING_COLUMNS = ["id", "loading", "p", "scored", "response", "query"];

/**
 * The topic label that a caller means.
 * @throws {ToolError} there is none; the message has the nearest
 */
function topicMeant(topic: string, context: McpContext): string {
  const topics = topicsOf(context.items());
  const label = parseTopic(topic, topics);
  if (label !== undefined) return label;
  const near = nearest(topic, topics);
  throw new ToolError(
    `no topic ${quoted(topic)}; nearest: ${near.join("; ")}. ${nextCall("search_value_items", { topic: near[0] })}`,
  );
}

function fitsLoading(
  item: Item,
  dimension: Dimension,
  direction: (typeof DIRECTIONS)[number],
  least: number,
): boolean {
  const { rho } = item.loadings[dimension];
  const hasSign = direction === "any" || (direction === "positive" ? rho > 0 : rho < 0);
  return hasSign && Math.abs(rho) >= least;
}

function rowOf(item: Item, dimension: Dimension | undefined, context: McpContext): ResultCell[] {
  const scored = context.scoredFor("released", item.id);
  if (dimension === undefined) return [item.id, scored.join(" "), item.gist, item.query.gist];
  const { rho, p } = item.loadings[dimension];
  return [item.id, rounded(rho, 2), roundedP(p), scored.includes(dimension), item.gist, item.query.gist];
}
