import { readFileSync } from "node:fs";
import { DIMENSIONS_OF, FAMILIES, FAMILY_LABELS, labelOf, VALUES } from "../../instrument/dimensions.ts";
import { capitalised } from "../../lib/capitalised.ts";
import { once } from "../../lib/memo.ts";
import { packageVersion } from "../../lib/package-version.ts";
import {
  angleOf,
  CIRCLE,
  corners,
  labelPlace,
  poles,
  spokes,
} from "../../report/html/charts/circle-frame.ts";
import { html, type Markup } from "../../report/html/markup.ts";
import { markPath, markSwatch } from "../../report/html/palette.ts";
import { verdictBadge } from "../../report/html/verdict-badge.ts";
import { SCREEN_VERDICT_LABELS, SCREEN_VERDICTS } from "../../scoring/screen/screen.ts";
import { appStyle } from "./app-style.ts";

/** How many profiles are drawn at most: more lines on one circle cannot be told apart. */
const MAX_DRAWN = 2;

/** The scripts of the view, in the order in which they stand in the page. */
const SCRIPTS = ["elements", "facts", "scale", "read-result", "circle", "intervals", "notes", "host", "main"];

/**
 * The page that draws a result of get_value_profiles in hosts that show MCP Apps (extension of 2026-01-26): one file
 * that asks for nothing else. It is the same for all results; the host passes them in. What can be drawn beforehand
 * comes from the report's own charts and colours, so that both look alike.
 */
export const profileApp = once((): string => {
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<title>Value profiles</title>
<style>${appStyle()}</style>
</head>
<body>
<main><h1>Value profiles</h1><p id="state" role="status">Waiting for the profiles.</p></main>
<template id="circle">${circleFrame()}</template>
${SCREEN_VERDICTS.map((verdict) => html`<template id="${verdict}">${verdictBadge(verdict)}</template>`)}
${places().map((place) => html`<template id="mark-${place}">${markSwatch(place)}</template>`)}
<script type="application/json" id="facts">${facts()}</script>
<script type="module">
${script()}</script>
</body>
</html>
`;
  return page.markup;
});

function places(): number[] {
  return Array.from({ length: MAX_DRAWN }, (_, place) => place);
}

/** Everything of the circle that no result changes. */
function circleFrame(): Markup {
  const labels = VALUES.map((value, place) => {
    const { x, y, lift, anchor } = labelPlace(place);
    return html`<text class="value" x="${x}" y="${y}" text-anchor="${anchor}"><tspan x="${x}" dy="${lift}">${labelOf(value)}</tspan><tspan class="figure" data-value="${value}" x="${x}" dy="15"></tspan></text>`;
  });
  return html`<svg class="circle" viewBox="${CIRCLE.viewBox}" role="img" aria-labelledby="circle-title circle-text"><title id="circle-title"></title><desc id="circle-text"></desc><g transform="${CIRCLE.centre}">${spokes()}<g class="rings"></g>${poles()}<g class="lines"></g>${labels}</g>${corners()}</svg>`;
}

/** What the scripts know of the instrument. */
function facts(): Markup {
  const known = {
    version: packageVersion(),
    maxDrawn: MAX_DRAWN,
    angles: Object.fromEntries(VALUES.map((value, place) => [value, angleOf(place)])),
    radii: [CIRCLE.inner, CIRCLE.outer],
    families: FAMILIES.map((family) => ({
      label: FAMILY_LABELS[family],
      dimensions: Object.fromEntries(
        DIMENSIONS_OF[family].map((dimension) => [dimension, labelOf(dimension)]),
      ),
    })),
    doubtful: "do_not_interpret",
    doubtfulLabel: capitalised(SCREEN_VERDICT_LABELS.do_not_interpret),
    marks: places().map((place) => markPath(place)),
  };
  return { markup: JSON.stringify(known).replaceAll("<", "\\u003c") };
}

/**
 * The scripts as one, without what is written for readers of the source: they are modules for the type checker, and
 * share a scope in the page, because a page that may load nothing can import nothing.
 */
function script(): Markup {
  const parts = SCRIPTS.map((name) =>
    readFileSync(new URL(`./view/${name}.js`, import.meta.url), "utf8")
      .replace(/^import [^;]*;\n/gm, "")
      .replace(/^export /gm, "")
      .replace(/^ *\/\*\*.*?\*\/\n/gms, ""),
  );
  return { markup: parts.join("\n") };
}
