import { z } from "zod";
import { DIMENSIONS } from "../../instrument/dimensions.ts";
import type { Item } from "../../instrument/item.ts";
import { itemRatings } from "../../scoring/score/item-ratings.ts";
import { NAMES_NOTE, QUOTATION_NOTE } from "../caveats.ts";
import type { McpContext } from "../context.ts";
import { findProfiles } from "../find-profile.ts";
import { findItems } from "../item-ids.ts";
import { needAnswers } from "../need-answers.ts";
import { pageOf, pageShape, rounded, roundedP } from "../page.ts";
import { idList, offsetParameter, oneOf, profileList } from "../parameters.ts";
import { type ProfileEntry, responsesTo } from "../profiles.ts";
import { defineTool } from "../tool.ts";

const MAX_ITEMS = 10;
const MAX_PROFILES = 6;

const querySchema = z.object({
  source: z.string(),
  topics: z.array(z.string()),
  query: z.string(),
  query_text: z.string().optional(),
});

const itemSchema = z.object({
  id: z.string(),
  /** Its query's, by which `queries` has it. */
  query: z.string(),
  response: z.string(),
  response_text: z.string().optional(),
  /** dimension, loading, p, whether the released key scores the item for it. */
  loadings: z.array(z.array(z.unknown())),
  people: z.object({ raters: z.int(), mean: z.number(), sd: z.number(), histogram: z.array(z.int()) }),
  ratings: z.record(z.string(), z.string()).optional(),
});

export const getValueItems = defineTool({
  name: "get_value_items",
  title: "Get value items",
  description:
    "Read up to 10 items by id: gists (detailed: full texts if they were pulled, all 19 loadings), what they measure, " +
    "how people rated them (1 to 6), and on request how profiles did.",
  inputSchema: z
    .strictObject({
      ids: idList(MAX_ITEMS).describe("Like 1008/1; 1008 means its five responses"),
      detail: oneOf(["concise", "detailed"]).default("concise").describe("Default concise"),
      ratings_of: profileList(MAX_PROFILES).optional().describe("Profile ids"),
      offset: offsetParameter,
    })
    .meta({ example: { ids: ["1008/1"] } }),
  outputSchema: z.object({
    /** What the items of this page answer, each query once. */
    queries: z.record(z.string(), querySchema),
    items: z.array(itemSchema),
    note: z.string(),
    ...pageShape,
  }),
  run({ ids, detail, ratings_of, offset }, context) {
    const raters = ratings_of === undefined ? [] : findProfiles(ratings_of, context.profiles(), MAX_PROFILES);
    needAnswers(...raters);
    const items = findItems(ids, context);
    const isDetailed = detail === "detailed";
    // The first item of each query on a page brings the query, and its length counts there.
    const isFirst = (item: Item, index: number) =>
      index < offset ||
      items.slice(offset).findIndex((one) => one.query.portrait === item.query.portrait) === index - offset;
    const { page, ...rest } = pageOf(
      items.map((item, index) => ({
        item: { ...itemView(item, isDetailed, context), ...ratingsView(item, raters) },
        ...(isFirst(item, index) ? { query: queryView(item, isDetailed, context) } : {}),
      })),
      { offset, limit: MAX_ITEMS },
    );
    return {
      queries: Object.fromEntries(
        page.flatMap(({ item, query }) => (query === undefined ? [] : [[item.query, query]])),
      ),
      items: page.map(({ item }) => item),
      note: noteOf(isDetailed, raters, context),
      ...rest,
    };
  },
});

function noteOf(isDetailed: boolean, raters: readonly ProfileEntry[], context: McpContext): string {
  const ofRuns = raters.some(({ kind }) => kind === "run") ? ` ${NAMES_NOTE}` : "";
  const rows = `An item names its query, which stands once in queries. loadings: [dimension, loading, p, scored]. Gists are in our own words.${ofRuns}`;
  if (!isDetailed) return rows;
  if (context.texts() !== undefined) return `${rows} ${QUOTATION_NOTE}`;
  if (context.areTextsWrong())
    return `${rows} The full texts cannot be read: VALUE_PORTRAIT_TEXTS or a file there is wrong, and this server's log says what.`;
  return `${rows} The full texts are not on this computer: a person can fetch them with \`npx value-portrait pull\`.`;
}

function queryView({ query }: Item, isDetailed: boolean, context: McpContext): z.infer<typeof querySchema> {
  const text = isDetailed ? context.texts()?.query(query.portrait) : undefined;
  return {
    source: query.source,
    topics: [...query.topics],
    query: query.gist,
    ...(text === undefined
      ? {}
      : { query_text: [text.title, text.text].filter((part) => part !== null).join("\n") }),
  };
}

function itemView(item: Item, isDetailed: boolean, context: McpContext): z.infer<typeof itemSchema> {
  const scored = context.scoredFor("released", item.id);
  const texts = isDetailed ? context.texts() : undefined;
  const { mean, sd, histogram } = item.human;
  return {
    id: item.id,
    query: String(item.query.portrait),
    response: item.gist,
    ...(texts === undefined ? {} : { response_text: texts.response(item.id) }),
    loadings: (isDetailed ? DIMENSIONS : scored).map((dimension) => {
      const { rho, p } = item.loadings[dimension];
      return [dimension, rounded(rho, 2), roundedP(p), scored.includes(dimension)];
    }),
    people: { raters: item.raters, mean: rounded(mean, 2), sd: rounded(sd, 2), histogram: [...histogram] },
  };
}

/** For each profile the mean rating and the ratings under each prompt, such as "4.5: v1 4, v1_reversed 5". */
function ratingsView(
  item: Item,
  profiles: readonly ProfileEntry[],
): Pick<z.infer<typeof itemSchema>, "ratings"> {
  if (profiles.length === 0) return {};
  return { ratings: Object.fromEntries(profiles.map((entry) => [entry.id, ratingText(item, entry)])) };
}

function ratingText(item: Item, entry: ProfileEntry): string {
  const responses = responsesTo(entry, new Set([item.id]));
  const rating =
    entry.run === undefined ? entry.summary().values.get(item.id) : itemRatings(responses).get(item.id);
  const answers = responses.map(
    ({ variant, answer }) => `${variant} ${answer.kind === "rating" ? answer.rating : answer.kind}`,
  );
  const mean = rating === undefined ? "no rating" : String(rounded(rating, 2));
  return answers.length === 0 ? mean : `${mean}: ${answers.join(", ")}`;
}
