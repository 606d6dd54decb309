import type { Key } from "../../instrument/key.ts";
import type { Run } from "../../runs/answer.ts";
import { type PairedValues, type PairingOptions, pairedDifferences } from "../compare/paired-differences.ts";
import { commonRatings, meanRatings, pairedValues } from "./common-ratings.ts";
import { type ConditionAxis, type ConditionContrasts, conditionContrasts } from "./condition-contrasts.ts";
import { type HeldAgainstPeople, holdAgainstPeople, type NamedPeople } from "./condition-people.ts";
import { type Differences, inOrder, shiftOf } from "./differences.ts";
import { genericShift } from "./generic-shift.ts";

/** What is said of one condition of a model, a persona or a system prompt. */
export type ConditionResult = {
  readonly condition: string;
  /** Minus the baseline. */
  readonly fromBaseline: Differences;
  /** Minus a condition without content; undefined where none was run. */
  readonly fromPlacebo: Differences | undefined;
  /** Minus the mean of all conditions: what is this one's own. Undefined for a condition that is the only one. */
  readonly own: Differences | undefined;
  /** Held against people, where a group was named. */
  readonly people: ConditionPeople | undefined;
};

/** A group of people, and how a condition goes with it; undefined where a value is not measured. */
type ConditionPeople = {
  readonly group: string;
  readonly fromBaseline: HeldAgainstPeople | undefined;
  readonly own: HeldAgainstPeople | undefined;
};

export type ComparedConditions = {
  readonly key: string;
  readonly margin: number;
  readonly seed: number;
  readonly resamples: number;
  readonly baseline: string;
  readonly placebo: string | undefined;
  /** What every condition does: the mean of all minus the baseline, and its share of the sum of squares of the values; undefined for one condition. */
  readonly generic: { readonly differences: Differences; readonly share: number | undefined } | undefined;
  /** The placebo minus the baseline. */
  readonly placeboFromBaseline: Differences | undefined;
  readonly conditions: readonly ConditionResult[];
  /** Contrasts of conditions of one kind; empty where none was told. */
  readonly axes: readonly ConditionContrasts[];
};

/**
 * Conditions of one model against its baseline, against a placebo, and against each other. Pairs are compared on the
 * prompts that both have a rating for; the mean of all conditions on those that every condition has one for. Adjusted
 * p values of conditions are by Holm's method within the family and multiplied by the number of conditions, so that a
 * difference that is real is not the luckiest of many.
 * @throws {RangeError} no condition, a margin that is not above 0, or fewer than 100 resamples
 */
export function compareConditions(
  conditions: readonly Run[],
  {
    baseline,
    placebo,
    people = new Map(),
    axes = [],
  }: {
    readonly baseline: Run;
    readonly placebo?: Run | undefined;
    /** By conditions; not all of them need one. */
    readonly people?: ReadonlyMap<Run, NamedPeople>;
    readonly axes?: readonly ConditionAxis[];
  },
  key: Key,
  options: Omit<PairingOptions, "comparisons">,
): ComparedConditions {
  if (conditions.length === 0) throw new RangeError("compareConditions requires a condition");
  const together = { ...options, comparisons: conditions.length };
  const minus = (a: Run, b: Run, settings: PairingOptions): Differences =>
    inOrder(pairedDifferences(pairedValues(a, b, key), key, settings));
  const isOne = conditions.length === 1;
  const common = isOne ? [] : commonRatings(conditions, key);
  const ofAll = meanRatings(common);
  const results = conditions.map((run, index): ConditionResult => {
    const a = common[index];
    const fromBaseline = minus(run, baseline, together);
    const own = a && inOrder(pairedDifferences({ a, b: ofAll }, key, together));
    const named = people.get(run);
    const held = (rows: Differences, values: PairedValues, { differences }: NamedPeople) =>
      holdAgainstPeople(shiftOf(rows), values, differences, key, { ...options, looks: people.size });
    return {
      condition: run.subject,
      fromBaseline,
      fromPlacebo: placebo && minus(run, placebo, together),
      own,
      people: named && {
        group: named.group,
        fromBaseline: held(fromBaseline, pairedValues(run, baseline, key), named),
        own: a && own && held(own, { a, b: ofAll }, named),
      },
    };
  });
  return {
    key: key.id,
    margin: options.margin,
    seed: options.seed,
    resamples: options.resamples,
    baseline: baseline.subject,
    placebo: placebo?.subject,
    generic: isOne ? undefined : generic(conditions, baseline, results, key, options),
    placeboFromBaseline: placebo && minus(placebo, baseline, options),
    conditions: results,
    axes: conditionContrasts(axes, key, options),
  };
}

function generic(
  conditions: readonly Run[],
  baseline: Run,
  results: readonly ConditionResult[],
  key: Key,
  options: PairingOptions,
): ComparedConditions["generic"] {
  const [b = new Map(), ...others] = commonRatings([baseline, ...conditions], key);
  const shifts = results.flatMap(({ fromBaseline }) => {
    const shift = shiftOf(fromBaseline);
    return shift === undefined ? [] : [shift];
  });
  return {
    differences: inOrder(pairedDifferences({ a: meanRatings(others), b }, key, options)),
    share: shifts.length === results.length ? genericShift(shifts).share : undefined,
  };
}
