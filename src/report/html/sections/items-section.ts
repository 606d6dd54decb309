import { labelOf } from "../../../instrument/dimensions.ts";
import type { ItemId } from "../../../instrument/item.ts";
import type { DimensionItems, ItemContribution } from "../../../scoring/score/item-contributions.ts";
import { plain, signed } from "../figures.ts";
import type { HtmlReport, ReportedModel } from "../html-report.ts";
import { html, type Markup } from "../markup.ts";
import { eachModel } from "../models-table.ts";
import { OPEN, type Section } from "../section.ts";

/** How many items are shown on either side. */
const SHOWN = 4;

/** The answers behind each score: items that raise and lower it most. */
export function itemsSection(report: HtmlReport): Section {
  return {
    id: "items",
    title: "What raises and lowers each score",
    result: "The items that count most in each score, beside people’s ratings of them",
    printed: false,
    content: html`<p>A score is a sum over items of how far each lies above or below the family’s mean rating. These are the items that count most, with the model’s mean rating over the prompts and people’s, both 1 to 6. Queries and responses are paraphrased${report.textOf === undefined ? "; the original words are in the authors’ release" : ", with a link to the original words"}.</p>
${eachModel(report.models, (model) => modelItems(report, model))}`,
  };
}

/** The items that the section shows, each once, in item order. */
export function shownItems({ models }: HtmlReport): readonly ItemId[] {
  const shown = models.flatMap(({ details }) =>
    details.items.flatMap((dimension) =>
      [...raising(dimension), ...lowering(dimension)].map(({ item }) => item),
    ),
  );
  return [...new Set(shown)].sort();
}

/** The id of the place in the page where an item's words stand. */
export function textAnchor(item: ItemId): string {
  return `item-${item.replace("/", "-")}`;
}

function modelItems(report: HtmlReport, { analysis, details }: ReportedModel): Markup {
  const { profile } = analysis;
  return html`${details.items
    .filter((dimension) => raising(dimension).length + lowering(dimension).length > 0)
    .map(
      (
        dimension,
      ) => html`<details${report.full ? OPEN : undefined}><summary><b>${labelOf(dimension.dimension)}</b> <span class="figure">${signed(profile.scores[dimension.dimension]?.centred)}</span> <span class="count">${dimension.items.length} ${dimension.items.length === 1 ? "item" : "items"}</span></summary>
<table class="contributions"><thead><tr><th scope="col">Item</th><th scope="col">Model</th><th scope="col">People</th><th scope="col">Effect</th></tr></thead>
${itemRows(report, "Raise the score", raising(dimension))}${itemRows(report, "Lower the score", lowering(dimension))}</table></details>`,
    )}`;
}

function raising({ items }: DimensionItems): readonly ItemContribution[] {
  return items.filter(({ contribution }) => contribution > 0).slice(0, SHOWN);
}

function lowering({ items }: DimensionItems): readonly ItemContribution[] {
  return items
    .filter(({ contribution }) => contribution < 0)
    .slice(-SHOWN)
    .reverse();
}

function itemRows(
  report: HtmlReport,
  heading: string,
  items: readonly ItemContribution[],
): Markup | undefined {
  if (items.length === 0) return undefined;
  return html`<tbody><tr class="section"><th scope="rowgroup" colspan="4">${heading}</th></tr>${items.map((item) => itemRow(report, item))}</tbody>`;
}

function itemRow(
  { items, textOf }: HtmlReport,
  { item, rating, reversed, contribution }: ItemContribution,
): Markup {
  const known = items.get(item);
  const link = textOf === undefined ? item : html`<a href="#${textAnchor(item)}">${item}</a>`;
  return html`<tr><th scope="row"><span class="gist">${known?.query.gist} <span class="arrow">→</span> ${known?.gist}</span> <span class="id">${link}${reversed ? " (reversed)" : ""}</span></th><td>${plain(rating, 1)}</td><td>${plain(known?.human.mean, 1)}</td><td>${signed(contribution)}</td></tr>`;
}
