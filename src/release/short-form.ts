/** The short form of the instrument: which items, whether a run is one, and what its scores are worth. */
import type { ItemId } from "../instrument/item.ts";
import type { KeyId } from "../instrument/key.ts";
import type { Variant } from "../instrument/variant.ts";
import { InputError } from "../lib/input-error.ts";
import { once } from "../lib/memo.ts";
import { decimals, percent } from "../lib/number-text.ts";
import type { Run } from "../runs/answer.ts";
import { MIN_WEIGHED_ITEMS } from "../scoring/score/item-weights.ts";
import { informativeItems } from "../scoring/score/short-form.ts";
import { loadKey } from "./data.ts";

/** The only key under which a short form has scores. */
export const SHORT_FORM_KEY = "weighted" satisfies KeyId;

/** How many items it has: more add little (docs/methods/short-form.md). */
const SIZE = 200;

/** What it asks by default: one wording in both orders, so that effects of the order cancel. */
export const SHORT_FORM_VARIANTS: readonly Variant[] = ["v1", "v1_reversed"];

/**
 * The reliability of its scores between models over that of the whole form, by how many prompts are asked
 * (test/golden/short-form.py; means over the ten values).
 */
const KEPT: readonly (readonly [prompts: number, share: number])[] = [
  [6, 0.99],
  [2, 0.83],
  [1, 0.71],
];

/** The most that the released key reaches on forms of up to 317 items by this rule: test/golden/short-form.py. */
export const RELEASED_AT_MOST = 0.24;

/** The items of the short form, in item order. */
export const shortFormItems: () => ReadonlySet<ItemId> = once(() => {
  const key = loadKey(SHORT_FORM_KEY);
  if (key.kind !== "weighing") throw new TypeError("the key of the short form must weigh items");
  return new Set(informativeItems(key, SIZE));
});

/**
 * Fewer items of the short form may also be all of another selection: filters of the test generator by two dimensions,
 * a topic and a source make such of up to 13.
 */
const MIN_ITEMS = 21;

/** Whether a run was asked the short form, or what was reached of it: nothing else was asked. */
export function isShortForm({ responses }: Run): boolean {
  const items = shortFormItems();
  const asked = new Set<ItemId>();
  for (const { item } of responses) {
    if (!items.has(item)) return false;
    asked.add(item);
  }
  return asked.size >= MIN_ITEMS;
}

/** The key under which a run is scored where nobody chose one. */
export function defaultKeyOf(run: Run): KeyId {
  return isShortForm(run) ? SHORT_FORM_KEY : "released";
}

/** Whether a key gives a run scores at all: on a short form no other than its own does. */
export function isScoredUnder(run: Run, key: KeyId): boolean {
  return key === SHORT_FORM_KEY || !isShortForm(run);
}

/**
 * Refuses runs that have no scores under a key.
 * @throws {InputError} one is a short form and the key another than its own
 */
export function refuseShortForms(runs: readonly Run[], key: KeyId): void {
  const run = runs.find((one) => !isScoredUnder(one, key));
  if (run === undefined) return;
  throw new InputError(`${run.subject} was asked ${whyNotUnder(key)}. Give --key ${SHORT_FORM_KEY}`);
}

/** What was asked, and why that has no scores under a key other than its own. */
export function whyNotUnder(key: KeyId): string {
  const chosen = `the short form, whose items are chosen for the key ${SHORT_FORM_KEY} and say too little under ${key}`;
  return key === "released" ? `${chosen} (reliability ${atMost()})` : chosen;
}

function atMost(): string {
  return `${decimals(RELEASED_AT_MOST, 2).replace(/^0/, "")} at most`;
}

/**
 * What every output says of a short form; none of another run.
 * @param file where it is from, when that is one file
 */
export function shortFormNotes(run: Run, file?: string): string[] {
  if (!isShortForm(run)) return [];
  const where = file === undefined ? "" : `${file}: `;
  return [`note: ${where}${run.subject} was asked ${shortFormText(run)}`];
}

/**
 * What a short form is worth.
 * @example
 * shortFormText(run); // => "the short form (200 items, 2 prompts): scores under the key weighted only, with about …"
 */
export function shortFormText({ responses }: Run): string {
  const items = new Set(responses.map(({ item }) => item)).size;
  const prompts = new Set(responses.map(({ variant }) => variant)).size;
  const asked = `the short form (${items} items, ${prompts} ${prompts === 1 ? "prompt" : "prompts"})`;
  if (items < MIN_WEIGHED_ITEMS) return `${asked}: no scores, because it takes ${MIN_WEIGHED_ITEMS} items`;
  return `${asked}: scores under the key ${SHORT_FORM_KEY} only, ${keptText(prompts, items)}`;
}

/** The share of the whole form's reliability that all of its items keep under so many prompts, at least. */
export function keptReliability(prompts: number): number {
  const [, share] = KEPT.find(([least]) => prompts >= least) ?? [0, 0];
  return share;
}

/** The same in words; of fewer items it is not known. */
export function keptText(prompts: number, items = SIZE): string {
  const about = items < SIZE ? "less than" : "about";
  return `with ${about} ${percent(keptReliability(prompts))} of the whole form's reliability (520 items, 6 prompts)`;
}

/** The value that suffers most, under two prompts (test/golden/short-form.py). */
const LEAST_RELIABLE = { value: "Tradition", reliability: 0.1 };
/** The same in words. */
export const LEAST_KEPT = `of ${LEAST_RELIABLE.value} little is left (a reliability of ${decimals(LEAST_RELIABLE.reliability, 2).replace(/^0/, "")})`;

/** Why other keys are not for it: stands beside the plan of one. */
export const ONLY_WEIGHTED = `Only for --key ${SHORT_FORM_KEY}: the released key has a reliability of ${atMost()} on any short form.`;
