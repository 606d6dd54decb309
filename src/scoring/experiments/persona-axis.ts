import type { Shift } from "./shift.ts";

/** The personas of one kind: groups of people by age, say, as many shifts against one baseline. */
export type PersonaAxis = {
  readonly axis: string;
  /** Whether the groups stand in an order that means something, as ages do. */
  readonly ordered: boolean;
  readonly groups: readonly PersonaGroup[];
};

export type PersonaGroup = {
  readonly group: string;
  /** What the persona does to a model. */
  readonly model: Shift;
  /** How people of the group differ from all people, in the order of VALUES; absent where nobody was asked. */
  readonly people?: readonly number[] | undefined;
};

/** People's differences in every group of an axis; undefined where a group has none. */
export function peopleOf({
  groups,
}: {
  readonly groups: readonly Pick<PersonaGroup, "people">[];
}): readonly (readonly number[])[] | undefined {
  const people = groups.flatMap((group) => (group.people === undefined ? [] : [group.people]));
  return people.length === groups.length ? people : undefined;
}
