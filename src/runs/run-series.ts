import type { Run } from "./answer.ts";
import { runsOf } from "./run-file.ts";
import type { SkippedFile, StoredRunFile } from "./run-folder.ts";
import { timeOf } from "./run-identity.ts";

/** One model's run out of a run file, with what tells when it was. */
type StoredRun = {
  /** Name of its file. */
  readonly id: string;
  /** ISO 8601. */
  readonly created: string;
  readonly run: Run;
};

type Dated = StoredRun & { readonly time: number | undefined };

/** Runs of one subject, the oldest first, all asked the same. */
export type RunSeries = {
  readonly runs: readonly StoredRun[];
  readonly skipped: readonly SkippedFile[];
};

/** The names of the models in some run files, each once. */
export function subjectsOf(files: readonly StoredRunFile[]): string[] {
  return [...new Set(files.flatMap(({ file }) => file.models.map(({ subject }) => subject)))];
}

/**
 * The runs of one subject by date, of those that asked what the newest did: the same items and prompts as often. Runs
 * that asked otherwise cannot be exchanged for it. So a series starts anew when the plan changes, and the newest run is
 * always in it.
 * @param since no run from before; ISO 8601, or a date
 * @param now milliseconds since 1970, by default the clock's
 */
export function runSeries(
  files: readonly StoredRunFile[],
  subject: string,
  since?: string,
  now?: number,
): RunSeries {
  const all = files
    .flatMap(({ name, file }) =>
      runsOf(file)
        .filter((run) => run.subject === subject)
        .map((run): Dated => ({ id: name, created: file.created, run, time: timeOf(file.created, now) })),
    )
    .toSorted((one, other) => (one.time ?? 0) - (other.time ?? 0) || (one.id < other.id ? -1 : 1));
  const from = since === undefined ? Number.NEGATIVE_INFINITY : Date.parse(since);
  const recent = all.filter(({ time }) => time !== undefined && time >= from);
  const newest = recent.at(-1);
  const plan = newest && planOf(newest.run);
  return {
    runs: recent.filter(({ run }) => planOf(run) === plan).map(({ time: _, ...stored }) => stored),
    skipped: [
      ...all.flatMap((one) => (one.time === undefined ? [{ name: one.id, reason: undated(one) }] : [])),
      ...recent.flatMap(({ id, run }) =>
        planOf(run) === plan
          ? []
          : [
              {
                name: id,
                reason: "asked other items or prompts than the newest run, or another number of times",
              },
            ],
      ),
    ],
  };
}

/** Why a run has no place in an order of time. */
function undated({ created }: StoredRun): string {
  return Number.isNaN(Date.parse(created))
    ? "does not say when it was made"
    : "says that it was made when that cannot be";
}

/** What was asked, whatever was answered; a few missing rows make no other plan. */
function planOf({ responses }: Run): string {
  const [items, variants] = [new Set<string>(), new Set<string>()];
  let repeats = 0;
  for (const { item, variant, repeat } of responses) {
    items.add(item);
    variants.add(variant);
    repeats = Math.max(repeats, repeat + 1);
  }
  return [[...items].sort().join(" "), [...variants].sort().join(" "), repeats].join("\n");
}
