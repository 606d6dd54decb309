import { arc } from "d3-shape";
import {
  HIGHER_ORDER_OF,
  HIGHER_ORDER_VALUES,
  type HigherOrderValue,
  labelOf,
  VALUES,
} from "../../../instrument/dimensions.ts";
import { html, type Markup } from "../markup.ts";

const WIDTH = 460;
const HEIGHT = 400;
const OUTER = 128;
const LABELS = 146;
const STEP = (2 * Math.PI) / VALUES.length;

/** Where the circle stands in its drawing, and the radii of the lowest and the highest figure, in its units. */
export const CIRCLE = {
  viewBox: `0 0 ${WIDTH} ${HEIGHT}`,
  centre: `translate(${WIDTH / 2} ${HEIGHT / 2 + 2})`,
  inner: 16,
  outer: OUTER,
};

/** The angle of a value, clockwise from the top; Universalism, the first, just right of it. */
export function angleOf(place: number): number {
  return (place + 0.5) * STEP;
}

/** A point of the circle, from its centre. */
export function at(angle: number, radius: number): { readonly x: number; readonly y: number } {
  return { x: rounded(radius * Math.sin(angle)), y: rounded(-radius * Math.cos(angle)) };
}

function rounded(length: number): number {
  return Math.round(length * 10) / 10;
}

/** A line from the centre to each value. */
export function spokes(): Markup {
  const ends = VALUES.map((_, place) => at(angleOf(place), OUTER));
  return html`<path class="grid" d="${ends.map(({ x, y }) => `M0 0L${x} ${y}`).join("")}"/>`;
}

/** The stretch of the circle that each higher-order value covers; Hedonism belongs to none. */
export function poles(): Markup[] {
  const path = arc<HigherOrderValue>()
    .innerRadius(OUTER + 5)
    .outerRadius(OUTER + 6.5)
    .startAngle((pole) => angleOf(placesOf(pole)[0] ?? 0) - STEP / 2 + 0.03)
    .endAngle((pole) => angleOf(placesOf(pole).at(-1) ?? 0) + STEP / 2 - 0.03)
    .digits(1);
  return HIGHER_ORDER_VALUES.map((pole) => html`<path class="pole" d="${path(pole) ?? ""}"/>`);
}

function placesOf(pole: HigherOrderValue): number[] {
  return VALUES.flatMap((value, place) => (HIGHER_ORDER_OF[value] === pole ? [place] : []));
}

const CORNERS: Readonly<Record<HigherOrderValue, { x: number; y: number; anchor: string }>> = {
  Self_Transcendence: { x: WIDTH - 2, y: 16, anchor: "end" },
  Conservation: { x: WIDTH - 2, y: HEIGHT - 8, anchor: "end" },
  Self_Enhancement: { x: 2, y: HEIGHT - 8, anchor: "start" },
  Openness_to_Change: { x: 2, y: 16, anchor: "start" },
};

/** The names of the higher-order values, each in its corner. */
export function corners(): Markup[] {
  return HIGHER_ORDER_VALUES.map((pole) => {
    const { x, y, anchor } = CORNERS[pole];
    return html`<text class="corner" x="${x}" y="${y}" text-anchor="${anchor}">${labelOf(pole)}</text>`;
  });
}

/** Where the two lines of a value's label stand: its name, and a figure below it. */
export function labelPlace(place: number) {
  const side = Math.sin(angleOf(place));
  // Two lines stand wholly outside the circle where it is nearly level, and centred on the spoke elsewhere.
  const lift = Math.round(-12 * Math.cos(angleOf(place)) ** 3) - 1;
  const anchor = Math.abs(side) < 0.1 ? "middle" : side > 0 ? "start" : "end";
  return { ...at(angleOf(place), LABELS), lift, anchor };
}
