import { familyOf, TRAITS, VALUES } from "../../instrument/dimensions.ts";
import type { Agreement } from "../../scoring/experiments/against-people.ts";
import type { Demographics } from "../../scoring/experiments/demographics.ts";
import type { Steering } from "../../scoring/experiments/steering.ts";
import type { PublishedAnalysis, TraitShift } from "../published-analysis.ts";
import type { ColumnName } from "./columns.ts";
import type { Data, DataRow, DataValue } from "./data.ts";

/** What a figure of an experiment is of. */
const OF_FIGURE: readonly ColumnName[] = [
  "experiment",
  "axis",
  "condition",
  "who",
  "family",
  "dimension",
  "other_dimension",
  "expected",
];

/** A row for each figure of the experiments; wide, one for each thing that has figures, and a column for each figure. */
export function publishedExperimentsData({ demographics, steering }: PublishedAnalysis): Data {
  return {
    columns: [...OF_FIGURE, "figure", "value"],
    rows: [
      ...(demographics === undefined
        ? []
        : [...ofDemographics(demographics), ...ofTraits(demographics.traits)]),
      ...(steering === undefined ? [] : ofSteering(steering)),
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

/** A row for each value of some lists in the order of VALUES. */
function perValue(of: DataRow, lists: Readonly<Record<string, readonly (number | undefined)[]>>): DataRow[] {
  return VALUES.flatMap((dimension, place) =>
    figures(
      { ...of, family: "values", dimension },
      Object.fromEntries(Object.entries(lists).map(([figure, list]) => [figure, list[place]])),
    ),
  );
}

function ofDemographics({ generic, pooled, axes }: Demographics): DataRow[] {
  const of: DataRow = { experiment: "demographics" };
  return [
    ...figures({ ...of, who: "model" }, { generic_share: generic.share }),
    ...perValue({ ...of, who: "model" }, { generic_shift: generic.mean }),
    ...figures(of, {
      ...agreement(pooled.asMeasured),
      ...agreement(pooled.withoutGeneric, "_without_generic"),
    }),
    ...axes.flatMap((result) => ofAxis({ ...of, axis: result.axis }, result)),
  ];
}

function ofAxis(of: DataRow, { groups, contrasts, trends = [] }: Demographics["axes"][number]): DataRow[] {
  const { first, last, model, people = [], agreement: alike } = contrasts.firstMinusLast;
  const contrast = `${first} - ${last}`;
  return [
    ...groups.flatMap(({ group, againstPeople, ...persona }, index) => {
      const condition = { ...of, condition: group };
      const fromMean = contrasts.fromMean[index];
      return [
        ...perValue(
          { ...condition, who: "model" },
          {
            shift: persona.model,
            shift_without_generic: persona.withoutGeneric,
            minus_axis_mean: fromMean?.model ?? [],
          },
        ),
        ...perValue(
          { ...condition, who: "people" },
          { shift: persona.people ?? [], minus_axis_mean: fromMean?.people ?? [] },
        ),
        ...figures(
          { ...condition, who: "model" },
          { cosine_with_other_conditions: persona.cosineWithOthers },
        ),
        ...figures(condition, {
          ...agreement(againstPeople?.asMeasured),
          adjusted_permutation_p: againstPeople?.asMeasured.adjustedP,
          ...agreement(againstPeople?.withoutGeneric, "_without_generic"),
          adjusted_permutation_p_without_generic: againstPeople?.withoutGeneric.adjustedP,
        }),
      ];
    }),
    ...perValue({ ...of, condition: contrast, who: "model" }, { contrast: model }),
    ...perValue({ ...of, condition: contrast, who: "people" }, { contrast: people }),
    ...figures({ ...of, condition: contrast }, agreement(alike)),
    ...perValue({ ...of, who: "model" }, { kendall_tau: trends.map((trend) => trend.model) }),
    ...perValue({ ...of, who: "people" }, { kendall_tau: trends.map((trend) => trend.people) }),
  ];
}

/** How shifts go with people's, as figures of one thing. */
function agreement(found: Agreement | undefined, suffix = ""): Readonly<Record<string, DataValue>> {
  if (found === undefined) return {};
  const { cosine, permutationP, signs, sizeRatio, rho } = found;
  const values = {
    cosine,
    permutation_p: permutationP,
    same_sign: signs.agreeing,
    decided: signs.decided,
    sign_p: signs.p,
    alike: signs.alike,
    cells: signs.cells,
    size_ratio: sizeRatio,
    spearman_rho: rho,
  };
  return Object.fromEntries(Object.entries(values).map(([figure, value]) => [`${figure}${suffix}`, value]));
}

function ofTraits(traits: readonly TraitShift[]): DataRow[] {
  return traits.flatMap(({ axis, group, shift }) =>
    TRAITS.flatMap((dimension, place) =>
      figures(
        {
          experiment: "demographics",
          axis,
          condition: group,
          who: "model",
          family: familyOf(dimension),
          dimension,
        },
        { raw_shift: shift[place] },
      ),
    ),
  );
}

function ofSteering({ prompts, generic, checks, order }: Steering): DataRow[] {
  const of: DataRow = { experiment: "steering" };
  return [
    ...prompts.flatMap(({ target, shift, effect, specificity, rank, bestPrompt, movedFurther }) => [
      ...perValue(
        { ...of, condition: target, who: "model" },
        { shift, shift_without_generic: shift.map((one, place) => one - (generic[place] ?? Number.NaN)) },
      ),
      ...figures(
        { ...of, condition: target, who: "model" },
        {
          on_target: effect,
          specificity,
          rank,
          best_prompt: bestPrompt,
          moved_further: movedFurther.length,
        },
      ),
    ]),
    ...perValue({ ...of, who: "model" }, { generic_shift: generic }),
    ...checks.flatMap(({ target, other, expected, effect, asExpected }) =>
      figures(
        {
          ...of,
          condition: target,
          who: "model",
          family: "values",
          dimension: target,
          other_dimension: other,
          expected,
        },
        { circle_shift: effect.estimate, as_expected: asExpected },
      ),
    ),
    ...figures(
      { ...of, who: "model" },
      {
        correlation_with_distance: order.correlation,
        correlation_with_distance_without_generic: order.withoutGeneric,
        circle_order_p: order.p,
        ...Object.fromEntries(
          order.meanByDistance.map((shift, step) => [`mean_shift_at_distance_${step + 1}`, shift]),
        ),
      },
    ),
  ];
}
