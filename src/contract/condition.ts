import { createHash } from "node:crypto";
import type { ItemId } from "../instrument/item.ts";
import type { Variant } from "../instrument/variant.ts";
import { testMetadataSchema } from "./test-metadata.ts";

/** The variables of our tests. Any other is the user's. */
export const OWN_VARS = ["item", "variant", "query", "response"] as const;

/** What a test carries beside the instrument's own: each value as text, by its name. */
export type Circumstances = {
  /** Variables, options and how the answer is read: they may change what is asked and what is read. */
  readonly told: Readonly<Record<string, string>>;
  /** Metadata, which reaches a model only through a provider that looks for it. */
  readonly noted: Readonly<Record<string, string>>;
  /** Whether the row came without variables, although every test of ours has some. */
  readonly stripped: boolean;
};

/** A row without anything of the user's. */
export const NO_CIRCUMSTANCES: Circumstances = { told: {}, noted: {}, stripped: false };

/** The parts of a promptfoo test or row from which circumstances are read. */
export type TestParts = {
  readonly vars?: Readonly<Record<string, unknown>> | undefined;
  readonly options?: Readonly<Record<string, unknown>> | undefined;
  readonly metadata?: Readonly<Record<string, unknown>> | undefined;
  /** How the answer is read, where the test says so. */
  readonly reading?: string | undefined;
  /** The system prompt, where the prompt has one. */
  readonly system?: string | undefined;
};

/** Options that change neither what a model is asked nor what is read. */
const SILENT_OPTIONS: readonly string[] = [
  "repeat",
  "provider",
  "rubricPrompt",
  "factuality",
  "disableVarExpansion",
  "disableDefaultAsserts",
  "runSerially",
];
const OWN_METADATA: readonly string[] = Object.keys(testMetadataSchema.shape);
/** promptfoo marks variables of a run, which do not tell tests apart, and its own metadata in this way. */
const OF_THE_RUN = "_";

/**
 * What a test carries beside the instrument's own.
 * @example
 * circumstancesOf({ vars: { item: "1008/1", variant: "v1", tone: "formal" } }).told; // => { tone: "formal" }
 */
export function circumstancesOf({
  vars = {},
  options = {},
  metadata = {},
  reading,
  system,
}: TestParts): Circumstances {
  const told = { ...textsOf(options, SILENT_OPTIONS), ...textsOf(vars, OWN_VARS) };
  if (reading !== undefined) told["reading"] = reading;
  if (system !== undefined) told["system"] = system;
  const noted = textsOf(metadata, OWN_METADATA);
  for (const name of Object.keys(told)) delete noted[name];
  const stripped = Object.keys(vars).length === 0;
  const none = !stripped && Object.keys(told).length === 0 && Object.keys(noted).length === 0;
  return none ? NO_CIRCUMSTANCES : { told, noted, stripped };
}

/** A loop, because it runs for each of a hundred thousand rows. */
function textsOf(values: Readonly<Record<string, unknown>>, left: readonly string[]): Record<string, string> {
  const texts: Record<string, string> = {};
  for (const name in values) {
    const value = values[name];
    if (value !== undefined && !name.startsWith(OF_THE_RUN) && !left.includes(name))
      texts[name] = textOf(value);
  }
  return texts;
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : (JSON.stringify(value) ?? String(value));
}

/** What promptfoo stores in place of a value whose name sounds like a secret's, such as a session's. */
const REDACTED = "[REDACTED]";

/** The names of what promptfoo hides. */
export function redactedNames({ told }: Circumstances): string[] {
  return Object.keys(told).filter((name) => told[name]?.includes(REDACTED));
}

/** A row as far as its condition is concerned. */
export type CircumstancedRow = {
  readonly item: ItemId;
  readonly variant: Variant;
  readonly circumstances: Circumstances;
};

/** What makes a condition: values by name. */
export type Values = readonly (readonly [name: string, value: string | undefined])[];

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
 * items, like the number of a session. Metadata counts only where one item and prompt was asked under several
 * values and nothing else tells those apart.
 * @example
 * tellApart(rows).conditions.map(({ name }) => name); // => ["tone=formal", "tone=informal"]
 */
export function tellApart<Row extends CircumstancedRow>(rows: readonly Row[]): Conditions<Row> {
  const varying = varyingNames(rows);
  const unshared = varying.told.filter((name) => isUnshared(rows, (row) => row.circumstances.told[name]));
  const told = varying.told.filter((name) => !unshared.includes(name));
  const names = namesThatTell(rows, told, varying.noted);
  const groups = new Map<string, { values: Values; rows: Row[] }>();
  for (const row of rows) {
    const values = names.map((name) => [name, textUnder(row, name)] as const);
    const key = JSON.stringify(values);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { values, rows: [row] });
    else group.rows.push(row);
  }
  const labels = uniqueLabels([...groups].map(([key, { values }]) => ({ key, values })));
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
      textUnder({ circumstances }, name) === value ||
      plan.every((one) => textUnder({ circumstances: one }, name) === undefined),
  );
}

function textUnder(
  { circumstances }: Pick<CircumstancedRow, "circumstances">,
  name: string,
): string | undefined {
  return circumstances.told[name] ?? circumstances.noted[name];
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
  const length = (name: string) => Math.max(...distinct.map((row) => (textUnder(row, name) ?? "").length));
  const brief = told.filter((name) => length(name) <= SHOWN);
  const long = told.filter((name) => !brief.includes(name)).sort((a, b) => length(a) - length(b));
  const names = [...brief];
  for (const name of long)
    if (groupCount(distinct, [...names, name]) > groupCount(distinct, names)) names.push(name);
  for (const name of noted) if (separatesEqualQuestions(distinct, names, name)) names.push(name);
  return names.sort();
}

function keyOf(row: CircumstancedRow, names: readonly string[]): string {
  return JSON.stringify(names.map((name) => textUnder(row, name) ?? null));
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

/** How many characters of a value are shown in a label. */
const SHOWN = 24;

/** A label for each group of values; those that look alike get a few characters of a digest of the whole values. */
function uniqueLabels(groups: readonly { readonly key: string; readonly values: Values }[]): string[] {
  const labels = groups.map(({ values }) => values.map(labelOf).join(", "));
  return labels.map((label, index) => {
    const alike = groups.filter((_, other) => labels[other] === label);
    if (alike.length === 1) return label;
    const digest = (key: string) => createHash("sha256").update(key).digest("hex");
    const length = [4, 8, 16].find(
      (count) => new Set(alike.map(({ key }) => digest(key).slice(0, count))).size === alike.length,
    );
    return `${label} ~${digest(groups[index]?.key ?? "").slice(0, length)}`;
  });
}

function labelOf([name, value]: Values[number]): string {
  if (value === undefined && name === "reading") return "reading=default";
  if (value === undefined) return `without ${shortened(name)}`;
  const scenario = /^__scenario_(\d+)__$/.exec(value)?.[1];
  if (name === "conversationId" && scenario !== undefined) return `scenario=${Number(scenario) + 1}`;
  return `${shortened(name)}=${shortened(value)}`;
}

/** A value on one line: no control characters, and not more of it than can be read. */
function shortened(value: string): string {
  const plain = value.replace(/[\p{C}\p{Z}]+/gu, " ").trim();
  if (plain === "") return '""';
  const characters = [...plain];
  return characters.length <= SHOWN ? plain : `${characters.slice(0, SHOWN).join("").trimEnd()}…`;
}
