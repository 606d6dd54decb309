import { createHash } from "node:crypto";
import { publicName } from "../lib/public-names.ts";

/** What makes a condition: values by name. */
export type Values = readonly (readonly [name: string, value: string | undefined])[];

/** How many characters of a value are shown in a label. */
export const SHOWN_CHARACTERS = 24;

/**
 * A label for each condition of a model; those that look alike get a few characters of a digest of the whole values.
 * @example
 * conditionLabels([[["tone", "formal"]], [["tone", undefined]]]); // => ["tone=formal", "without tone"]
 */
export function conditionLabels(conditions: readonly Values[]): string[] {
  const labels = conditions.map((values) => values.map(labelOf).join(", "));
  return labels.map((label, index) => {
    const alike = conditions.filter((_, other) => labels[other] === label);
    if (alike.length === 1) return label;
    const length = [4, 8, 16].find(
      (count) => new Set(alike.map((values) => digestOf(values).slice(0, count))).size === alike.length,
    );
    return `${label} ~${digestOf(conditions[index] ?? []).slice(0, length)}`;
  });
}

/**
 * Whether a condition would have this label beside others: what tells runs of several files apart is no condition where
 * one of the files is read alone.
 * @param told what its rows carry, by name
 * @example
 * couldBeLabel("tone=formal", { tone: "formal" }); // => true
 */
export function couldBeLabel(label: string, told: Readonly<Record<string, string>>): boolean {
  return label.split(", ").every((part) => {
    if (Object.entries(told).some((value) => labelOf(value) === part)) return true;
    const absent =
      /^without (.+)$/.exec(part)?.[1] ?? (part === labelOf(["reading", undefined]) && "reading");
    return typeof absent === "string" && !Object.keys(told).some((name) => shortened(name) === absent);
  });
}

function digestOf(values: Values): string {
  return createHash("sha256").update(JSON.stringify(values)).digest("hex");
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
  const plain = publicName(value)
    .replace(/[\p{C}\p{Z}]+/gu, " ")
    .trim();
  if (plain === "") return '""';
  const characters = [...plain];
  return characters.length <= SHOWN_CHARACTERS
    ? plain
    : `${characters.slice(0, SHOWN_CHARACTERS).join("").trimEnd()}…`;
}
