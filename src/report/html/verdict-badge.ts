import { SCREEN_VERDICT_LABELS, type ScreenVerdict } from "../../scoring/screen/screen.ts";
import { html, type Markup } from "./markup.ts";

const SIGNS: Readonly<Record<ScreenVerdict, string>> = {
  interpretable: "✓",
  with_caution: "!",
  do_not_interpret: "✕",
};

/** A verdict of the validity screen in words; sign and colour only repeat them. */
export function verdictBadge(verdict: ScreenVerdict): Markup {
  const label = SCREEN_VERDICT_LABELS[verdict];
  return html`<span class="badge ${verdict}"><span aria-hidden="true">${SIGNS[verdict]}</span> ${label.charAt(0).toUpperCase()}${label.slice(1)}</span>`;
}
