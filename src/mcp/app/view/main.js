/** Draws what the host passes in. */
import { circle } from "./circle.js";
import { drawn, element, ready, words } from "./elements.js";
import { readFacts } from "./facts.js";
import { meetHost } from "./host.js";
import { intervals } from "./intervals.js";
import { caveats, comparison, head } from "./notes.js";
import { readResult } from "./read-result.js";

/** @import { Facts } from "./facts.js" */
/** @import { Profile, Result } from "./read-result.js" */

const facts = readFacts();

meetHost(facts.version, {
  onInput: (params) => {
    const ids = params["arguments"]?.ids;
    say(Array.isArray(ids) ? `Reading ${ids.join(", ")}.` : "Reading the profiles.");
  },
  onResult: (result) => {
    const found = result["isError"] === true ? undefined : readResult(result["structuredContent"]);
    if (found !== undefined) show(found);
    else if (result["isError"] === true)
      say(`There is nothing to draw. ${result["content"]?.[0]?.text ?? ""}`);
    else say("There is nothing to draw: the host passed on no figures. The answer has them as text.");
  },
  onCancelled: () => say("The request was called off: there is nothing to draw."),
});

/** @param {string} text */
function say(text) {
  fill("Value profiles", element("p", { id: "state", role: "status" }, words(text)));
}

/** @param {Result} result */
function show(result) {
  const shown = result.profiles.slice(0, facts.maxDrawn);
  const left = result.profiles.length - shown.length;
  const { baseline } = result;
  fill(
    shown.length === 1 ? "Value profile" : "Two value profiles",
    element("div", { class: "profiles" }, ...shown.map((profile, index) => head(profile, index, facts))),
    left === 0
      ? undefined
      : element(
          "p",
          { class: "alarm" },
          `Only the first ${shown.length} of ${result.profiles.length} profiles are drawn.`,
        ),
    ...comparison(shown, baseline, facts),
    element("div", { class: "picture" }, figure(shown), intervals(shown, baseline, facts)),
    ...caveats(result),
  );
}

/** @param {readonly Profile[]} profiles */
function figure(profiles) {
  const svg = circle(profiles, facts);
  return svg && element("figure", {}, svg, element("figcaption", {}, ...legend(profiles)));
}

/** @param {readonly Profile[]} profiles */
function legend(profiles) {
  const dashed = drawn("line", { class: "key-people", x1: 0, x2: 26, y1: 5, y2: 5 });
  return [
    ...profiles.map(({ name, verdict }, index) =>
      element(
        "span",
        {},
        ready(`mark-${index}`),
        words(name),
        verdict === facts.doubtful ? element("b", {}, `(${facts.doubtfulLabel.toLowerCase()})`) : undefined,
      ),
    ),
    element("span", {}, "band: 95% interval"),
    element(
      "span",
      {},
      drawn("svg", { class: "key", width: 26, height: 10, "aria-hidden": "true" }, dashed),
      "people",
    ),
  ];
}

/**
 * @param {string} title
 * @param {readonly (Element | undefined)[]} parts
 */
function fill(title, ...parts) {
  document
    .querySelector("main")
    ?.replaceChildren(element("h1", {}, title), ...parts.filter((part) => part !== undefined));
}
