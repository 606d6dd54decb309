/** What stands around the drawings in words: verdicts first, caveats last. */
import { element, ready, words } from "./elements.js";

/** @import { Facts } from "./facts.js" */
/** @import { Baseline, Profile, Result } from "./read-result.js" */

/**
 * Who a profile is of, and whether it may be interpreted.
 * @param {Profile} profile
 * @param {number} index
 * @param {Facts} facts
 */
export function head(profile, index, { doubtful }) {
  const { name, origin, verdict, validity, warnings, notChecked, answers } = profile;
  const isDoubtful = verdict === doubtful;
  return element(
    "section",
    { class: isDoubtful ? `${doubtful}-profile` : "profile" },
    element("h2", {}, ready(`mark-${index}`), " ", words(name)),
    element("p", { class: "validity" }, badge(verdict), words(validity)),
    warnings.length === 0
      ? undefined
      : element(
          "details",
          isDoubtful ? { open: "" } : {},
          element("summary", {}, isDoubtful ? "Why" : `What to know (${warnings.length})`),
          element(
            "ul",
            { class: "warnings" },
            ...warnings.map((warning) => element("li", {}, words(warning))),
          ),
        ),
    element(
      "p",
      { class: "note" },
      words([origin, answers].filter(Boolean).join(" · ")),
      notChecked.length === 0 ? undefined : ` · not checked: ${notChecked.join(", ")}`,
    ),
  );
}

/** @param {string} verdict */
function badge(verdict) {
  return ready(verdict) ?? element("span", { class: "badge reference" }, verdict || "no verdict");
}

/**
 * What a profile and the baseline come to. A baseline that is not to be interpreted is named first.
 * @param {readonly Profile[]} profiles
 * @param {Baseline | undefined} baseline
 * @param {Facts} facts
 */
export function comparison(profiles, baseline, { doubtful, doubtfulLabel }) {
  if (baseline === undefined)
    return profiles.length < 2
      ? []
      : [
          element(
            "p",
            { class: "note" },
            "No differences were asked for. Intervals that overlap say nothing of a difference: it needs a baseline.",
          ),
        ];
  const isDoubtful = baseline.verdict === doubtful;
  const isOnly = profiles.filter(({ headline }) => headline !== "").length === 1;
  return [
    element(
      "p",
      { class: isDoubtful ? "alarm" : "note" },
      "Differences are a profile minus the baseline, ",
      words(baseline.name),
      ".",
      isDoubtful ? ` ${doubtfulLabel}: a difference from it says nothing about values.` : undefined,
    ),
    ...profiles.flatMap((profile, index) => [
      headline(profile, isOnly ? undefined : index),
      listOf("remarks note", profile.notes),
    ]),
  ];
}

/**
 * @param {string} name
 * @param {readonly string[]} texts
 */
function listOf(name, texts) {
  const items = texts.filter(Boolean).map((text) => element("li", {}, words(text)));
  return items.length === 0 ? undefined : element("ul", { class: name }, ...items);
}

/**
 * The sentence on a profile and the baseline; whose it is, where there are several.
 * @param {Profile} profile
 * @param {number} [index]
 */
function headline({ headline, name }, index) {
  if (headline === "") return undefined;
  const whose =
    index === undefined
      ? []
      : [ready(`mark-${index}`), element("span", { class: "visually-hidden" }, words(name)), " "];
  return element("p", { class: "headline" }, ...whose, words(headline));
}

/**
 * What must not be forgotten, and how the figures are made.
 * @param {Result} result
 */
export function caveats({ caveats, interval, verdicts, tiers, key }) {
  const made = [
    key && `Key: ${key}.`,
    interval && `Intervals: ${interval}`,
    verdicts && `Verdicts: ${verdicts}`,
  ];
  return [
    listOf("caveats", [tiers, ...caveats]),
    element(
      "details",
      {},
      element("summary", {}, "How the figures are made"),
      ...made.filter(Boolean).map((text) => element("p", {}, words(text))),
    ),
  ];
}
