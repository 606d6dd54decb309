import { scaleLinear } from "d3-scale";
import { extent } from "simple-statistics";
import { html, type Markup } from "../markup.ts";

/** What an axis spans, in rating points. */
export type Domain = readonly [lower: number, upper: number];

/** The axis of all drawings of a table. */
export type Axis = {
  /** Unique in the page. */
  readonly id: string;
  readonly domain: Domain;
  /** Half the width of a band around 0 within which differences do not matter. */
  readonly band?: number;
};

type Position = (value: number) => string;

/**
 * Where a figure stands across a drawing, with a margin for marks at the ends.
 * @example
 * positionIn([0, 1])(0.5); // => "50.00%"
 */
export function positionIn(domain: Domain): Position {
  const scale = scaleLinear(domain, [1.5, 98.5]);
  return (value) => `${scale(value).toFixed(2)}%`;
}

/** What an axis must span to hold some figures and 0. */
export function spanOf(figures: readonly (number | undefined)[]): Domain {
  return extent([0, ...figures.filter((figure) => figure !== undefined)]);
}

/** The scale, and the rules of all rows below it: drawn once, because there are a thousand rows. */
export function axisTicks({ id, domain, band }: Axis): Markup {
  const x = positionIn(domain);
  const ticks = scaleLinear(domain, [0, 1]).ticks(4);
  const rules = (some: readonly number[]) => some.map((tick) => `M${x(tick).replace("%", "")} 0V1`).join("");
  return html`<svg class="axis" width="100%" height="16" aria-hidden="true"><symbol id="rules-${id}" viewBox="0 0 100 1" preserveAspectRatio="none">${bandOf(band, x)}<path class="grid" d="${rules(ticks.filter((tick) => tick !== 0))}"/><path class="zero" d="${rules([0])}"/></symbol>${ticks.map(
    (tick) => html`<text x="${x(tick)}" y="12">${String(tick).replace("-", "−")}</text>`,
  )}</svg>`;
}

function bandOf(band: number | undefined, x: Position): Markup | undefined {
  if (band === undefined) return undefined;
  const [left, right] = [x(-band), x(band)].map((place) => place.replace("%", ""));
  return html`<path class="margin-band" d="M${left} 0H${right}V1H${left}Z"/>`;
}

/** The rules of an axis in a row below it. */
export function axisRules({ id }: Axis, height: number): Markup {
  return html`<use href="#rules-${id}" width="100%" height="${height}"/>`;
}
