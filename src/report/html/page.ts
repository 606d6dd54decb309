import { circleDomain } from "./charts/circle-chart.ts";
import { releasedPicker } from "./charts/released-picker.ts";
import { enumerate } from "./figures.ts";
import { htmlPage } from "./html-page.ts";
import type { HtmlReport } from "./html-report.ts";
import { html, type Markup } from "./markup.ts";
import { modelCard } from "./model-card.ts";
import { notesList } from "./notes-list.ts";
import { behaviourSection } from "./sections/behaviour-section.ts";
import { differencesSection } from "./sections/differences-section.ts";
import { itemsSection } from "./sections/items-section.ts";
import { keysSection } from "./sections/keys-section.ts";
import { methodSection } from "./sections/method-section.ts";
import { scoresSection } from "./sections/scores-section.ts";
import { textsSection } from "./sections/texts-section.ts";
import { tiersSection } from "./sections/tiers-section.ts";
import { topicsSection } from "./sections/topics-section.ts";

/**
 * A report as one HTML file that asks for nothing.
 * @throws {RangeError} a report without a model
 */
export function htmlReport(report: HtmlReport): string {
  if (report.models.length === 0) throw new RangeError("htmlReport requires at least one model");
  const names = report.models.map(({ analysis }) => analysis.profile.subject);
  const domain = circleDomain(report);
  const sections = sectionsOf(report);
  return htmlPage(
    {
      title: `Value portrait of ${enumerate(names)}`,
      headline: headline(names),
      version: report.origin.version,
    },
    report.released,
    html`${releasedPicker(report.released, report.overlay)}
${notesList(report.notes)}
<div class="cards">${report.models.map((model, index) => modelCard(model, index, report.released, domain))}</div>
${contents(sections)}
${sections.map(({ content }) => content)}`,
  );
}

function headline(names: readonly string[]): string {
  const [name] = names;
  return names.length === 1
    ? `Which human values does ${name} express?`
    : "Which human values do these models express?";
}

type Section = { readonly id: string; readonly name: string; readonly content: Markup };

function sectionsOf(report: HtmlReport): readonly Section[] {
  const sections: readonly (readonly [string, string, Markup | undefined])[] = [
    ["scores", "Scores", scoresSection(report)],
    ["tiers", "Tiers", tiersSection(report)],
    ["differences", "Differences", differencesSection(report)],
    ["behaviour", "Answers", behaviourSection(report)],
    ["topics", "Topics", topicsSection(report)],
    ["items", "Items", itemsSection(report)],
    ["texts", "Texts", textsSection(report)],
    ["keys", "Keys", keysSection(report)],
    ["method", "Method", methodSection(report)],
  ];
  return sections.flatMap(([id, name, content]) => (content === undefined ? [] : [{ id, name, content }]));
}

function contents(sections: readonly Section[]): Markup {
  return html`<nav class="contents" aria-label="Contents"><ul>${sections.map(({ id, name }) => html`<li><a href="#${id}">${name}</a></li>`)}</ul></nav>`;
}
