/** Groups of people in the European Social Survey, by id or label: how they differ from all people. */
import { VALUES } from "../instrument/dimensions.ts";
import { InputError } from "../lib/input-error.ts";
import { nearest } from "../lib/nearest.ts";
import { quoted } from "../lib/quoted.ts";
import { loadEssGroups } from "./data.ts";

/** A group of people beside all people. */
export type GroupOfPeople = {
  readonly group: string;
  /** Mean of the group minus mean of all, in the order of VALUES: points of the questionnaire, 1 to 6. */
  readonly differences: readonly number[];
};

/** The row of all respondents, against which groups are held. */
const OVERALL = "overall";

/**
 * The group of a name.
 * @throws {InputError} there is none; the message names the nearest and all
 * @example
 * groupOfPeople("Age_B").group; // => "80+ years old"
 */
export function groupOfPeople(name: string): GroupOfPeople {
  const { groups } = loadEssGroups();
  const all = groups.find(({ id }) => id === OVERALL);
  const known = groups.filter(({ id }) => id !== OVERALL);
  const plain = (text: string) => text.toLowerCase().replaceAll("–", "-");
  const found = known.find(({ id, label }) => [id, label].some((one) => plain(one) === plain(name)));
  if (all === undefined || found === undefined) {
    const names = known.flatMap(({ id, label }) => [id, label]);
    throw new InputError(
      `no group of people ${quoted(name)}. Nearest: ${nearest(name, names, 1).join("")}. ` +
        `All: ${known.map(({ id, label }) => `${id} (${label})`).join(", ")}`,
    );
  }
  return {
    group: found.label,
    differences: VALUES.map((value) => found.centred[value] - all.centred[value]),
  };
}
