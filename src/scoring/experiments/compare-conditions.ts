import { mean } from "simple-statistics";
import { DIMENSIONS, VALUES } from "../../instrument/dimensions.ts";
import type { ItemId } from "../../instrument/item.ts";
import type { Key } from "../../instrument/key.ts";
import type { Run } from "../../runs/answer.ts";
import { pairRuns } from "../compare/pair-runs.ts";
import {
  type PairedDifference,
  type PairedValues,
  type PairingOptions,
  pairedDifferences,
} from "../compare/paired-differences.ts";
import { type ItemValues, itemRatings } from "../score/item-ratings.ts";
import { type HeldAgainstPeople, holdAgainstPeople } from "./condition-people.ts";
import { genericShift } from "./generic-shift.ts";
import type { Shift } from "./shift.ts";

/** One list of differences: of each dimension, or why there is none, in the order of DIMENSIONS. */
type Differences = readonly PairedDifference[];

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

/** Whose differences a condition is held against, in the order of VALUES. */
export type NamedPeople = { readonly group: string; readonly differences: readonly number[] };

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
  }: {
    readonly baseline: Run;
    readonly placebo?: Run | undefined;
    /** By conditions; not all of them need one. */
    readonly people?: ReadonlyMap<Run, NamedPeople>;
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

function pairedValues(a: Run, b: Run, key: Key): PairedValues {
  const pair = pairRuns(a, b, key);
  return { a: itemRatings(pair.a), b: itemRatings(pair.b) };
}

/** The ten values of some differences; undefined where one is not measured. */
function shiftOf(differences: Differences): Shift | undefined {
  const shift = VALUES.flatMap((value) => {
    const row = differences[DIMENSIONS.indexOf(value)];
    return row?.kind === "compared" ? [{ estimate: row.difference, interval: row.test.interval }] : [];
  });
  return shift.length === VALUES.length ? shift : undefined;
}

/** Item ratings of several runs over the prompts that all of them have a rating for. */
function commonRatings(runs: readonly Run[], key: Key): readonly ItemValues[] {
  return runs.map((run) =>
    itemRatings(
      runs.reduce((kept, other) => pairRuns({ ...run, responses: kept }, other, key).a, run.responses),
    ),
  );
}

/** The mean of several respondents' ratings, item by item. */
function meanRatings(respondents: readonly ItemValues[]): ItemValues {
  const [first = new Map<ItemId, number>()] = respondents;
  return new Map(
    [...first.keys()].map((item) => [
      item,
      mean(respondents.map((values) => values.get(item) ?? Number.NaN)),
    ]),
  );
}

function inOrder(differences: ReadonlyMap<string, PairedDifference>): Differences {
  return DIMENSIONS.flatMap((dimension) => differences.get(dimension) ?? []);
}
