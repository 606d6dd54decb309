/**
 * Things by a property of theirs, in the order in which the properties first appear. As Map.groupBy, which
 * Node.js 20 lacks.
 * @example
 * groupBy([1, 2, 3], (n) => n % 2); // => Map { 1 => [1, 3], 0 => [2] }
 */
export function groupBy<T, K>(things: Iterable<T>, property: (thing: T) => K): ReadonlyMap<K, readonly T[]> {
  const groups = new Map<K, T[]>();
  for (const thing of things) {
    const group = groups.get(property(thing));
    if (group === undefined) groups.set(property(thing), [thing]);
    else group.push(thing);
  }
  return groups;
}
