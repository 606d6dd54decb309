import type { Profile } from "../../../scoring/score/profile.ts";
import { html, type Markup } from "../markup.ts";

/** How many released models can be drawn at a time. */
const PICKS = ["a", "b"] as const;
type Pick = (typeof PICKS)[number];

const PICK_LABELS: Readonly<Record<Pick, string>> = { a: "Compare with", b: "and with" };

/** The CSS class of everything that draws or names a released model, by its place among them. */
export function releasedClass(place: number): string {
  return `r${place}`;
}

/**
 * Two lists of the released models. Whichever is chosen is drawn, by CSS alone: the page has no script, so that
 * it works wherever it is opened. Nothing when there is none beside those reported.
 */
export function releasedPicker(released: readonly Profile[], overlay: readonly string[]): Markup | undefined {
  if (released.length === 0) return undefined;
  return html`<form class="picker">${PICKS.map((pick, index) => {
    const chosen = overlay[index];
    return html`<label for="pick-${pick}"><svg class="key key-${pick}" width="22" height="8" aria-hidden="true"><line x1="0" x2="22" y1="4" y2="4"/></svg> ${PICK_LABELS[pick]}</label>
<select id="pick-${pick}" autocomplete="off"><option value="">no released model</option>${released.map(
      ({ subject }, place) =>
        html`<option value="${releasedClass(place)}"${subject === chosen ? SELECTED : undefined}>${subject}</option>`,
    )}</select>`;
  })}</form>`;
}

const SELECTED: Markup = { markup: " selected" };

/** The names of the picked models, wherever a chart shows them. */
export function pickedNames(released: readonly Profile[]): Markup {
  return html`${PICKS.map(
    (pick) =>
      html`<span class="picked-${pick}">${released.map(
        ({ subject }, place) =>
          html`<span class="released-name ${releasedClass(place)}"><svg class="key key-${pick}" width="22" height="8" aria-hidden="true"><line x1="0" x2="22" y1="4" y2="4"/></svg> ${subject}</span>`,
      )}</span>`,
  )}`;
}

/** The CSS that shows what is picked. */
export function pickRules(released: readonly Profile[]): string {
  return PICKS.flatMap((pick) =>
    released.map((_, place) => {
      const name = releasedClass(place);
      const chosen = `:root:has(#pick-${pick} option[value="${name}"]:checked)`;
      return (
        `${chosen} .releases .${name}{display:inline;--pick:var(--pick-${pick});--dash:var(--dash-${pick})}` +
        `${chosen} .picked-${pick} .${name}{display:inline-flex}`
      );
    }),
  ).join("\n");
}
