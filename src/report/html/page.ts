import { behaviourSection } from "./behaviour-section.ts";
import { circleDomain } from "./circle-chart.ts";
import { differencesSection } from "./differences-section.ts";
import { enumerate } from "./figures.ts";
import { htmlPage } from "./html-page.ts";
import type { HtmlReport } from "./html-report.ts";
import { itemsSection } from "./items-section.ts";
import { keysSection } from "./keys-section.ts";
import { html, type Markup } from "./markup.ts";
import { methodSection } from "./method-section.ts";
import { modelCard } from "./model-card.ts";
import { releasedPicker } from "./released-picker.ts";
import { scoresSection } from "./scores-section.ts";
import { textsSection } from "./texts-section.ts";
import { tiersSection } from "./tiers-section.ts";
import { topicsSection } from "./topics-section.ts";

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
