import type { Key } from "../../instrument/key.ts";
import type { Run } from "../../runs/answer.ts";
import { type PairedValues, type PairingOptions, pairedDifferences } from "../compare/paired-differences.ts";
import { commonRatings, meanRatings, pairedValues } from "./common-ratings.ts";
import { type HeldAgainstPeople, holdAgainstPeople, type NamedPeople } from "./condition-people.ts";
import { type Differences, inOrder, shiftOf } from "./differences.ts";
import { type Gap, gapsAgainstPeople } from "./gaps-against-people.ts";
import { meanShift } from "./generic-shift.ts";
import { type OrderedTrend, orderedTrends } from "./ordered-trend.ts";
import { peopleOf } from "./persona-axis.ts";

/** Conditions of one kind, two or more, in their order where it means something. */
export type ConditionAxis = {
  readonly axis: string;
  readonly ordered: boolean;
  readonly groups: readonly ConditionGroup[];
};

type ConditionGroup = {
  readonly group: string;
  readonly run: Run;
  readonly people?: NamedPeople | undefined;
};

/** A contrast of conditions of one axis, in which whatever all of them do, and the baseline, is gone. */
export type ConditionContrast = {
  /** The condition, and what is subtracted: a condition, or undefined for the mean of the axis. */
  readonly condition: string;
  readonly group: string;
  readonly minus: { readonly condition: string; readonly group: string } | undefined;
  readonly differences: Differences;
  /** The same contrast of people, in the order of VALUES; undefined where one of its groups has none. */
  readonly people: readonly number[] | undefined;
};

export type ConditionContrasts = {
  readonly axis: string;
  readonly ordered: boolean;
  /** The first group minus the last, and how it goes with people's. */
  readonly ends: ConditionContrast & {
    readonly agreement: HeldAgainstPeople | undefined;
    /** Of the values on which people differ; undefined where an end has no people. */
    readonly gaps: readonly Gap[] | undefined;
  };
  /** Each group minus the mean of the axis; none for two groups, of which that is half of `ends`. */
  readonly fromMean: readonly ConditionContrast[];
  /** Undefined for fewer than three groups, without an order, or where a value is not measured. */
  readonly trends: readonly OrderedTrend[] | undefined;
};

/**
 * Contrasts of conditions within each axis. The ends are compared on the prompts that both rated, the mean of an axis on
 * those that all of its groups rated. Adjusted p values are by Holm's method within the family and multiplied by the
 * number of contrasts of all axes; p of a cosine by the number of axes whose ends both have people.
 * @throws {RangeError} an axis of fewer than two groups
 */
export function conditionContrasts(
  axes: readonly ConditionAxis[],
  key: Key,
  options: Omit<PairingOptions, "comparisons">,
): readonly ConditionContrasts[] {
  const comparisons = axes.reduce((sum, { groups }) => sum + 1 + (groups.length > 2 ? groups.length : 0), 0);
  const looks = axes.filter(({ groups }) => groups[0]?.people && groups.at(-1)?.people).length;
  const differencesOf = (values: PairedValues) =>
    inOrder(pairedDifferences(values, key, { ...options, comparisons }));
  return axes.map(({ axis, ordered, groups }) => {
    const [first, last] = [groups[0], groups.at(-1)];
    if (first === undefined || last === undefined || first === last)
      throw new RangeError("conditionContrasts requires at least two groups in an axis");
    const values = pairedValues(first.run, last.run, key);
    const differences = differencesOf(values);
    const people = minus(first.people?.differences, last.people?.differences);
    const fromMean = groups.length === 2 ? [] : fromMeanOf(groups, key, differencesOf);
    return {
      axis,
      ordered,
      ends: {
        condition: first.run.subject,
        group: first.group,
        minus: { condition: last.run.subject, group: last.group },
        differences,
        people,
        agreement:
          people && holdAgainstPeople(shiftOf(differences), values, people, key, { ...options, looks }),
        gaps: people && gapsAgainstPeople(differences, values, people, key, { ...options, looks }),
      },
      fromMean,
      trends: ordered ? trendsOf(axis, fromMean) : undefined,
    };
  });
}

function fromMeanOf(
  groups: readonly ConditionGroup[],
  key: Key,
  differencesOf: (values: PairedValues) => Differences,
): readonly ConditionContrast[] {
  const common = commonRatings(
    groups.map(({ run }) => run),
    key,
  );
  const ofAll = meanRatings(common);
  const people = peopleOf({ groups: groups.map((one) => ({ people: one.people?.differences })) });
  return groups.map(({ group, run }, place) => ({
    condition: run.subject,
    group,
    minus: undefined,
    differences: differencesOf({ a: common[place] ?? new Map(), b: ofAll }),
    people: people && minus(people[place], meanShift(people)),
  }));
}

/** Whatever is subtracted from all groups changes no order. */
function trendsOf(axis: string, fromMean: readonly ConditionContrast[]): readonly OrderedTrend[] | undefined {
  const groups = fromMean.flatMap(({ group, differences, people }) => {
    const model = shiftOf(differences);
    return model === undefined ? [] : [{ group, model, people }];
  });
  if (groups.length < 3 || groups.length < fromMean.length) return undefined;
  return orderedTrends({ axis, ordered: true, groups });
}

function minus(
  ones: readonly number[] | undefined,
  others: readonly number[] | undefined,
): readonly number[] | undefined {
  return ones && others && ones.map((one, index) => one - (others[index] ?? Number.NaN));
}
