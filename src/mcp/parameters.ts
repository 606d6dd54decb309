/** The parameters that tools share. Schemas show the exact form; what is read is more lenient in spelling. */
import { z } from "zod";
import { DIMENSIONS, FAMILIES, parseDimension } from "../instrument/dimensions.ts";
import { SOURCES } from "../instrument/item.ts";
import { KEY_IDS } from "../instrument/key.ts";

/** Leaves the choices out of the schema that a client gets; errors have them. */
const UNLISTED = { enum: undefined };

/**
 * A dimension in any spelling: `self direction`, `Self-Direction`. Shown as a text with examples, because the names in
 * full cost more than the rest of a tool's inputs; who errs is told all of them.
 */
export const dimensionParameter = z.preprocess(
  (value) => (typeof value === "string" ? (parseDimension(value) ?? value) : value),
  z.enum(DIMENSIONS).meta(UNLISTED),
);

/** A family of dimensions, or all of them. */
export const familyParameter = oneOf([...FAMILIES, "all"]);

/** A scoring key, shown as the dimensions are. */
export const keyParameter = z
  .preprocess((value) => spelled(value, KEY_IDS), z.enum(KEY_IDS).meta(UNLISTED))
  .describe("released (default), weighted, …");

export const sourceParameter = oneOf(SOURCES);

/** One of some names, whatever the case and the separators. */
export function oneOf<const Names extends readonly string[]>(names: Names) {
  return z.preprocess((value) => spelled(value, names), z.enum(names));
}

function spelled(value: unknown, names: readonly string[]): unknown {
  const letters = (text: string) => text.toLowerCase().replace(/[^a-z0-9]/g, "");
  if (typeof value !== "string") return value;
  return names.find((name) => letters(name) === letters(value)) ?? value;
}

/** A whole number, also as a string. */
export function wholeNumber(minimum: number, maximum: number) {
  return z.coerce.number().int().min(minimum).max(maximum);
}

/** Some ids: a list, a JSON list in a string, or ids with commas or spaces between them. */
export function idList(maximum: number) {
  return z.preprocess(readList, z.array(z.string().max(MAX_TEXT)).min(1).max(maximum));
}

/** Ids or names of profiles: names may have commas and spaces, so that a string is taken apart by who knows the names. */
export function profileList(maximum: number) {
  const read = (value: unknown) => {
    if (typeof value !== "string") return typeof value === "number" ? [String(value)] : value;
    const parsed = parseJson(value);
    return Array.isArray(parsed) ? parsed : [value];
  };
  return z.preprocess(read, z.array(z.string().max(MAX_PROFILE_NAME)).min(1).max(maximum));
}

/** The id or name of a profile. */
export function profileName() {
  return z.preprocess(
    (value) => (typeof value === "number" ? String(value) : value),
    z.string().max(MAX_PROFILE_NAME),
  );
}

/** Names of runs hold personas and conditions. */
const MAX_PROFILE_NAME = 1000;

/** Words that a caller gives: a name, or what to search for. */
export function words() {
  return z.preprocess(
    (value) => (typeof value === "number" ? String(value) : value),
    z.string().max(MAX_TEXT),
  );
}

const MAX_TEXT = 200;

/** Some names, each of which may have spaces: a list, a JSON list in a string, or names with commas between them. */
export function wordList(maximum: number) {
  const read = (value: unknown) => {
    if (typeof value !== "string") return value;
    const parsed = parseJson(value);
    return Array.isArray(parsed) ? parsed : value.split(/[,;]/).map((part) => part.trim());
  };
  return z.preprocess(read, z.array(z.string().max(MAX_TEXT)).min(1).max(maximum));
}

/** Where the next page begins; results give it as next_offset. */
export const offsetParameter = wholeNumber(0, 100_000).default(0).describe("The last next_offset");

function readList(value: unknown): unknown {
  if (typeof value === "number") return [String(value)];
  if (typeof value !== "string") return value;
  const parsed = parseJson(value);
  if (Array.isArray(parsed)) return parsed;
  return value
    .split(/[,;\s]+/)
    .map((part) => part.replace(/^["'[\]]+|["'[\]]+$/g, ""))
    .filter((part) => part !== "");
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // then it is a plain list of ids
  }
}
