import { nearest } from "../lib/nearest.ts";
import { quoted } from "../lib/quoted.ts";
import { HUMAN_ID, PROFILE_KINDS, type ProfileEntry, slugOf } from "./profiles.ts";
import { nextCall, ToolError } from "./tool-error.ts";

/**
 * The profile that a caller means: by id, or by a name that only one has.
 * @throws {ToolError} there is none, or several; the message has the nearest ids
 */
export function findProfile(text: string, entries: readonly ProfileEntry[]): ProfileEntry {
  const wanted = slugOf(decoded(text.trim()).replace(/^(model|run|human)[:/]/i, ""));
  const kind = PROFILE_KINDS.find((name) => new RegExp(`^${name}[:/]`, "i").test(text.trim()));
  const candidates = entries.filter((entry) => kind === undefined || entry.kind === kind);
  const found = candidates.filter(({ id, name, subject, kind: own }) =>
    [id.slice(own.length + 1), name, subject].some((one) => slugOf(one) === wanted),
  );
  const [only, second] = found;
  if (only !== undefined && second === undefined) return only;
  if (kind === undefined && HUMAN_NAMES.includes(wanted)) {
    const human = entries.find(({ id }) => id === HUMAN_ID);
    if (human !== undefined) return human;
  }
  const slugs = new Map(
    (found.length > 1 ? found : entries).map(({ id }) => [id.slice(id.indexOf("/") + 1), id]),
  );
  const near = nearest(wanted, [...slugs.keys()])
    .map((slug) => slugs.get(slug))
    .join(", ");
  const problem =
    found.length > 1 ? `several profiles are called ${quoted(text)}` : `no profile ${quoted(text)}`;
  throw new ToolError(
    `${problem}; nearest ids: ${near}. ${nextCall("list_value_profiles", { kind: kind ?? "model" })}`,
  );
}

const HUMAN_NAMES = ["human", "humans", "people", "raters", "human-reference"];

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // a percent sign that escapes nothing
  }
}
