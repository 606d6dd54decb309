import {
  symbol,
  symbolCircle,
  symbolCross,
  symbolDiamond,
  symbolSquare,
  symbolStar,
  symbolTriangle,
  symbolWye,
} from "d3-shape";
import { html, type Markup } from "./markup.ts";

/**
 * Every colour of the page, light and dark. Model colours keep 3:1 to the background in both. Twelve colours cannot
 * all stay apart for every eye, so a shape says the same as a colour: of the first twelve models, those of one
 * shape have colours that stay apart for the common colour-vision deficiencies too, and colour and shape together
 * repeat after 84.
 */
export const PALETTE = {
  page: ["#ffffff", "#14171b"],
  panel: ["#f5f6f8", "#1d2126"],
  ink: ["#1a1d21", "#e9ebee"],
  muted: ["#565d66", "#a6aeb8"],
  rule: ["#dde1e6", "#343a42"],
  grid: ["#e7eaee", "#2a3037"],
  accent: ["#0b5fa5", "#7cbcf5"],
  good: ["#00664c", "#4fcaa2"],
  caution: ["#7a5200", "#e8bc4f"],
  bad: ["#a8230f", "#ff9a86"],
  "model-0": ["#0b5fa5", "#6fb5f3"],
  "model-1": ["#b84500", "#ff9b5e"],
  "model-2": ["#00745a", "#46c7a0"],
  "model-3": ["#93398f", "#e08fdc"],
  "model-4": ["#745800", "#dfba49"],
  "model-5": ["#4a4fb0", "#a9b0ff"],
  "model-6": ["#c2185b", "#ff6f98"],
  "model-7": ["#3a424c", "#e3e7ec"],
  "model-8": ["#0086a3", "#35d0ea"],
  "model-9": ["#5e2a0c", "#c08a66"],
  "model-10": ["#5f8f00", "#a6d92e"],
  "model-11": ["#3f8fe6", "#4a86e0"],
  "pick-a": ["#565d66", "#b3bac3"],
  "pick-b": ["#8a4a6b", "#d79ab8"],
} as const satisfies Readonly<Record<string, readonly [light: string, dark: string]>>;

const MODEL_COLOURS = 12;
const SHAPES = [
  symbolCircle,
  symbolSquare,
  symbolTriangle,
  symbolDiamond,
  symbolWye,
  symbolStar,
  symbolCross,
];

/** The CSS class that colours the marks of a model by its place in the report. */
export function modelClass(index: number): string {
  return `m${index % MODEL_COLOURS}`;
}

/** The outline of a model's mark, about the origin; `size` is its area in square pixels. */
export function markPath(index: number, size = 64): string {
  // Where colours begin again, shapes must not pair up with them as before.
  const shape = SHAPES[(index + Math.floor(index / MODEL_COLOURS)) % SHAPES.length] ?? symbolCircle;
  return symbol(shape, size).digits(2)() ?? "";
}

/** A model's mark as it stands before its name in running text and tables. */
export function markSwatch(index: number): Markup {
  return html`<svg class="swatch ${modelClass(index)}" width="14" height="14" viewBox="-7 -7 14 14" aria-hidden="true"><path class="mark" d="${markPath(index)}"/></svg>`;
}

/** One declaration for each colour with both themes; browsers without light-dark() get the light one. Paper is light. */
export function colourRules(): string {
  const names = Object.entries(PALETTE);
  const light = names.map(([name, [value]]) => `--${name}:${value};`).join("");
  const both = names.map(([name, [day, night]]) => `--${name}:light-dark(${day},${night});`).join("");
  return `:root{${light}}
@supports (color:light-dark(#000,#fff)){:root{color-scheme:light dark;${both}}
@media print{:root:root{color-scheme:light!important}}}`;
}

/** One rule for each model colour. */
export function modelColourRules(): string {
  return Array.from(
    { length: MODEL_COLOURS },
    (_, index) => `.m${index}{--model:var(--model-${index})}`,
  ).join("\n");
}
