import { capitalised } from "../../lib/capitalised.ts";
import type { HistoryVerdict } from "../../scoring/analysis/screened-history.ts";
import { isApart, type Verdict } from "../../scoring/compare/verdict.ts";
import { SCREEN_VERDICT_LABELS, type ScreenVerdict } from "../../scoring/screen/screen.ts";
import { type Content, html, type Markup } from "./markup.ts";

const SIGNS: Readonly<Record<ScreenVerdict, string>> = {
  interpretable: "✓",
  with_caution: "!",
  do_not_interpret: "✕",
};

/** A verdict of the validity screen in words; sign and colour only repeat them. */
export function verdictBadge(verdict: ScreenVerdict): Markup {
  const label = SCREEN_VERDICT_LABELS[verdict];
  return html`<span class="badge ${verdict}"><span aria-hidden="true">${SIGNS[verdict]}</span> ${capitalised(label)}</span>`;
}

/** What an outcome of a gate is drawn like. */
const LIKE: Readonly<Record<HistoryVerdict, ScreenVerdict>> = {
  quiet: "interpretable",
  inconclusive: "with_caution",
  drifted: "do_not_interpret",
  refused: "do_not_interpret",
};

/** What a gate says of a series of runs, in words; sign and colour only repeat them. */
export function outcomeBadge(outcome: HistoryVerdict): Markup {
  return html`<span class="badge ${LIKE[outcome]}"><span aria-hidden="true">${SIGNS[LIKE[outcome]]}</span> ${capitalised(outcome)}</span>`;
}

/** A verdict on a difference; bold where two profiles are apart. */
export function verdictCell(verdict: Verdict): Content {
  return isApart({ verdict }) ? html`<b class="real">${verdict}</b>` : verdict;
}
