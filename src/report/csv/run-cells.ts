import type { RunIdentity } from "../../runs/run-identity.ts";
import type { AnswerCounts } from "../../scoring/score/profile.ts";
import type { ScreenVerdict } from "../../scoring/screen/screen.ts";
import { type ColumnName, RUN_COLUMNS } from "./columns.ts";
import type { DataRow } from "./data.ts";

/** What is known of a run beside its scores. */
export type RunFacts = {
  /** By which it is told from the others. */
  readonly name: string;
  readonly identity?: RunIdentity | undefined;
  readonly validity?: ScreenVerdict | undefined;
  readonly counts?: AnswerCounts | undefined;
};

/** What a profile tells of its run. */
export function factsOf({
  subject,
  run,
  counts,
}: {
  readonly subject: string;
  readonly run: RunIdentity;
  readonly counts?: AnswerCounts | undefined;
}): RunFacts {
  return { name: subject, identity: run, counts };
}

/** Which of the runs in a row it is. */
type Place = "run" | "a" | "b";

/** The columns of a run, in their order: its name, what makes it one run, its verdict, and its answers by kind. */
export function runColumns(place: Place): readonly ColumnName[] {
  const facts = Object.keys(RUN_COLUMNS) as (keyof typeof RUN_COLUMNS)[]; // a record with these keys
  return [place, ...facts.map((fact): ColumnName => `${place}_${fact}`)];
}

/** The cells of these columns. */
export function runCells(place: Place, { name, identity, validity, counts }: RunFacts): DataRow {
  const facts: Readonly<Record<keyof typeof RUN_COLUMNS, string | number | undefined>> = {
    subject: identity?.subject ?? name,
    file: identity?.files[0],
    files: identity?.files.length,
    eval_id: identity?.evalId,
    date: identity?.date,
    validity,
    planned: counts?.planned,
    missing: counts && counts.planned - counts.total,
    answers: counts?.total,
    usable: counts?.rating,
    refusal: counts?.refusal,
    ambiguous: counts?.ambiguous,
    no_label: counts?.none,
    error: counts?.error,
  };
  return {
    [place]: name,
    ...Object.fromEntries(Object.entries(facts).map(([fact, value]) => [`${place}_${fact}`, value])),
  };
}
