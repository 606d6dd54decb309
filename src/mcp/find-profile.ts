/** Whose profile a caller means. The one place where that is decided, for tools, resources and prompts. */
import { getOrAdd } from "../lib/group-by.ts";
import { nearest } from "../lib/nearest.ts";
import { quoted } from "../lib/quoted.ts";
import { PROFILE_KINDS, type ProfileEntry } from "./profiles.ts";
import { nextCall, ToolError } from "./tool-error.ts";

/**
 * The profile that a caller means: the one of that very id; else the one that is called so, as it is written, in
 * Unicode's composed form, in any case; else the only one of whose names, makers and dates the words are a part, the
 * last run among them. What several have is never guessed.
 * @throws {ToolError} there is none, or several; the message has their ids
 */
export function findProfile(text: string, entries: readonly ProfileEntry[]): ProfileEntry {
  const found = calledExactly(text, entries) ?? withParts(text, entries);
  if (found !== undefined) return found;
  throw new ToolError(
    `no profile ${quoted(text)}; nearest: ${list(nearestTo(text, entries))}. ${HOW_TO_ASK}`,
  );
}

/**
 * The profiles that some texts mean. A text alone may hold several, as models send lists, if it is no name itself.
 * @throws {ToolError} as `findProfile`, or there are too many
 */
export function findProfiles(
  texts: readonly string[],
  entries: readonly ProfileEntry[],
  most: number,
): readonly ProfileEntry[] {
  const [only = "", ...others] = texts;
  const asked =
    others.length > 0 || calledExactly(only, entries) !== undefined ? texts : partsOf(only, entries);
  if (asked.length > most) throw new ToolError(`${asked.length} profiles asked for; at most ${most} at once`);
  return [...new Set(asked.map((text) => findProfile(text, entries)))];
}

/** Whether words are a part of what is known of a profile: letters of any script, whatever stands between them. */
export function isNamed(entry: ProfileEntry, text: string): boolean {
  const letters = (words: string) => wordsOf(words).join("");
  const known = `${entry.id} ${entry.names.join(" ")} ${entry.origin}`;
  return letters(text) === "" ? known.includes(text) : letters(known).includes(letters(text));
}

type Rule = (entry: ProfileEntry, text: string) => boolean;

/** From the surest: the first rule that any profile fits decides. */
const RULES: readonly Rule[] = [
  ({ id }, text) => id === text,
  ({ id, names, aliases }, text) =>
    names.includes(text) || aliases.includes(folded(text)) || id === decoded(text),
  ({ names }, text) => names.some((name) => name.normalize() === text.normalize()),
  ({ id, names }, text) => id === folded(text) || names.some((name) => folded(name) === folded(text)),
];

/**
 * @throws {ToolError} several are
 */
function calledExactly(text: string, all: readonly ProfileEntry[]): ProfileEntry | undefined {
  const entries = withLast(all);
  for (const spelling of new Set([text, text.trim(), decoded(text.trim())]))
    for (const rule of RULES) {
      const found = theOnly(
        entries.filter((entry) => rule(entry, spelling)),
        text,
      );
      if (found !== undefined) return all.find(({ id }) => id === found.id);
    }
  const [kind, name] = kindIn(text);
  if (kind === undefined) return undefined;
  return calledExactly(
    name,
    all.filter((entry) => entry.kind === kind),
  );
}

/** What stands before a name to say of which kind it is: `run/my-model`, `model:qwen-max`. */
function kindIn(text: string): readonly [kind: string | undefined, name: string] {
  const parts = /^([a-z]+[ _-]?[a-z]+)[:/](.+)$/is.exec(decoded(text.trim()));
  const kind = PROFILE_KINDS.find((one) => one === parts?.[1]?.toLowerCase().replace(/[ -]/, "_"));
  return kind === undefined ? [undefined, text] : [kind, parts?.[2] ?? ""];
}

const LAST_RUN = ["last", "latest", "newest", "most recent"].flatMap((last) => [last, `${last} run`]);

/** The newest runs are also called so. */
function withLast(entries: readonly ProfileEntry[]): readonly ProfileEntry[] {
  const newest = entries.reduce((most, { time = most }) => Math.max(most, time), Number.NEGATIVE_INFINITY);
  return entries.map((entry) =>
    entry.time === newest ? { ...entry, aliases: [...entry.aliases, ...LAST_RUN] } : entry,
  );
}

/**
 * @throws {ToolError} several have them
 */
function withParts(text: string, all: readonly ProfileEntry[]): ProfileEntry | undefined {
  const [kind, name] = kindIn(text);
  const entries = all.filter((entry) => kind === undefined || entry.kind === kind);
  const words = wordsOf(decoded(name));
  // Where no run has a date, none is the last, and no other profile either.
  if (words.length === 0 || LAST_RUN.includes(folded(name))) return undefined;
  return theOnly(
    entries.filter((entry) => {
      const known = knownWords(entry);
      return words.every(
        (word) => known.words.has(word) || (UNSPACED.test(word) && known.all.includes(word)),
      );
    }),
    text,
  );
}

/** Scripts that write no spaces between words. */
const UNSPACED =
  /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}]+$/u;

/** More words in a row than anyone leaves the spaces out of. */
const LONGEST = 6;

/** The words of a profile, and those that are written in one where it has them apart: `gpt4o`. Digits never join. */
function knownWords({ id, kind, names, origin }: ProfileEntry) {
  const texts = [...names, origin, ...(kind === "run" ? [kind] : [id])].map((text) =>
    wordsOf(text.slice(0, 400)),
  );
  const words = new Set<string>();
  for (const row of texts)
    for (const start of row.keys()) {
      let joined = "";
      for (const word of row.slice(start, start + LONGEST)) {
        if (/\d$/.test(joined) && /^\d/.test(word)) break;
        joined += word;
        words.add(joined);
      }
    }
  return { words, all: texts.flat().join(" ") };
}

/** Runs of letters, marks and digits, and each symbol, as two emoji make two names. */
function wordsOf(text: string): string[] {
  return folded(text.normalize("NFKC")).match(/[\p{L}\p{M}\p{N}]+|\p{S}/gu) ?? [];
}

function folded(text: string): string {
  return text.normalize().toLowerCase();
}

/**
 * @throws {ToolError} there are several
 */
function theOnly(found: readonly ProfileEntry[], text: string): ProfileEntry | undefined {
  if (found.length < 2) return found[0];
  throw new ToolError(`several profiles are called ${quoted(text)}: ${list(found)}. ${HOW_TO_ASK}`);
}

const HOW_TO_ASK = `Ask by id, by a whole name, or by words that only one has. ${nextCall("list_value_profiles")}`;

/** Room for a paragraph. */
const MAX_LISTED = 5;

/** Who names a developer may well mean its average. */
const isAverage = ({ kind }: ProfileEntry) => kind === "average";

/** Ids, with the names that they do not spell. */
function list(entries: readonly ProfileEntry[]): string {
  const ordered = [...entries.filter(isAverage), ...entries.filter((entry) => !isAverage(entry))];
  const shown = ordered.slice(0, MAX_LISTED).map(({ id, kind, name }) => {
    return kind === "run" && !id.endsWith(`~${name}`) ? `${id} (${quoted(name)})` : id;
  });
  const more = entries.length - shown.length;
  return `${shown.join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}

function nearestTo(text: string, entries: readonly ProfileEntry[]): readonly ProfileEntry[] {
  const owners = new Map<string, ProfileEntry[]>();
  for (const entry of entries) {
    const names = [entry.id.slice(entry.kind.length + 1), ...entry.names, ...entry.aliases];
    const words = wordsOf(entry.name).filter((word) => word.length > 1);
    for (const name of [...names, ...words]) getOrAdd(owners, name.slice(0, 100), () => []).push(entry);
  }
  const near = nearest(kindIn(text)[1].slice(0, 100), [...owners.keys()], 3);
  return [...new Set(near.flatMap((name) => owners.get(name) ?? []))].slice(0, 3);
}

/** A text that holds several ids or names, with commas, semicolons or lines between them, or ids with spaces. */
function partsOf(text: string, entries: readonly ProfileEntry[]): readonly string[] {
  const split = (mark: RegExp) =>
    text
      .split(mark)
      .map((part) => part.trim().replace(/^["'[\]]+|["'[\]]+$/g, ""))
      .filter((part) => part !== "");
  const listed = split(/[,;\n]/);
  if (listed.length > 1) return listed;
  const spaced = split(/\s+/);
  const isList = spaced.length > 1 && spaced.every((part) => calledExactly(part, entries) !== undefined);
  return isList ? spaced : [text];
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // a percent sign that escapes nothing
  }
}
