/** The ten values on Schwartz's circle. */
import { bounds, drawn, ready, signed } from "./elements.js";
import { labelOf } from "./facts.js";
import { scaleOf, spanOf, ticksOf, tickText } from "./scale.js";

/** @import { Facts } from "./facts.js" */
/** @import { Profile, Row } from "./read-result.js" */
/** @typedef {(figure: number | undefined, angle: number) => string | undefined} Place where a figure of a value stands */

/**
 * The circle of one profile or two, with people's scores; undefined where no value has a score.
 * @param {readonly Profile[]} profiles
 * @param {Facts} facts
 */
export function circle(profiles, facts) {
  const values = Object.keys(facts.angles);
  const outlines = profiles.map(({ rows }) =>
    values.map((value) => rows.find(({ dimension }) => dimension === value)),
  );
  const rows = outlines.flat().filter((row) => row !== undefined);
  const svg = ready("circle");
  if (rows.length === 0 || svg === undefined) return undefined;
  const domain = spanOf(rows.flatMap(({ score, lower, upper, people }) => [score, lower, upper, people]));
  const radius = scaleOf(domain, facts.radii);
  /** @type {Place} */
  const place = (figure, angle) =>
    figure === undefined
      ? undefined
      : `${(radius(figure) * Math.sin(angle)).toFixed(1)} ${(-radius(figure) * Math.cos(angle)).toFixed(1)}`;
  const angles = Object.values(facts.angles);
  svg.querySelector(".rings")?.append(...rings(ticksOf(domain), radius));
  svg
    .querySelector(".lines")
    ?.append(
      ...outlines.map((own, index) => inked(profiles[index], index, facts, band(own, angles, place))),
      line("people", peopleOf(outlines), angles, place),
      ...outlines.map((own, index) =>
        inked(profiles[index], index, facts, ...scores(own, angles, place, facts.marks[index])),
      ),
      ...(profiles.every(({ verdict }) => verdict === facts.doubtful) ? strike(facts) : []),
    );
  for (const [index, value] of values.entries()) {
    const figures = outlines.map((own) => signed(own[index]?.score)).join(" / ");
    svg.querySelector(`[data-value="${value}"]`)?.append(figures);
  }
  svg.querySelector("title")?.append(`${namesOf(profiles)} on Schwartz’s circle of ten values`);
  svg.querySelector("desc")?.append(profiles.map((profile) => describe(profile, facts)).join(" "));
  return svg;
}

/**
 * Draws in the colour of a profile, and so that it is seen that a profile is not to be interpreted.
 * @param {Profile | undefined} profile
 * @param {number} index
 * @param {Facts} facts
 * @param {readonly Element[]} parts
 */
function inked(profile, index, { doubtful }, ...parts) {
  return drawn("g", { class: `m${index}${profile?.verdict === doubtful ? " doubtful" : ""}` }, ...parts);
}

/**
 * @param {readonly number[]} ticks
 * @param {(figure: number) => number} radius
 */
function rings(ticks, radius) {
  return [
    ...ticks.map((tick) =>
      drawn("circle", { class: tick === 0 ? "zero" : "grid", r: radius(tick).toFixed(1) }),
    ),
    ...ticks.map((tick) =>
      drawn("text", { class: "tick", y: (-radius(tick)).toFixed(1), dy: 3 }, tickText(tick)),
    ),
  ];
}

/**
 * The intervals, between neighbours that have one.
 * @param {readonly (Row | undefined)[]} rows
 * @param {readonly number[]} angles
 * @param {Place} place
 */
function band(rows, angles, place) {
  const parts = rows.map((row, index) => {
    const next = (index + 1) % rows.length;
    const [angle = 0, nextAngle = 0] = [angles[index], angles[next]];
    const corners = [
      place(row?.lower, angle),
      place(row?.upper, angle),
      place(rows[next]?.upper, nextAngle),
      place(rows[next]?.lower, nextAngle),
    ];
    return corners.includes(undefined) ? "" : `M${corners.join("L")}Z`;
  });
  return drawn("path", { class: "band", d: parts.join("") });
}

/**
 * Straight lines between neighbours that have a figure: nothing is measured between them.
 * @param {string} name
 * @param {readonly (number | undefined)[]} figures
 * @param {readonly number[]} angles
 * @param {Place} place
 */
function line(name, figures, angles, place) {
  const points = figures.map((figure, index) => place(figure, angles[index] ?? 0));
  const whole = !points.includes(undefined);
  const parts = points.map((point, index) => {
    if (point === undefined) return "";
    return `${index > 0 && points[index - 1] !== undefined ? "L" : "M"}${point}`;
  });
  const [first, last] = [points[0], points.at(-1)];
  const end = whole ? "Z" : first !== undefined && last !== undefined ? `M${last}L${first}` : "";
  return drawn("path", { class: name, d: `${parts.join("")}${end}` });
}

/**
 * @param {readonly (Row | undefined)[]} rows
 * @param {readonly number[]} angles
 * @param {Place} place
 * @param {string} [mark]
 */
function scores(rows, angles, place, mark = "") {
  const figures = rows.map((row) => row?.score);
  const marks = figures.flatMap((figure, index) => {
    const point = place(figure, angles[index] ?? 0);
    return point === undefined
      ? []
      : drawn("path", { class: "mark", transform: `translate(${point})`, d: mark });
  });
  return [line("line", figures, angles, place), ...marks];
}

/**
 * People's scores, which are the same beside every profile.
 * @param {readonly (readonly (Row | undefined)[])[]} outlines
 */
function peopleOf(outlines) {
  return (outlines[0] ?? []).map((_, index) =>
    outlines.map((own) => own[index]?.people).find((figure) => figure !== undefined),
  );
}

/** @param {Facts} facts */
function strike({ radii: [, outer], doubtfulLabel }) {
  const end = outer * Math.SQRT1_2;
  return [
    drawn("path", { class: "strike", d: `M${-end} ${-end}L${end} ${end}M${-end} ${end}L${end} ${-end}` }),
    drawn("text", { class: "stamp", y: 10 }, doubtfulLabel),
  ];
}

/** @param {readonly Profile[]} profiles */
function namesOf(profiles) {
  return profiles.map(({ name }) => name).join(" and ");
}

/**
 * For readers who do not see the chart.
 * @param {Profile} profile
 * @param {Facts} facts
 */
function describe({ name, verdict, rows }, facts) {
  const figures = rows
    .filter(({ dimension }) => Object.hasOwn(facts.angles, dimension))
    .map((row) => `${labelOf(row.dimension, facts)} ${signed(row.score)} ${bounds(row)}`);
  const warning = verdict === facts.doubtful ? ` (${facts.doubtfulLabel})` : "";
  return `${name}${warning}, centred scores with 95% intervals: ${figures.join("; ")}.`;
}
