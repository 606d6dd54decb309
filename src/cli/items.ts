import { Command, InvalidArgumentError, Option } from "commander";
import { DIMENSIONS, type Dimension, parseDimension } from "../instrument/dimensions.ts";
import { type Item, SOURCES, type Source } from "../instrument/item.ts";
import { dimensionsByItem } from "../instrument/key.ts";
import { makeItemSearch } from "../instrument/search-items.ts";
import { itemsNamed, parseTopic, selectItems, topicsOf } from "../instrument/select-items.ts";
import { InputError } from "../lib/input-error.ts";
import { once } from "../lib/memo.ts";
import { nearest } from "../lib/nearest.ts";
import { quoted } from "../lib/quoted.ts";
import { loadItems, loadKey } from "../release/data.ts";
import { itemDetails, itemsPrintout } from "../report/item-tables.ts";
import { type PrintFormat, renderPrintout } from "../report/printout.ts";
import type { Env } from "../texts/places.ts";
import { findItemTexts, findTexts } from "../texts/texts.ts";
import type { CliContext } from "./context.ts";
import { examples, formatOption } from "./options.ts";

type ItemsOptions = {
  readonly dimension?: Dimension;
  readonly topic?: string;
  readonly source?: Source;
  readonly text?: string;
  readonly scored?: true;
  readonly format: PrintFormat;
};

/** `value-portrait items`: list, filter and show the items of the instrument. */
export function itemsCommand(context: CliContext): Command {
  return new Command("items")
    .summary("list, filter and show items")
    .description(
      "Without ids: the items that fit all filters, with gist, loading on the dimension asked for, and the human " +
        "mean rating. With ids (like 1008/1, or 1008 for its five responses): everything known about those items, " +
        "and their texts if they have been pulled. Gists are in our own words; models never see them.",
    )
    .argument("[ids...]", "item ids to show")
    .option(
      "--dimension <name>",
      "items that the released key assigns to this dimension",
      parseDimensionOption,
    )
    .option("--topic <topic>", "items whose query has this topic label")
    .addOption(new Option("--source <source>", "items from this source").choices(SOURCES))
    .option("--text <words>", "items with these words in gist, topics or, once pulled, texts: best first")
    .option("--scored", "only the 317 items behind any score")
    .addOption(formatOption())
    .addHelpText(
      "after",
      examples(
        "value-portrait items --dimension benevolence",
        'value-portrait items --topic "Work and career" --source reddit --scored',
        'value-portrait items --text "parenting advice"',
        "value-portrait items 1008/1 4024/4",
      ),
    )
    .action((ids: string[], options: ItemsOptions) =>
      context.stdout(ids.length > 0 ? showItems(ids, options.format, context) : listItems(options, context)),
    );
}

function parseDimensionOption(text: string): Dimension {
  const dimension = parseDimension(text);
  if (dimension !== undefined) return dimension;
  throw new InvalidArgumentError(
    `Nearest: ${nearest(text, DIMENSIONS).join(", ")}. All: ${DIMENSIONS.join(", ")}`,
  );
}

function listItems(options: ItemsOptions, { env }: Pick<CliContext, "env">): string {
  const keyed = dimensionsByItem(loadKey("released"));
  const items = chooseItems(options, keyed, env);
  const { dimension, text } = options;
  const ranked =
    dimension === undefined || text !== undefined
      ? items
      : items.toSorted((a, b) => b.loadings[dimension].rho - a.loadings[dimension].rho);
  return renderPrintout(itemsPrintout(ranked, loadItems().length, keyed, dimension), options.format);
}

type Keyed = ReturnType<typeof dimensionsByItem>;

/** The items that fit, best first when words were given. */
function chooseItems(
  { dimension, topic, source, text, scored }: ItemsOptions,
  keyed: Keyed,
  env: Env,
): Item[] {
  const items = loadItems();
  const found =
    text === undefined
      ? items
      : makeItemSearch(
          items,
          once(() => findTexts(env)),
        )(text);
  const filter = {
    dimensions: dimension && [dimension],
    topics: topic === undefined ? undefined : [topicMeant(topic, items)],
    sources: source && [source],
    scored,
  };
  return selectItems(found, filter, (id) => keyed.get(id) ?? []);
}

function topicMeant(text: string, items: readonly Item[]): string {
  const topics = topicsOf(items);
  const topic = parseTopic(text, topics);
  if (topic !== undefined) return topic;
  throw new InputError(`no topic ${quoted(text)}. Nearest: ${nearest(text, topics).join("; ")}`);
}

function showItems(ids: readonly string[], format: PrintFormat, { env }: Pick<CliContext, "env">): string {
  const keyed = dimensionsByItem(loadKey("released"));
  const items = [...new Set(ids.flatMap(findItems))];
  const textOf = format === "json" ? undefined : findItemTexts(env);
  return itemDetails(items, keyed, textOf, format);
}

function findItems(id: string): readonly Item[] {
  const items = loadItems();
  const found = itemsNamed(id, items);
  if (found.length > 0) return found;
  const names = items.map((item) => item.id);
  throw new InputError(
    `no item ${quoted(id)}. Ids look like 1008/1; nearest: ${nearest(id, names).join(", ")}`,
  );
}
