import type { Random } from "../../lib/random.ts";
import { type Agreement, agreementWithPeople } from "./against-people.ts";
import { meanShift } from "./generic-shift.ts";
import { type PersonaAxis, peopleOf } from "./persona-axis.ts";
import { estimatesOf } from "./shift.ts";

/** Shifts within one axis against each other, in which whatever all personas have in common is gone. */
export type AxisContrasts = {
  /** The first group minus the last: of an ordered axis, its two ends. */
  readonly firstMinusLast: {
    readonly first: string;
    readonly last: string;
    readonly model: readonly number[];
    readonly people: readonly number[] | undefined;
    readonly agreement: Agreement | undefined;
  };
  /** Each group minus the mean of the axis's groups, each of which counts alike. */
  readonly fromMean: readonly {
    readonly group: string;
    readonly model: readonly number[];
    readonly people: readonly number[] | undefined;
  }[];
};

/**
 * Contrasts of the groups of an axis, and how the widest goes with people's. They are differences of estimates and
 * have no intervals. Agrees with numpy (test/golden/experiments.py).
 * @throws {RangeError} an axis of fewer than two groups
 */
export function axisContrasts(
  axis: PersonaAxis,
  settings: { readonly permutations: number; readonly random: Random },
): AxisContrasts {
  const [first, last] = [axis.groups[0], axis.groups.at(-1)];
  if (first === undefined || last === undefined || first === last)
    throw new RangeError("axisContrasts requires at least two groups");
  const shifts = axis.groups.map(({ model }) => estimatesOf(model));
  const people = peopleOf(axis);
  const model = minus(shifts[0], shifts.at(-1));
  const ofPeople = people && minus(people[0], people.at(-1));
  const effects = model.map((estimate) => ({ estimate }));
  return {
    firstMinusLast: {
      first: first.group,
      last: last.group,
      model,
      people: ofPeople,
      agreement: ofPeople && agreementWithPeople([{ model: effects, people: ofPeople }], settings),
    },
    fromMean: axis.groups.map(({ group }, index) => ({
      group,
      model: minus(shifts[index], meanShift(shifts)),
      people: people && minus(people[index], meanShift(people)),
    })),
  };
}

function minus(ones: readonly number[] = [], others: readonly number[] = []): readonly number[] {
  return ones.map((one, index) => one - (others[index] ?? Number.NaN));
}
