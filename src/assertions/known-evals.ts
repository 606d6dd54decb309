import { getOrAdd } from "../lib/group-by.ts";
import { evalMoment, momentOf, type RunIdentity } from "../runs/run-identity.ts";
import type { Found, Source } from "./found-answer.ts";

/** What is known of the evals that rows are of. */
export function knownEvals() {
  const ids = new Map<string, string>();
  const firstOf = new Map<string, string>();
  const lastOf = new Map<string, string>();
  const dates = new Map<string, string>();
  const keyOf = ({ evalId, source }: Pick<Found, "evalId" | "source">) =>
    evalId ?? firstOf.get(source.unit) ?? source.unit;
  return {
    /** The eval that a row is of: rows that do not tell, as those of failed calls, are of the one of the row before. */
    idOf(told: string | undefined, { unit, evalId, date }: Source): string | undefined {
      const given = told ?? evalId ?? lastOf.get(unit);
      if (given === undefined) return undefined;
      // One text for all equal ids: an output may have a hundred thousand rows.
      const id = getOrAdd(ids, given, () => given);
      lastOf.set(unit, id);
      if (!firstOf.has(unit)) firstOf.set(unit, id);
      const moment = evalMoment(id) ?? (id === evalId ? momentOf(date) : undefined);
      if (moment !== undefined && !dates.has(id)) dates.set(id, moment);
      return id;
    },
    /** Rows of one eval have one key. */
    keyOf,
    identify(subject: string, rows: readonly Found[]): RunIdentity {
      const [first] = rows as [Found]; // a run has at least the row that made it
      const evalId = first.evalId ?? firstOf.get(first.source.unit);
      const date = evalId === undefined ? momentOf(first.source.date) : dates.get(evalId);
      return {
        subject,
        files: [...new Set(rows.flatMap(({ source }) => source.file ?? []))],
        ...(evalId === undefined ? {} : { evalId }),
        ...(date === undefined ? {} : { date }),
      };
    },
  };
}
