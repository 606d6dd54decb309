import { groupBy } from "../lib/group-by.ts";
import { type Identified, identityOf, type RunIdentity } from "./run-identity.ts";

/**
 * Names runs by what tells them apart: the subject where it is the only run of it, otherwise with the shortest of its
 * file, its date and its eval that no other run of the subject shares. Runs that nothing tells apart are one run and
 * keep one name.
 * @example
 * tellRunsApart([monday, tuesday]).map(({ subject }) => subject);
 * // => ["gpt-4o (monday.json)", "gpt-4o (tuesday.jsonl)"]
 */
export function tellRunsApart<Named extends Identified>(runs: readonly Named[]): Named[] {
  const groups = groupBy(runs, (run) => identityOf(run).subject);
  const taken = new Set(groups.keys());
  const names = new Map<Named, string>();
  for (const [subject, group] of groups) {
    const labels = labelsOf(subject, group.map(identityOf), taken);
    for (const [index, run] of group.entries()) {
      const name = nameOf(subject, labels[index]);
      taken.add(name);
      names.set(run, name);
    }
  }
  return runs.map((run) => ({ ...run, subject: names.get(run) ?? run.subject }));
}

/**
 * Whether a name means a run: its subject, alone or with anything that may stand behind it in the name that some command
 * printed.
 * @example
 * answersTo(monday, "gpt-4o (monday.json)"); // => true, whichever other runs there are
 */
export function answersTo(run: Identified, name: string): boolean {
  const identity = identityOf(run);
  const { subject } = identity;
  return (
    name === run.subject ||
    name === subject ||
    WAYS.some((way) => way(identity) !== undefined && name === nameOf(subject, way(identity)))
  );
}

function nameOf(subject: string, label: string | undefined): string {
  return label === undefined ? subject : `${subject} (${label})`;
}

/** A word for what tells a run from others; undefined when it has nothing of the kind. */
type Way = (identity: RunIdentity) => string | undefined;

/** How many folders above a file may be named. */
const DEEPEST = 20;
/** ISO 8601 to the day, the minute and the second. */
const MOMENTS = [10, 16, 19];

const byFile: readonly Way[] = Array.from(
  { length: DEEPEST },
  (_, above): Way =>
    ({ files: [file] }) =>
      file
        ?.split(/[/\\]/)
        .slice(-1 - above)
        .join("/"),
);
const byDate: readonly Way[] = MOMENTS.map(
  (length): Way =>
    ({ date }) =>
      date?.slice(0, length).replace("T", " "),
);
const byEval: Way = ({ evalId }) => evalId;
const byBoth: Way = ({ files: [file], evalId }) =>
  file === undefined ? undefined : `${file}, ${evalId ?? "eval unknown"}`;

/** From the most to the least telling for people. */
const WAYS: readonly Way[] = [...byFile, ...byDate, byEval, byBoth].map(
  (way): Way =>
    (identity) =>
      isReleased(identity) ? "released" : way(identity),
);

function isReleased({ files, evalId }: RunIdentity): boolean {
  return files.length === 0 && evalId === undefined;
}

/** A label for each of some identities with one subject: none where they are all the same. */
function labelsOf(
  subject: string,
  identities: readonly RunIdentity[],
  taken: ReadonlySet<string>,
): (string | undefined)[] {
  const distinct = new Map(identities.map((identity) => [JSON.stringify(identity), identity]));
  if (distinct.size === 1) return identities.map(() => undefined);
  const tells = (way: Way) => {
    const labels = [...distinct.values()].map(way);
    return (
      new Set(labels).size === distinct.size &&
      labels.every((label) => label !== undefined && !taken.has(nameOf(subject, label)))
    );
  };
  const way = WAYS.find(tells);
  const places = [...distinct.keys()];
  // What nothing tells apart is numbered, as two labels of one model in a hand-made file.
  return identities.map((identity) =>
    way === undefined ? `${places.indexOf(JSON.stringify(identity)) + 1}` : way(identity),
  );
}
