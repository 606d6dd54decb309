import type { ScreenedHistory } from "../../scoring/analysis/screened-history.ts";
import { ALARM_ADVICE } from "../history-text.ts";
import { htmlPage } from "./html-page.ts";
import { html } from "./markup.ts";
import { notesList } from "./notes-list.ts";
import { foldedSection } from "./section.ts";
import { evidenceSection, linesSection, watchesSection } from "./sections/history-sections.ts";
import { outcomeBadge } from "./verdict-badge.ts";

/**
 * A series of runs as one HTML file: whether the model changed at any time, the evidence over dates, every score with its
 * band, and what is watched beside scores.
 * @param notes what must be known of the reading of the runs
 * @param key the scoring key's name
 */
export function historyPage(
  subject: string,
  { outcome, summary, history, watches }: ScreenedHistory,
  notes: readonly string[],
  { key, version }: { readonly key: string; readonly version: string },
): string {
  const sections = [evidenceSection(history), linesSection(history), watchesSection(watches)];
  return htmlPage(
    { title: `${subject} over time`, headline: `Did ${subject} change?`, version },
    [],
    html`<p class="verdict headline">${outcomeBadge(outcome)} ${summary}</p>
${history.alarm === undefined ? undefined : html`<p>${ALARM_ADVICE}</p>`}
${notesList(notes)}
<div class="parts">${sections.map((section) => (section === undefined ? undefined : foldedSection(section, true)))}</div>
<p class="note">Key ${key}; dates as the run files have them, UTC; value-portrait ${version}. Self-report under prompts, not behaviour.</p>`,
  );
}
