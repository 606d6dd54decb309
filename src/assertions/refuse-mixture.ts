import { max } from "simple-statistics";
import { type Circumstances, redactedNames } from "../contract/circumstances.ts";
import { groupBy } from "../lib/group-by.ts";
import { InputError } from "../lib/input-error.ts";

/** A row as far as it can be mixed up with others. */
type Asked = {
  readonly item: string;
  readonly variant: string;
  readonly repeat: number | undefined;
  readonly testIdx: number;
  /** Where it came from: the place of the file among those that are read. */
  readonly source: { readonly place: number };
  readonly circumstances: Circumstances;
};

/**
 * Refuses answers of one eval to one item and prompt that are not known to be repeats and of which nothing says
 * whether the model was asked the same: the profile would be a mixture of who knows what.
 * @param cells the rows of each item and prompt
 * @param unshared variables that differ and make no conditions
 * @throws {InputError} there are such answers; the message says why and what to do
 */
export function refuseMixture(
  subject: string,
  cells: readonly (readonly Asked[])[],
  unshared: readonly string[],
): void {
  const mixed = cells.filter((cell) => isMixed(cell, unshared));
  const [[first] = []] = mixed;
  if (first === undefined) return;
  throw new InputError(
    `${subject} answered ${mixed.length} items and prompts (${first.item} ${first.variant} among them) in several tests of one eval, and ${mixtureReason(mixed.flat(), unshared)}`,
  );
}

function mixtureReason(rows: readonly Asked[], unshared: readonly string[]): string {
  if (rows.some(({ circumstances }) => circumstances.stripped))
    return "the rows came without their variables, so that it cannot be told whether it was asked the same. Unset PROMPTFOO_STRIP_TEST_VARS and export the eval again: promptfoo export eval <id> -o eval.json";
  const redacted = new Set(rows.flatMap(({ circumstances }) => redactedNames(circumstances)));
  if (redacted.size > 0)
    return `promptfoo hides the values of ${[...redacted].join(", ")}, as it does with names that sound like secrets, so that it cannot be told whether it was asked the same. Give each condition a variable of another name`;
  return `the tests differ in ${unshared.join(", ")}, with hardly a value that two items share, so that conditions cannot be told apart. Give each condition a variable of its own with a short value, or let the name begin with _ when the model does not see it`;
}

function isMixed(cell: readonly Asked[], unshared: readonly string[]): boolean {
  return [...groupBy(cell, ({ source }) => source.place).values()].some((rows) => {
    const tests = new Set(rows.map(({ testIdx }) => testIdx)).size;
    const repeats = max(rows.map(({ repeat = 0 }) => repeat)) + 1;
    if (tests <= repeats) return false;
    const values = ({ circumstances }: Asked) =>
      JSON.stringify(unshared.map((name) => circumstances.told[name] ?? null));
    const hidden = ({ circumstances }: Asked) =>
      circumstances.stripped || redactedNames(circumstances).length > 0;
    return rows.some(hidden) || new Set(rows.map(values)).size > 1;
  });
}
