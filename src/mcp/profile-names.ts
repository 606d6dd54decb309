/** What profiles are called: ids that are safe in addresses and no two share, and names that are safe to show. */
import { createHash } from "node:crypto";
import { countBy } from "../lib/group-by.ts";
import { shortened, visibleLine } from "../lib/visible-text.ts";

/** What makes a run of a folder one run. */
export type RunKey = {
  readonly evalId: string;
  /** As the run file calls who answered. */
  readonly subject: string;
  /** What was answered, as text; asked for only where two runs have the same eval and subject. */
  readonly content: () => string;
};

/** A run's identity as text: its eval and subject, and its answers where other ones have the same of both. */
export function identitiesOf(runs: readonly RunKey[]): string[] {
  const keys = runs.map(({ evalId, subject }) => JSON.stringify([evalId, subject]));
  const counts = countBy(keys);
  return runs.map(({ content }, index) => {
    const key = keys[index] ?? "";
    return counts.get(key) === 1 ? key : `${key} ${content()}`;
  });
}

/**
 * An id for each of some runs of different identities, in which a name can be read: as it is where nothing of it is
 * lost, else with a few digits of the identity, so that no other run decides what a run is called. Names have no "~" in
 * ids, so that an id with digits is never that of a name without.
 * @example
 * runIds([{ evalId: "e1", subject: "gpt-4o-mini", … }, { evalId: "e1", subject: "gpt-4o-mini · 看護師", … }]);
 * // => ["run/e1~gpt-4o-mini", "run/e1~gpt-4o-mini~65d3e8a2"]
 */
export function runIds(runs: readonly RunKey[]): string[] {
  const identities = identitiesOf(runs);
  const idsWith = (digits: number) =>
    runs.map(({ evalId, subject }, index) => {
      const identity = identities[index] ?? "";
      const isPlain = isKept(subject) && isKeptEval(evalId) && identity === JSON.stringify([evalId, subject]);
      const [id, mark] = [`run/${slugOf(evalId, MAX_EVAL)}~${slugOf(subject)}`, digest(identity, digits)];
      return isPlain ? id : `${id}~${mark}`;
    });
  const [short, long] = [idsWith(8), idsWith(32)];
  // Eight digits can be made to agree by who wants to; 32 cannot.
  const counts = countBy(short);
  return short.map((id, index) => (counts.get(id) === 1 ? id : (long[index] ?? id)));
}

/** With all that stands around them, ids stay below the 200 characters that callers may send. */
const MAX_NAME = 100;
const MAX_EVAL = 60;

/** A name as a part of an id: lower case, without what a URL would escape. */
export function slugOf(name: string, most: number = MAX_NAME): string {
  if (isKept(name) && name.length <= most) return name;
  const slug = name.toLowerCase().replace(/[^a-z0-9._-]+/g, "-");
  return slug.slice(0, most).replace(/^-+|-+$/g, "") || "unnamed";
}

/** Whether a name stands in an id as it is. */
function isKept(name: string): boolean {
  return name.length <= MAX_NAME && /^[a-z0-9._-]+$/.test(name);
}

/** The same of an eval's id; the moment at the end of promptfoo's ids is taken for kept in its only other spelling. */
function isKeptEval(evalId: string): boolean {
  if (evalId.length > MAX_EVAL) return false;
  const spelled = evalId.replace(/T(\d\d):(\d\d):(\d\d)$/, "t$1-$2-$3");
  return isKept(spelled) && (spelled !== evalId || !/t\d\d-\d\d-\d\d$/.test(evalId));
}

/**
 * A name of a run file as one line in which nothing acts: names there are anyone's. What is changed or cut gets a few
 * digits, so that names that differ are shown as different ones.
 */
export function shownName(name: string): string {
  const visible = visibleLine(name);
  const cut = shortened(visible, MAX_NAME);
  return cut === name ? name : `${shortened(visible, MAX_NAME - 11)} (${digest(name, 8)})`;
}

function digest(text: string, digits: number): string {
  return createHash("sha256").update(text).digest("hex").slice(0, digits);
}
