import { countText } from "../../lib/number-text.ts";
import type { Comparison } from "../../scoring/compare/comparison.ts";
import type { Screen } from "../../scoring/screen/screen.ts";
import { htmlPage } from "./html-page.ts";
import { html } from "./markup.ts";
import { notesList } from "./notes-list.ts";
import { foldedSection } from "./section.ts";
import { comparedSection } from "./sections/differences-section.ts";
import { verdictBadge } from "./verdict-badge.ts";

/**
 * Two runs compared, as one HTML file: whether each may be interpreted, what the comparison comes to, then every difference with its interval.
 * @param notes what must be known of the reading of both runs
 * @param screens of the two runs, in the order of the comparison
 */
export function comparisonPage(
  comparison: Comparison,
  screens: readonly Screen[],
  notes: readonly string[],
  version: string,
): string {
  const compared = comparedSection([
    { comparison, model: 0, hollow: screens.some(({ verdict }) => verdict === "do_not_interpret") },
  ]);
  const { a, b, key, resamples, seed } = comparison;
  return htmlPage(
    { title: `${a} against ${b}`, headline: `How do ${a} and ${b} differ?`, version },
    [],
    html`${screens.map(({ subject, verdict, summary }) => html`<p class="verdict">${verdictBadge(verdict)} ${subject}: ${summary}</p>`)}
${notesList(notes)}
${compared === undefined ? undefined : foldedSection(compared, true)}
<p class="note">Key ${key}; ${countText(resamples)} resamples and permutations, seed ${seed}; value-portrait ${version}. Self-report under prompts, not behaviour.</p>`,
  );
}
