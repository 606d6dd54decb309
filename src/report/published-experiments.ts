import { labelOf, VALUES } from "../instrument/dimensions.ts";
import { publishedExperimentsData } from "./csv/experiment-data.ts";
import { type ColumnNames, demographicsTables, traitsTable } from "./experiment-tables.ts";
import { demographicsSentences, steeringSentences } from "./experiment-text.ts";
import type { PrintFormat, Printout } from "./printout.ts";
import type { PublishedAnalysis } from "./published-analysis.ts";
import { steeringTables } from "./steering-tables.ts";

/**
 * What the published tables of the two experiments come to.
 * @param format names of dimensions are short in a terminal's table
 */
export function publishedExperimentsPrintout(analysis: PublishedAnalysis, format: PrintFormat): Printout {
  const { source, model, seed, permutations, demographics, steering } = analysis;
  const title = `Published (${model}, paper)`;
  const nameOf: ColumnNames = (dimension) =>
    format === "table" ? labelOf(dimension).slice(0, SHORT) : labelOf(dimension);
  const sentences = [
    ...(demographics === undefined ? [] : demographicsSentences(demographics)),
    ...(steering === undefined ? [] : steeringSentences(steering)),
    `Source: ${source}.`,
  ];
  return {
    document: {
      format: "value-portrait/published-experiments",
      version: 1,
      source,
      model,
      seed,
      permutations,
      values: VALUES,
      demographics,
      steering,
      notes: sentences,
    },
    tables: [
      ...(demographics === undefined
        ? []
        : [
            ...demographicsTables(title, demographics, nameOf),
            traitsTable(title, demographics.traits, nameOf),
          ]),
      ...(steering === undefined ? [] : steeringTables(title, steering, nameOf)),
    ],
    data: publishedExperimentsData(analysis),
    below: sentences,
  };
}

/** Letters of a value's name by which it is known: ten columns fit into a terminal. */
const SHORT = 5;
