import { VALUES, type Value } from "../../instrument/dimensions.ts";
import { kendallTau } from "../statistics/kendall-tau.ts";
import { type PersonaAxis, peopleOf } from "./persona-axis.ts";
import { estimatesOf } from "./shift.ts";

/** Whether a value rises or falls along the groups of an ordered axis, in a model and in people. */
export type OrderedTrend = {
  readonly value: Value;
  /** Kendall's tau-a over the groups in their order, -1 to 1. */
  readonly model: number | undefined;
  /** Undefined where nobody was asked. */
  readonly people: number | undefined;
};

/**
 * Kendall's tau of each value over the groups of an ordered axis. It describes: over three groups no tau is beyond
 * chance (p = 1/3 at best, two-sided), over four one of 1 has p = 1/12. Undefined for an axis without an order.
 * Agrees with scipy where nothing is tied (test/golden/experiments.py).
 */
export function orderedTrends(axis: PersonaAxis): readonly OrderedTrend[] | undefined {
  if (!axis.ordered) return undefined;
  const shifts = axis.groups.map(({ model }) => estimatesOf(model));
  const people = peopleOf(axis);
  const trend = (rows: readonly (readonly number[])[], place: number) =>
    kendallTau(rows.map((row) => row[place] ?? Number.NaN));
  return VALUES.map((value, place) => ({
    value,
    model: trend(shifts, place),
    people: people && trend(people, place),
  }));
}
