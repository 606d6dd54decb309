/** Scores with their intervals as a table whose rows are drawn as well: what the eye gets, a screen reader gets. */
import { bounds, drawn, element, ready, signed, words } from "./elements.js";
import { labelOf } from "./facts.js";
import { scaleOf, spanOf, ticksOf, tickText } from "./scale.js";

/** @import { Facts } from "./facts.js" */
/** @import { Baseline, Difference, Profile, Row } from "./read-result.js" */
/** @import { Domain } from "./scale.js" */
/** @typedef {{ label: string, rows: (profile: Profile) => readonly Row[] }} Section */

/** The ends of a drawing in per cent, with a margin for marks. */
const ENDS = /** @type {const} */ ([2, 98]);

/** The height of a drawing. */
const ROW = 20;

/**
 * One table of all sections that have rows: axes first, where there are any, then families.
 * @param {readonly Profile[]} profiles
 * @param {Baseline | undefined} baseline
 * @param {Facts} facts
 */
export function intervals(profiles, baseline, facts) {
  const sections = sectionsOf(facts).filter(({ rows }) =>
    profiles.some((profile) => rows(profile).length > 0),
  );
  const all = sections.flatMap(({ rows }) => profiles.flatMap(rows));
  const domain = spanOf(all.flatMap(({ score, lower, upper, people }) => [score, lower, upper, people]));
  const heads = ["Dimension", "Profile", axis(domain), "Score [95%]", "People", "Items", "Tier"];
  return element(
    "table",
    { role: "table" },
    element(
      "caption",
      {},
      "Centred scores with their 95% intervals, in rating points; ◇ people on the same items, n items, and the tier.",
    ),
    element(
      "thead",
      { role: "rowgroup" },
      element(
        "tr",
        { role: "row" },
        ...heads.map((head) =>
          element(
            "th",
            {
              role: "columnheader",
              scope: "col",
              ...(head instanceof Element ? { class: "plot-cell" } : {}),
            },
            head,
          ),
        ),
      ),
    ),
    ...sections.flatMap((section) => [
      ...(sections.length > 1 ? [familyHead(section.label)] : []),
      ...namesIn(section, profiles).map((name) =>
        group(name, section, { profiles, baseline, domain, facts }),
      ),
    ]),
  );
}

/**
 * Axes, then families; last what belongs to no family that the page knows.
 * @param {Facts} facts
 * @returns {Section[]}
 */
function sectionsOf({ families }) {
  const known = Object.assign({}, ...families.map(({ dimensions }) => dimensions));
  return [
    { label: "Axes", rows: ({ axes }) => axes },
    ...families.map(({ label, dimensions }) => ({
      label,
      rows: (/** @type {Profile} */ { rows }) =>
        rows.filter(({ dimension }) => Object.hasOwn(dimensions, dimension)),
    })),
    { label: "Others", rows: ({ rows }) => rows.filter(({ dimension }) => !Object.hasOwn(known, dimension)) },
  ];
}

/**
 * @param {Section} section
 * @param {readonly Profile[]} profiles
 */
function namesIn({ rows }, profiles) {
  return [...new Set(profiles.flatMap((profile) => rows(profile).map(({ dimension }) => dimension)))];
}

/** @param {string} label */
function familyHead(label) {
  const head = element("th", { role: "rowheader", scope: "rowgroup", colspan: 7 }, label);
  return element("tbody", { role: "rowgroup", class: "family" }, element("tr", { role: "row" }, head));
}

/** @typedef {{ profiles: readonly Profile[], baseline: Baseline | undefined, domain: Domain, facts: Facts }} Shown */

/**
 * The rows of one dimension: the profiles' scores, and below them their differences from the baseline.
 * @param {string} dimension
 * @param {Section} section
 * @param {Shown} shown
 */
function group(dimension, section, { profiles, baseline, domain, facts }) {
  const scores = profiles.map((profile, index) => {
    const row = section.rows(profile).find((one) => one.dimension === dimension);
    return row && scoreRow(row, profile, index, domain, facts);
  });
  const differences = profiles.map((profile, index) => {
    const difference = profile.differences.find((one) => one.dimension === dimension);
    const isDoubtful = [profile.verdict, baseline?.verdict].includes(facts.doubtful);
    return difference && differenceRow(difference, profile, index, isDoubtful);
  });
  const rows = [...scores, ...differences].filter((row) => row !== undefined);
  rows[0]?.prepend(
    element("th", { role: "rowheader", scope: "rowgroup", rowspan: rows.length }, labelOf(dimension, facts)),
  );
  return element("tbody", { role: "rowgroup" }, ...rows);
}

/**
 * @param {Row} row
 * @param {Profile} profile
 * @param {number} index
 * @param {Domain} domain
 * @param {Facts} facts
 */
function scoreRow(row, profile, index, domain, facts) {
  const doubtful = profile.verdict === facts.doubtful;
  return element(
    "tr",
    { role: "row" },
    markCell(profile, index),
    cell("plot-cell", plot(row, index, domain, facts, doubtful)),
    figureCell(row.score, row),
    labelled("people-cell", "◇", row.people === undefined ? "" : signed(row.people)),
    labelled("items", "n", row.items === undefined ? "" : String(row.items)),
    cell("tier", row.tier !== "" && doubtful ? element("s", {}, row.tier) : row.tier),
  );
}

/**
 * What is said of a difference is crossed out where one of both is not to be interpreted.
 * @param {Difference} difference
 * @param {Profile} profile
 * @param {number} index
 * @param {boolean} doubtful
 */
function differenceRow({ difference, lower, upper, adjustedP, verdict }, profile, index, doubtful) {
  const isApart = verdict === "higher" || verdict === "lower";
  const p = adjustedP === undefined ? "" : ` (adjusted p ${adjustedP < 0.001 ? "< .001" : adjustedP})`;
  return element(
    "tr",
    { role: "row", class: "difference" },
    markCell(profile, index),
    cell("plot-cell", `difference${p}`),
    figureCell(difference, { lower, upper }),
    element(
      "td",
      { role: "cell", class: `verdict${isApart && !doubtful ? " real" : ""}`, colspan: 3 },
      doubtful ? element("s", {}, verdict) : verdict,
    ),
  );
}

/**
 * @param {number} figure
 * @param {{ lower: number | undefined, upper: number | undefined }} interval
 */
function figureCell(figure, interval) {
  return cell("score", signed(figure), " ", element("span", { class: "bounds" }, bounds(interval)));
}

/**
 * Whose row it is.
 * @param {Profile} profile
 * @param {number} index
 */
function markCell({ name }, index) {
  return cell("whose", ready(`mark-${index}`), element("span", { class: "visually-hidden" }, words(name)));
}

/**
 * @param {string} name
 * @param {readonly (Node | string | undefined)[]} children
 */
function cell(name, ...children) {
  return element("td", { role: "cell", class: name }, ...children);
}

/**
 * @param {string} name
 * @param {string} label stands before the figure where the head of the column is not seen
 * @param {string} figure
 */
function labelled(name, label, figure) {
  return element("td", { role: "cell", class: name, "data-label": label }, figure);
}

/** @param {Domain} domain */
function axis(domain) {
  const x = scaleOf(domain, ENDS);
  const texts = ticksOf(domain).map((tick) => drawn("text", { x: `${x(tick)}%`, y: 12 }, tickText(tick)));
  return drawn(
    "svg",
    { class: "axis", width: "100%", height: 16, role: "img", "aria-label": "Drawing" },
    ...texts,
  );
}

/**
 * @param {Row} row
 * @param {number} index
 * @param {Domain} domain
 * @param {Facts} facts
 * @param {boolean} doubtful
 */
function plot({ score, lower, upper, people }, index, domain, { marks }, doubtful) {
  const x = scaleOf(domain, ENDS);
  const at = (/** @type {number} */ figure, /** @type {Element} */ mark) =>
    drawn("svg", { x: `${x(figure)}%`, y: ROW / 2, overflow: "visible" }, mark);
  const isMeasured = lower !== undefined && upper !== undefined;
  return drawn(
    "svg",
    {
      class: `plot m${index}${doubtful || !isMeasured ? " hollow" : ""}`,
      width: "100%",
      height: ROW,
      "aria-hidden": "true",
    },
    ...ticksOf(domain).map((tick) =>
      drawn("line", {
        class: tick === 0 ? "zero" : "grid",
        x1: `${x(tick)}%`,
        x2: `${x(tick)}%`,
        y1: 0,
        y2: 22,
      }),
    ),
    isMeasured
      ? drawn("line", { class: "interval", x1: `${x(lower)}%`, x2: `${x(upper)}%`, y1: ROW / 2, y2: ROW / 2 })
      : undefined,
    people === undefined
      ? undefined
      : at(people, drawn("path", { class: "people-mark", d: "M0-6L4 0L0 6L-4 0Z" })),
    at(score, drawn("path", { class: "mark", d: marks[index] ?? "" })),
  );
}
