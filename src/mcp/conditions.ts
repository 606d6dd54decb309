import { conditionIn, isPlainOf } from "../runs/subject.ts";
import { shownName } from "./profile-names.ts";
import type { ProfileEntry } from "./profiles.ts";

/**
 * Under which persona and condition a run was asked, and the id of the run that differs least from it by having less of
 * them: of the same eval, else the newest. Undefined for a run without any, and for what is no run.
 * @param all newest runs first
 */
export function conditionOf(
  { asked }: ProfileEntry,
  all: readonly ProfileEntry[],
): { readonly name: string; readonly plain: string | undefined } | undefined {
  if (asked === undefined) return undefined;
  const { subject, evalId } = asked;
  const plainer = all
    .flatMap(({ id, asked: other }) =>
      other !== undefined && isPlainOf(other.subject, subject) ? [{ id, ...other }] : [],
    )
    .toSorted(
      (one, other) =>
        Number(other.evalId === evalId) - Number(one.evalId === evalId) ||
        other.subject.length - one.subject.length,
    );
  const shortest = plainer.map((one) => one.subject).toSorted((one, other) => one.length - other.length)[0];
  const name = conditionIn(subject, shortest);
  return name === undefined ? undefined : { name: shownName(name), plain: plainer[0]?.id };
}
