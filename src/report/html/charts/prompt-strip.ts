import { scaleLinear } from "d3-scale";
import type { Variant } from "../../../instrument/variant.ts";
import { html, type Markup } from "../markup.ts";
import { modelClass } from "../palette.ts";
import { spanOf } from "./forest-table.ts";

/** One value's scores under the prompts as dots on a line; full dots for options in the usual order. */
export function promptStrip(
  scores: readonly { readonly variant: Variant; readonly score: number | undefined }[],
  all: readonly (number | undefined)[],
  model: number,
): Markup {
  const scale = scaleLinear(spanOf(all), [3, 97]);
  const x = (score: number) => `${scale(score).toFixed(1)}%`;
  return html`<svg class="plot strip ${modelClass(model)}" width="100%" height="20" aria-hidden="true"><line class="zero" x1="${x(0)}" x2="${x(0)}" y1="0" y2="20"/>${scores.map(
    ({ variant, score }) =>
      score === undefined
        ? undefined
        : html`<circle class="${variant.endsWith("_reversed") ? "dot open" : "dot"}" cx="${x(score)}" cy="10" r="4"/>`,
  )}</svg>`;
}
