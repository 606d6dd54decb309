/** The parameters that tools share. Schemas show the exact form; what is read is more lenient in spelling. */
import { z } from "zod";
import { DIMENSIONS, FAMILIES, parseDimension } from "../instrument/dimensions.ts";
import { SOURCES } from "../instrument/item.ts";
import { KEY_IDS } from "../instrument/key.ts";

/** A dimension in any spelling: `self direction`, `Self-Direction`. */
export const dimensionParameter = z.preprocess(
  (value) => (typeof value === "string" ? (parseDimension(value) ?? value) : value),
  z.enum(DIMENSIONS),
);

/** A family of dimensions, or all of them. */
export const familyParameter = oneOf([...FAMILIES, "all"]);

export const keyParameter = oneOf(KEY_IDS).describe("Scoring key; default released");

export const sourceParameter = oneOf(SOURCES);

/** One of some names, whatever the case and the separators. */
export function oneOf<const Names extends readonly string[]>(names: Names) {
  const letters = (text: string) => text.toLowerCase().replace(/[^a-z0-9]/g, "");
  return z.preprocess(
    (value) =>
      typeof value === "string" ? (names.find((name) => letters(name) === letters(value)) ?? value) : value,
    z.enum(names),
  );
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

/** Where the next page begins; results give it as next_offset. */
export const offsetParameter = wholeNumber(0, 100_000).default(0).describe("next_offset of the last page");

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
