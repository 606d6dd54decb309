import { scaleLinear } from "d3-scale";
import { areaRadial, curveLinearClosed, lineRadial } from "d3-shape";
import { extent } from "simple-statistics";
import { labelOf, VALUES, type Value } from "../../../instrument/dimensions.ts";
import type { Profile } from "../../../scoring/score/profile.ts";
import { bounds, signed } from "../figures.ts";
import type { HtmlReport, ReportedModel } from "../html-report.ts";
import { html, type Markup } from "../markup.ts";
import { markPath, modelClass } from "../palette.ts";
import { angleOf, at, CIRCLE, corners, labelPlace, poles, spokes } from "./circle-frame.ts";
import { releasedClass } from "./released-picker.ts";

/** What the rings of all circles in a report span: every figure that any of them can show, in rating points. */
export function circleDomain({ models, released }: HtmlReport): readonly [number, number] {
  const shown = [
    ...models.flatMap(({ analysis }) => VALUES.flatMap((value) => figuresOf(analysis, value))),
    ...released.flatMap(({ scores }) => VALUES.flatMap((value) => scores[value]?.centred ?? [])),
  ];
  return extent([0, ...shown]);
}

function figuresOf(analysis: ReportedModel["analysis"], value: Value): number[] {
  const interval = intervalOf(analysis, value);
  return [
    ...(analysis.profile.scores[value] === undefined ? [] : [analysis.profile.scores[value].centred]),
    ...(interval === undefined ? [] : [interval.lower, interval.upper]),
    ...analysis.human.flatMap(({ dimension, human }) => (dimension === value ? [human] : [])),
  ];
}

/**
 * A model's ten values on Schwartz's circle: Openness to Change at the upper left, Self-Transcendence at the
 * upper right, as he drew it. The band is the 95% interval, the dashed line people, and all released models are
 * there to be picked. Straight lines between the values: nothing is measured between them. d3 makes scales and
 * paths only; the markup is ours, so that its text is text and its colours are the page's.
 */
export function circleChart(
  { analysis }: ReportedModel,
  index: number,
  released: readonly Profile[],
  domain: readonly [number, number],
): Markup {
  const radius = scaleLinear(domain, [CIRCLE.inner, CIRCLE.outer]);
  const outline = lineRadial<number | undefined>()
    .angle((_, place) => angleOf(place))
    .radius((score) => radius(score ?? 0))
    .defined((score) => score !== undefined)
    .curve(curveLinearClosed)
    .digits(1);
  const band = areaRadial<Value>()
    .angle((value) => angleOf(VALUES.indexOf(value)))
    .innerRadius((value) => radius(intervalOf(analysis, value)?.lower ?? 0))
    .outerRadius((value) => radius(intervalOf(analysis, value)?.upper ?? 0))
    .defined((value) => intervalOf(analysis, value) !== undefined)
    .curve(curveLinearClosed)
    .digits(1);
  const scores = VALUES.map((value) => analysis.profile.scores[value]?.centred);
  const people = VALUES.map((value) => analysis.human.find(({ dimension }) => dimension === value)?.human);
  const doubtful = analysis.screen.verdict === "do_not_interpret";
  const id = `circle-${index}`;
  return html`<svg class="circle ${modelClass(index)}${doubtful ? " doubtful" : ""}" viewBox="${CIRCLE.viewBox}" role="img" aria-labelledby="${id}-title ${id}-text">
<title id="${id}-title">${analysis.profile.subject} on Schwartz’s circle of ten values</title>
<desc id="${id}-text">${describe(analysis)}</desc>
<g transform="${CIRCLE.centre}">
${spokes()}
${rings(domain, radius)}
${poles()}
<path class="band" d="${band(VALUES) ?? ""}"/>
<g class="releases">${released.map((profile, place) => releasedOutline(profile, place, outline))}</g>
<path class="people" d="${outline(people) ?? ""}"/>
<path class="line" d="${outline(scores) ?? ""}"/>
${scores.map((score, place) => (score === undefined ? undefined : point(score, place, index, radius)))}
${VALUES.map((value, place) => label(value, scores[place], place))}
</g>
${corners()}
</svg>`;
}

function intervalOf({ intervals }: ReportedModel["analysis"], value: Value) {
  const interval = intervals.dimensions[value];
  return interval.kind === "interval" ? interval.student : undefined;
}

function releasedOutline(
  { scores }: Profile,
  place: number,
  outline: (scores: (number | undefined)[]) => string | null,
): Markup {
  const path = outline(VALUES.map((value) => scores[value]?.centred)) ?? "";
  return html`<path class="${releasedClass(place)}" d="${path}"/>`;
}

function rings(domain: readonly [number, number], radius: (score: number) => number): Markup[] {
  const ticks = scaleLinear(domain, [0, 1]).ticks(4);
  return [
    ...ticks.map(
      (tick) => html`<circle class="${tick === 0 ? "zero" : "grid"}" r="${radius(tick).toFixed(1)}"/>`,
    ),
    ...ticks.map(
      (tick) => html`<text class="tick" y="${(-radius(tick)).toFixed(1)}" dy="3">${signedTick(tick)}</text>`,
    ),
  ];
}

function signedTick(tick: number): string {
  return tick === 0 ? "0" : signed(tick).replace(/0$/, "");
}

function point(score: number, place: number, index: number, radius: (score: number) => number): Markup {
  const { x, y } = at(angleOf(place), radius(score));
  return html`<path class="mark" transform="translate(${x} ${y})" d="${markPath(index, 44)}"/>`;
}

function label(value: Value, score: number | undefined, place: number): Markup {
  const { x, y, lift, anchor } = labelPlace(place);
  return html`<text class="value" x="${x}" y="${y}" text-anchor="${anchor}"><tspan x="${x}" dy="${lift}">${labelOf(value)}</tspan><tspan class="figure" x="${x}" dy="15">${signed(score)}</tspan></text>`;
}

/** For readers who do not see the chart. */
function describe(analysis: ReportedModel["analysis"]): string {
  const figures = VALUES.map((value) => {
    const score = analysis.profile.scores[value];
    return score === undefined
      ? `${labelOf(value)} no score`
      : `${labelOf(value)} ${signed(score.centred)} ${bounds(intervalOf(analysis, value))}`;
  });
  return `Centred scores with 95% intervals: ${figures.join("; ")}.`;
}
