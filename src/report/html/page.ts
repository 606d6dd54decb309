import { behaviourSection } from "./behaviour-section.ts";
import { circleDomain } from "./circle-chart.ts";
import { differencesSection } from "./differences-section.ts";
import { enumerate } from "./figures.ts";
import type { HtmlReport } from "./html-report.ts";
import { itemsSection } from "./items-section.ts";
import { keysSection } from "./keys-section.ts";
import { html, type Markup } from "./markup.ts";
import { methodSection } from "./method-section.ts";
import { modelCard } from "./model-card.ts";
import { releasedPicker } from "./released-picker.ts";
import { scoresSection } from "./scores-section.ts";
import { stylesheet } from "./stylesheet.ts";
import { textsSection } from "./texts-section.ts";
import { themeSwitch } from "./theme-switch.ts";
import { tiersSection } from "./tiers-section.ts";
import { topicsSection } from "./topics-section.ts";

/**
 * A report as one HTML file that asks for nothing: styles are inside, charts are SVG, and there is no script.
 * Its content security policy forbids what it does not need, so that even a mistake in escaping could neither run
 * nor load anything.
 * @throws {RangeError} a report without a model
 */
export function htmlReport(report: HtmlReport): string {
  if (report.models.length === 0) throw new RangeError("htmlReport requires at least one model");
  const names = report.models.map(({ analysis }) => analysis.profile.subject);
  const domain = circleDomain(report);
  const sections = sectionsOf(report);
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="generator" content="value-portrait ${report.origin.version}">
<title>Value portrait of ${enumerate(names)}</title>
<link rel="icon" href="data:,">
<style>${stylesheet(report.released)}</style>
</head>
<body>
<a class="skip" href="#main">Skip to the results</a>
<header class="top">
<div><p class="kicker">Value portrait</p><h1>${headline(names)}</h1></div>
${themeSwitch()}
</header>
<main id="main">
${releasedPicker(report.released, report.overlay)}
<div class="cards">${report.models.map((model, index) => modelCard(model, index, report.released, domain))}</div>
${contents(sections)}
${sections.map(({ content }) => content)}
</main>
</body>
</html>
`;
  return page.markup;
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
