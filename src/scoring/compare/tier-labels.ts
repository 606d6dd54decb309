import type { Dimension } from "../../instrument/dimensions.ts";
import type { Tiers } from "./tiers.ts";

/**
 * How the tier table cell of each dimension reads: the number of its tier, then a letter for each group that it
 * is in. Dimensions that share a letter cannot be told apart; those of different tiers always can.
 * @example
 * tierLabels(tiers).get("Security"); // => "1 ab"
 */
export function tierLabels({ tiers, groups }: Tiers): ReadonlyMap<Dimension, string> {
  return new Map(
    tiers.flatMap((members, tier) =>
      members.map((dimension): [Dimension, string] => [
        dimension,
        `${tier + 1} ${tierLetters({ groups }, dimension)}`,
      ]),
    ),
  );
}

/** A letter for each group that a dimension is in: those that share one cannot be told apart. */
export function tierLetters({ groups }: Pick<Tiers, "groups">, dimension: Dimension): string {
  return groups.flatMap((group, index) => (group.includes(dimension) ? [letterOf(index)] : [])).join("");
}

function letterOf(index: number): string {
  return String.fromCharCode("a".charCodeAt(0) + index);
}
