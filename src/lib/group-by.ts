/**
 * Things by a property of theirs, in the order in which the properties first appear. As Map.groupBy, which
 * Node.js 20 lacks.
 * @example
 * groupBy([1, 2, 3], (n) => n % 2); // => Map { 1 => [1, 3], 0 => [2] }
 */
export function groupBy<T, K>(things: Iterable<T>, property: (thing: T) => K): ReadonlyMap<K, readonly T[]> {
  const groups = new Map<K, T[]>();
  for (const thing of things) getOrAdd(groups, property(thing), (): T[] => []).push(thing);
  return groups;
}

/**
 * How often each thing is there, in the order in which they first appear.
 * @example
 * countBy(["b", "a", "b"]); // => Map { "b" => 2, "a" => 1 }
 */
export function countBy<T>(things: Iterable<T>): ReadonlyMap<T, number> {
  const counts = new Map<T, number>();
  for (const thing of things) counts.set(thing, (counts.get(thing) ?? 0) + 1);
  return counts;
}

/**
 * What a map holds under a key; made and put there when it holds nothing.
 * @example
 * getOrAdd(groups, "a", () => []).push(1);
 */
export function getOrAdd<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}
