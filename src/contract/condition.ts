import { max } from "simple-statistics";
import type { ItemId } from "../instrument/item.ts";
import type { Variant } from "../instrument/variant.ts";
import { type Circumstances, circumstance } from "./circumstances.ts";
import { conditionLabels, SHOWN_CHARACTERS, type Values } from "./condition-label.ts";

/** A row as far as its condition is concerned. */
export type CircumstancedRow = {
  readonly item: ItemId;
  readonly variant: Variant;
  readonly circumstances: Circumstances;
};

/** The rows of one model that were asked under the same values of everything that varies. */
type Condition<Row> = {
  /** Like `tone=formal`; undefined when nothing varies. Unique among the conditions of the model. */
  readonly name: string | undefined;
  /** The values that make it, by name; undefined where a row has none of that name. */
  readonly values: Values;
  readonly rows: readonly Row[];
};

export type Conditions<Row> = {
  /** In order of appearance. */
  readonly conditions: readonly Condition<Row>[];
  /** Variables that have a value of their own for nearly every item, so that they make no conditions. */
  readonly unshared: readonly string[];
};

/**
 * Tells the conditions of one model apart: what varies over its rows beside the instrument makes a condition of each
 * combination of values. What never varies makes none. Neither does a variable whose values are hardly shared between
 * items, like the number of a case. Metadata counts only where one item and prompt was asked under several
 * values and nothing else tells those apart.
 * @example
 * tellApart(rows).conditions.map(({ name }) => name); // => ["tone=formal", "tone=informal"]
 */
export function tellApart<Row extends CircumstancedRow>(rows: readonly Row[]): Conditions<Row> {
  const varying = varyingNames(rows);
  if (varying.told.length + varying.noted.length === 0)
    return { conditions: [{ name: undefined, values: [], rows }], unshared: [] };
  const unshared = varying.told.filter((name) => isUnshared(rows, (row) => row.circumstances.told[name]));
  const told = varying.told.filter((name) => !unshared.includes(name));
  const names = namesThatTell(rows, told, varying.noted);
  const groups = new Map<string, { values: Values; rows: Row[] }>();
  for (const row of rows) {
    const values = names.map((name) => [name, circumstance(row.circumstances, name)] as const);
    const key = JSON.stringify(values);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { values, rows: [row] });
    else group.rows.push(row);
  }
  const labels = conditionLabels([...groups.values()].map(({ values }) => values));
  return {
    conditions: [...groups.values()].map((group, index) => ({
      name: names.length === 0 ? undefined : labels[index],
      ...group,
    })),
    unshared,
  };
}

/**
 * Whether a test is one of a condition. Names that no test of the plan has are left out of account: their values came
 * from elsewhere, as from the command line.
 * @param plan the circumstances of all tests
 */
export function isUnder(
  circumstances: Circumstances,
  values: Values,
  plan: readonly Circumstances[],
): boolean {
  return values.every(
    ([name, value]) =>
      circumstance(circumstances, name) === value ||
      plan.every((one) => circumstance(one, name) === undefined),
  );
}

/** Names with more than one value, an absent one among them. */
function varyingNames(rows: readonly CircumstancedRow[]): Record<"told" | "noted", string[]> {
  // Rows share their circumstances, so that few are looked at however many rows there are.
  const all = [...new Set(rows.map(({ circumstances }) => circumstances))];
  const varying = (kind: "told" | "noted") =>
    [...new Set(all.flatMap((one) => Object.keys(one[kind])))]
      .filter((name) => new Set(all.map((one) => one[kind][name])).size > 1)
      .sort();
  return { told: varying("told"), noted: varying("noted") };
}

/** Below this share of values that were seen with more than one item, a variable names items and not conditions. */
const SHARED = 0.25;

function isUnshared<Row extends CircumstancedRow>(
  rows: readonly Row[],
  value: (row: Row) => string | undefined,
): boolean {
  const items = new Set(rows.map(({ item }) => item));
  const placeOf = ({ item, variant }: Row) => (items.size > 1 ? item : variant);
  if (new Set(rows.map(placeOf)).size === 1) return false;
  const places = new Map<string | undefined, Set<string>>();
  for (const row of rows) {
    const seen = places.get(value(row)) ?? new Set();
    places.set(value(row), seen.add(placeOf(row)));
  }
  const shared = [...places.values()].filter((seen) => seen.size > 1).length;
  return shared < SHARED * places.size;
}

/**
 * The names of which labels are made. A long value and metadata are named only when they tell rows apart that
 * nothing shorter does.
 */
function namesThatTell(
  rows: readonly CircumstancedRow[],
  told: readonly string[],
  noted: readonly string[],
): string[] {
  const distinct = [
    ...new Map(
      rows.map((row) => [JSON.stringify([row.item, row.variant, row.circumstances]), row] as const),
    ).values(),
  ];
  const length = (name: string) =>
    max([0, ...distinct.map((row) => (circumstance(row.circumstances, name) ?? "").length)]);
  const brief = told.filter((name) => length(name) <= SHOWN_CHARACTERS);
  const long = told.filter((name) => !brief.includes(name)).sort((a, b) => length(a) - length(b));
  const names = [...brief];
  for (const name of long)
    if (groupCount(distinct, [...names, name]) > groupCount(distinct, names)) names.push(name);
  for (const name of noted) if (separatesEqualQuestions(distinct, names, name)) names.push(name);
  return names.sort();
}

function keyOf(row: CircumstancedRow, names: readonly string[]): string {
  return JSON.stringify(names.map((name) => circumstance(row.circumstances, name) ?? null));
}

function groupCount(rows: readonly CircumstancedRow[], names: readonly string[]): number {
  return new Set(rows.map((row) => keyOf(row, names))).size;
}

/** Whether one item and prompt has several values of the name where the other names are equal. */
function separatesEqualQuestions(
  rows: readonly CircumstancedRow[],
  names: readonly string[],
  name: string,
): boolean {
  const questions = ({ item, variant }: CircumstancedRow) => `${item} ${variant}`;
  const count = (of: readonly string[]) =>
    new Set(rows.map((row) => `${questions(row)} ${keyOf(row, of)}`)).size;
  return count([...names, name]) > count(names);
}
