import { KEY_RULES } from "../../instrument/key.ts";
import { circleDomain } from "./charts/circle-chart.ts";
import { releasedPicker } from "./charts/released-picker.ts";
import { enumerate } from "./figures.ts";
import { htmlPage } from "./html-page.ts";
import type { HtmlReport } from "./html-report.ts";
import { html } from "./markup.ts";
import { modelCard } from "./model-card.ts";
import { notesList } from "./notes-list.ts";
import { foldedSection, type Section } from "./section.ts";
import { axesSection } from "./sections/axes-section.ts";
import { behaviourSection } from "./sections/behaviour-section.ts";
import { differencesSection } from "./sections/differences-section.ts";
import { itemsSection } from "./sections/items-section.ts";
import { keysSection } from "./sections/keys-section.ts";
import { methodSection } from "./sections/method-section.ts";
import { scoresSection } from "./sections/scores-section.ts";
import { screenSection } from "./sections/screen-section.ts";
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
  return htmlPage(
    {
      title: `Value portrait of ${enumerate(names)}`,
      headline: headline(names),
      version: report.origin.version,
    },
    report.released,
    html`${releasedPicker(report.released, report.overlay)}
${notesList(report.notes)}
<div class="cards${report.models.length > MANY ? " many" : ""}">${report.models.map((model, index) => modelCard(model, index, report.released, domain))}</div>
<div class="parts">${sectionsOf(report).map((section) => foldedSection(section, report.full))}</div>
<p class="note">On paper: the verdicts, the scores, the differences and the method, and every other section that is open.</p>`,
  );
}

function headline(names: readonly string[]): string {
  const [name] = names;
  return names.length === 1
    ? `Which human values does ${name} express?`
    : "Which human values do these models express?";
}

/** With more models than this, one looks for one among many: circles are smaller. */
const MANY = 4;

/**
 * The reader's questions in their order: the figures, whether they hold, and what is behind them. The axes lead where
 * the key's values move together.
 */
function sectionsOf(report: HtmlReport): readonly Section[] {
  const { axesFirst } = KEY_RULES[report.key];
  const sections = [
    axesFirst ? axesSection(report) : undefined,
    scoresSection(report),
    differencesSection(report),
    screenSection(report),
    tiersSection(report),
    behaviourSection(report),
    topicsSection(report),
    itemsSection(report),
    textsSection(report),
    axesFirst ? undefined : axesSection(report),
    keysSection(report),
    methodSection(report),
  ];
  return sections.filter((section) => section !== undefined);
}
