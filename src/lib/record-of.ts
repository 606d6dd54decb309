/**
 * A record with one entry for each name, as Object.fromEntries cannot promise.
 * @example
 * recordOf(["a", "b"], (name, index) => `${name}${index}`); // => { a: "a0", b: "b1" }
 */
export function recordOf<Name extends string, T>(
  names: readonly Name[],
  of: (name: Name, index: number) => T,
): Record<Name, T> {
  // There is an entry for each name, and no other.
  return Object.fromEntries(names.map((name, index) => [name, of(name, index)])) as Record<Name, T>;
}
