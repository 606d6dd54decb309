import type { Variant } from "../../../instrument/variant.ts";
import { html, type Markup } from "../markup.ts";
import { modelClass } from "../palette.ts";
import { type Axis, axisRules, positionIn } from "./axis.ts";

/** One value's scores under the prompts as dots on a line; full dots for options in the usual order. */
export function promptStrip(
  scores: readonly { readonly variant: Variant; readonly score: number | undefined }[],
  axis: Axis,
  model: number,
): Markup {
  const x = positionIn(axis.domain);
  return html`<svg class="plot strip ${modelClass(model)}" width="100%" height="20" aria-hidden="true">${axisRules(axis, 20)}${scores.map(
    ({ variant, score }) =>
      score === undefined
        ? undefined
        : html`<circle class="${variant.endsWith("_reversed") ? "dot open" : "dot"}" cx="${x(score)}" cy="10" r="4"/>`,
  )}</svg>`;
}
