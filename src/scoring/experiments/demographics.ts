import type { Random } from "../../lib/random.ts";
import { holm } from "../statistics/holm.ts";
import { type Agreement, agreementWithPeople } from "./against-people.ts";
import { type AxisContrasts, axisContrasts } from "./axis-contrasts.ts";
import { genericShift } from "./generic-shift.ts";
import { type OrderedTrend, orderedTrends } from "./ordered-trend.ts";
import type { PersonaAxis, PersonaGroup } from "./persona-axis.ts";
import { estimatesOf, type Shift } from "./shift.ts";

/** What is said of one persona. */
type PersonaResult = {
  readonly group: string;
  readonly model: readonly number[];
  /** The same without what all personas have in common. */
  readonly withoutGeneric: readonly number[];
  readonly people: readonly number[] | undefined;
  /** With the mean of all other personas. */
  readonly cosineWithOthers: number | undefined;
  readonly againstPeople: PersonaAgreement | undefined;
};

/** A persona's shift held against people, as it is and without the generic effect. */
type PersonaAgreement = {
  readonly asMeasured: AdjustedAgreement;
  /** What is the persona's own: the generic effect may itself look like one group of people, and does so in all personas. */
  readonly withoutGeneric: AdjustedAgreement;
};

type AdjustedAgreement = Agreement & {
  /** The permutation p of the cosine, adjusted over the personas with people by Holm's method. */
  readonly adjustedP: number;
};

type AxisResult = {
  readonly axis: string;
  readonly ordered: boolean;
  readonly groups: readonly PersonaResult[];
  readonly contrasts: AxisContrasts;
  readonly trends: readonly OrderedTrend[] | undefined;
};

/** Personas of groups of people, against each other and against people. Values stand in the order of VALUES. */
export type Demographics = {
  readonly personas: number;
  readonly generic: { readonly mean: readonly number[]; readonly share: number | undefined };
  /** All personas with people, as one long list of cells. */
  readonly pooled: {
    readonly personas: number;
    readonly asMeasured: Agreement;
    readonly withoutGeneric: Agreement;
  };
  readonly axes: readonly AxisResult[];
};

/**
 * Everything that is said of a persona experiment: the generic effect over all personas, each persona and each axis
 * against people, contrasts and trends.
 * @param permutations deals of the values' names behind each p
 * @throws {RangeError} an axis of fewer than two groups
 */
export function analyseDemographics(
  axes: readonly PersonaAxis[],
  settings: { readonly permutations: number; readonly random: Random },
): Demographics {
  const groups = axes.flatMap((axis) => axis.groups);
  const generic = genericShift(groups.map(({ model }) => model));
  const agreementOf = (pairs: readonly { readonly model: Shift; readonly group: PersonaGroup }[]) =>
    agreementWithPeople(
      pairs.flatMap(({ model, group: { people } }) => (people === undefined ? [] : [{ model, people }])),
      settings,
    );
  const measured = groups.map((group, index) => ({
    group,
    without: generic.without[index] ?? [],
    cosineWithOthers: generic.leaveOneOut[index],
  }));
  const withPeople = measured.filter(({ group }) => group.people !== undefined);
  const agreements = withPeople.map(({ group, without }) => ({
    group,
    asMeasured: agreementOf([{ model: group.model, group }]),
    withoutGeneric: agreementOf([{ model: without, group }]),
  }));
  const asMeasured = adjust(agreements.map((one) => one.asMeasured));
  const withoutGeneric = adjust(agreements.map((one) => one.withoutGeneric));
  const againstPeople = new Map(
    agreements.flatMap(({ group }, index): [PersonaGroup, PersonaAgreement][] => {
      const [measuredSo, own] = [asMeasured[index], withoutGeneric[index]];
      return measuredSo && own ? [[group, { asMeasured: measuredSo, withoutGeneric: own }]] : [];
    }),
  );
  const results = new Map(
    measured.map(({ group, without, cosineWithOthers }): [PersonaGroup, PersonaResult] => [
      group,
      {
        group: group.group,
        model: estimatesOf(group.model),
        withoutGeneric: estimatesOf(without),
        people: group.people,
        cosineWithOthers,
        againstPeople: againstPeople.get(group),
      },
    ]),
  );
  return {
    personas: groups.length,
    generic: { mean: generic.mean, share: generic.share },
    pooled: {
      personas: withPeople.length,
      asMeasured: agreementOf(withPeople.map(({ group }) => ({ model: group.model, group }))),
      withoutGeneric: agreementOf(withPeople.map(({ group, without }) => ({ model: without, group }))),
    },
    axes: axes.map((axis) => ({
      axis: axis.axis,
      ordered: axis.ordered,
      groups: axis.groups.flatMap((group) => results.get(group) ?? []),
      contrasts: axisContrasts(axis, settings),
      trends: orderedTrends(axis),
    })),
  };
}

function adjust(agreements: readonly Agreement[]): readonly AdjustedAgreement[] {
  const adjusted = holm(agreements.map(({ permutationP }) => permutationP));
  return agreements.map((agreement, index) => ({ ...agreement, adjustedP: adjusted[index] ?? Number.NaN }));
}
