import type { ItemContribution } from "./item-contributions.ts";

/**
 * The difference of two respondents' scores item by item, from the item that raises it most to the one that lowers
 * it most; the contributions sum to the difference of the scores. Ratings are differences too, -5 to 5.
 * @throws {RangeError} the contributions are not of the same items
 */
export function contributionDifferences(
  one: readonly ItemContribution[],
  other: readonly ItemContribution[],
): readonly ItemContribution[] {
  const subtracted = new Map(other.map((contribution) => [contribution.item, contribution]));
  if (one.length !== other.length || one.some(({ item }) => !subtracted.has(item)))
    throw new RangeError("contributionDifferences requires contributions of the same items");
  return one
    .map((own) => ({
      ...own,
      rating: own.rating - (subtracted.get(own.item)?.rating ?? Number.NaN),
      contribution: own.contribution - (subtracted.get(own.item)?.contribution ?? Number.NaN),
    }))
    .sort((a, b) => b.contribution - a.contribution);
}
