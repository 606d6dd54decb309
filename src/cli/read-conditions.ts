import { readFileSync } from "node:fs";
import { z } from "zod";
import { decodeText } from "../lib/decode-text.ts";
import { groupBy } from "../lib/group-by.ts";
import { codeOf, InputError, messageOf, reasonOf, zodProblem } from "../lib/input-error.ts";
import { quoted } from "../lib/quoted.ts";
import { type GroupOfPeople, groupOfPeople } from "../release/ess-groups.ts";

const rowSchema = z.strictObject({
  condition: z.string().min(1),
  axis: z.string().min(1),
  group: z.string().min(1),
  order: z.number().optional(),
  people: z.string().optional(),
});
const fileSchema = z.strictObject({ conditions: z.array(rowSchema).min(1) });

/** Groups of one kind, in their order, or in that of the file where they have none. */
export type TableAxis = {
  readonly axis: string;
  readonly ordered: boolean;
  readonly groups: readonly {
    readonly condition: string;
    readonly group: string;
    readonly people: GroupOfPeople | undefined;
  }[];
};

/**
 * Which conditions are of one kind, from a JSON file.
 * @throws {InputError} it cannot be read, or its rows contradict each other; in one line
 * @example
 * // { "conditions": [{ "condition": "gpt-4o · young", "axis": "age", "group": "20-39", "order": 1, "people": "Age_A" }, …] }
 */
export function readConditions(file: string): readonly TableAxis[] {
  const parsed = fileSchema.safeParse(jsonOf(file), { reportInput: true });
  if (!parsed.success) {
    const rows = parsed.error.issues.flatMap(({ path }) =>
      path.length > 1 ? [path.slice(0, 2).join(".")] : [],
    );
    const fields = {
      "": ["conditions"],
      ...Object.fromEntries(rows.map((row) => [row, Object.keys(rowSchema.shape)])),
    };
    throw new InputError(`--conditions ${file}, ${zodProblem(parsed.error, { fields })}`);
  }
  const { conditions } = parsed.data;
  refuseTwice(
    conditions.map(({ condition }) => condition),
    (condition) => `--conditions ${file}: ${quoted(condition)} has two rows. A condition is of one group`,
  );
  return [...groupBy(conditions, ({ axis }) => axis)].map(([axis, rows]) => axisOf(axis, rows, file));
}

function axisOf(axis: string, rows: readonly z.infer<typeof rowSchema>[], file: string): TableAxis {
  const of = `--conditions ${file}: axis ${quoted(axis)}`;
  const orders = rows.flatMap(({ order }) => (order === undefined ? [] : [order]));
  const groups = rows.map(({ people, ...row }) => ({
    ...row,
    people: people === undefined ? undefined : peopleOf(people, of),
  }));
  if (rows.length < 2)
    throw new InputError(`${of} has one group, ${quoted(rows[0]?.group)}. A contrast needs two`);
  refuseTwice(
    rows.map(({ group }) => group),
    (group) => `${of} has the group ${quoted(group)} twice`,
  );
  if (orders.length > 0 && orders.length < rows.length)
    throw new InputError(
      `${of}: ${quoted(rows.find(({ order }) => order === undefined)?.group)} has no order, others have`,
    );
  refuseTwice(orders, (order) => `${of} has the order ${order} twice`);
  refuseTwice(
    groups.flatMap(({ people }) => (people === undefined ? [] : [people.group])),
    (people) => `${of} has the people ${quoted(people)} twice`,
  );
  return {
    axis,
    ordered: orders.length > 0,
    groups: groups.toSorted((a, b) => (a.order ?? 0) - (b.order ?? 0)),
  };
}

function peopleOf(name: string, of: string): GroupOfPeople {
  try {
    return groupOfPeople(name);
  } catch (error) {
    throw new InputError(`${of}: ${messageOf(error)}`);
  }
}

function refuseTwice<T>(ones: readonly T[], message: (one: T) => string): void {
  const twice = ones.find((one, place) => ones.indexOf(one) < place);
  if (twice !== undefined) throw new InputError(message(twice));
}

function jsonOf(file: string): unknown {
  try {
    return JSON.parse(decodeText(readFileSync(file)));
  } catch (error) {
    const reason = codeOf(error) === "" ? `not JSON: ${messageOf(error)}` : reasonOf(error);
    throw new InputError(`--conditions ${file}: ${reason}`);
  }
}
