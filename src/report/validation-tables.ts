import { DIMENSIONS, FAMILIES, FAMILY_LABELS, labelOf } from "../instrument/dimensions.ts";
import { decimals } from "../lib/number-text.ts";
import type { SurveyValidation } from "../scoring/survey/validate-survey.ts";
import { validationData } from "./csv/validation-data.ts";
import type { Printout } from "./printout.ts";
import type { Cell, Table } from "./table.ts";

/** The human side of the instrument, recomputed: loadings, what explains the rest, chance, style, circle. */
export function validationPrintout(validation: SurveyValidation, seed: number): Printout {
  return {
    document: { format: "value-portrait/validation", version: 1, seed, ...validation },
    data: validationData(validation),
    tables: [
      loadingsTable(validation),
      explanationsTable(validation),
      tagsTable(validation),
      tiesTable(validation),
      circleTable(validation),
    ],
  };
}

function loadingsTable({ raters, groups, ratings, loadings }: SurveyValidation): Table {
  return {
    title: "Correlations recomputed from the survey",
    note: `${raters} raters in ${groups} groups, ${ratings} ratings; Spearman with midranks, p as scipy's; equal within 1e-9`,
    columns: [
      { header: "What" },
      { header: "Compared", digits: 0 },
      { header: "Equal", digits: 0 },
      { header: "Largest difference", scientific: true },
    ],
    rows: [
      [
        "correlations",
        loadings.total,
        loadings.reproduced,
        Math.max(loadings.largestExact, loadings.largestOther),
      ],
      [
        "items, all 19 of theirs",
        loadings.exactItems.length + loadings.otherItems.length,
        loadings.exactItems.length,
        loadings.largestExact,
      ],
    ],
  };
}

function explanationsTable({ explanations, loadings }: SurveyValidation): Table {
  return {
    title: `The other ${loadings.otherItems.length} items: a rater in two groups, of whom one questionnaire was kept`,
    note: "With one of the scores below instead of the stored one, every item of the group has its released rho.",
    columns: [
      { header: "Rater" },
      { header: "Group", digits: 0 },
      { header: "Dimension" },
      { header: "Stored", digits: 2 },
      { header: "Reproducing" },
    ],
    rows: explanations.map(({ rater, group, dimension, stored, reproducing }) => [
      rater,
      group,
      labelOf(dimension),
      stored,
      reproducing.map((score) => decimals(score, 2)).join(", ") || "none",
    ]),
  };
}

function tagsTable({ chance, style }: SurveyValidation): Table {
  const row = (
    label: string,
    tags: (typeof chance.dimensions)[keyof typeof chance.dimensions],
    rho?: number,
  ): Cell[] => [label, tags.observed, tags.expected, tags.sd, tags.p, rho];
  return {
    title: "Tags by chance, and the raters' style",
    note: `Chance: people's profiles shuffled within their group, ${chance.permutations} times. Style: rho of mean rating and score.`,
    columns: [
      { header: "Dimension" },
      { header: "Tags", digits: 0 },
      { header: "By chance", digits: 1 },
      { header: "SD", digits: 1 },
      { header: "p", digits: 3 },
      { header: "Style", digits: 2, signed: true },
    ],
    rows: [
      ...DIMENSIONS.map((dimension) =>
        row(labelOf(dimension), chance.dimensions[dimension], style[dimension]?.rho),
      ),
      ...FAMILIES.map((family) => row(`${FAMILY_LABELS[family]}, all`, chance.families[family])),
    ],
  };
}

function tiesTable({ tieTags }: SurveyValidation): Table {
  return {
    title: "Tags that hang on rounding: equal scores differ in their last digit and are not tied",
    columns: [{ header: "Item" }, { header: "Dimension" }, { header: "As stored" }, { header: "With ties" }],
    rows: tieTags.map(({ item, dimension, asStored }) => [
      item,
      labelOf(dimension),
      asStored ? "tagged" : "not tagged",
      asStored ? "not tagged" : "tagged",
    ]),
  };
}

function circleTable({ circle, circleModels, circleKey }: SurveyValidation): Table {
  return {
    title: `Schwartz's circle over ${circleModels} released models (key: ${circleKey})`,
    note: "Ten centred scores that have nothing to do with each other correlate at -.11.",
    columns: [
      { header: "Pair" },
      { header: "Expected" },
      { header: "Models", digits: 2, signed: true },
      { header: "People", digits: 2, signed: true },
      { header: "Shared items", digits: 0 },
    ],
    rows: circle.map(({ pair, expected, models, people, sharedItems }) => [
      pair.map(labelOf).join(" and "),
      expected,
      models,
      people,
      sharedItems,
    ]),
  };
}
