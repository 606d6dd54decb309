import { DIMENSIONS, FAMILIES, familyOf } from "../../instrument/dimensions.ts";
import type { SurveyValidation } from "../../scoring/survey/validate-survey.ts";
import type { ColumnName } from "./columns.ts";
import type { Data, DataRow, DataValue } from "./data.ts";

/** What a figure of the validation is of. */
const OF_FIGURE: readonly ColumnName[] = [
  "analysis",
  "key",
  "item",
  "rater",
  "survey_group",
  "family",
  "dimension",
  "other_dimension",
  "expected",
];

/** A row for each figure of the validation; wide, one for each thing that has figures, and a column for each figure. */
export function validationData(validation: SurveyValidation): Data {
  return {
    columns: [...OF_FIGURE, "figure", "value"],
    rows: [
      ...ofLoadings(validation),
      ...ofExplanations(validation),
      ...ofTags(validation),
      ...ofTies(validation),
      ...ofCircle(validation),
    ],
    wide: { by: "figure", measures: ["value"], nameOf: (_, figure) => figure, without: [] },
  };
}

/** A row for each of some figures. */
function figures(of: DataRow, values: Readonly<Record<string, DataValue>>): DataRow[] {
  return Object.entries(values).flatMap(([figure, value]) =>
    value === undefined ? [] : [{ ...of, figure, value: Number(value) }],
  );
}

function ofLoadings({ raters, groups, ratings, loadings }: SurveyValidation): DataRow[] {
  const { total, reproduced, exactItems, otherItems, largestExact, largestOther } = loadings;
  return [
    ...figures(
      { analysis: "correlations" },
      {
        raters,
        groups,
        ratings,
        compared: total,
        equal: reproduced,
        largest_difference: Math.max(largestExact, largestOther),
      },
    ),
    ...figures(
      { analysis: "items" },
      {
        compared: exactItems.length + otherItems.length,
        equal: exactItems.length,
        largest_difference: largestExact,
      },
    ),
  ];
}

function ofExplanations({ explanations }: SurveyValidation): DataRow[] {
  return explanations.flatMap(({ rater, group, dimension, stored, reproducing }) =>
    figures(
      {
        analysis: "other_questionnaire",
        rater,
        survey_group: group,
        family: familyOf(dimension),
        dimension,
      },
      {
        stored,
        ...Object.fromEntries(reproducing.map((score, index) => [`reproducing_${index + 1}`, score])),
      },
    ),
  );
}

function ofTags({ chance, style }: SurveyValidation): DataRow[] {
  const tags = ({ observed, expected, sd, p }: SurveyValidation["chance"]["families"]["values"]) => ({
    tags: observed,
    by_chance: expected,
    by_chance_sd: sd,
    by_chance_p: p,
  });
  return [
    ...DIMENSIONS.flatMap((dimension) =>
      figures(
        { analysis: "tags", family: familyOf(dimension), dimension },
        { ...tags(chance.dimensions[dimension]), style: style[dimension]?.rho },
      ),
    ),
    ...FAMILIES.flatMap((family) => figures({ analysis: "tags", family }, tags(chance.families[family]))),
  ];
}

function ofTies({ tieTags }: SurveyValidation): DataRow[] {
  return tieTags.flatMap(({ item, dimension, asStored }) =>
    figures(
      { analysis: "ties", item, family: familyOf(dimension), dimension },
      { tagged_as_stored: asStored, tagged_with_ties: !asStored },
    ),
  );
}

function ofCircle({ circle, circleModels, circleKey }: SurveyValidation): DataRow[] {
  return circle.flatMap(({ pair: [one, other], expected, models, people, sharedItems }) =>
    figures(
      {
        analysis: "circle",
        key: circleKey,
        family: familyOf(one),
        dimension: one,
        other_dimension: other,
        expected,
      },
      {
        correlation_of_models: models,
        correlation_of_people: people,
        shared_items: sharedItems,
        models: circleModels,
      },
    ),
  );
}
