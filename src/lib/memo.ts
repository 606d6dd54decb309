/** Runs that change leave old results behind; beyond this many the oldest go. */
const MAX_KEPT = 20_000;

/**
 * Keeps results by name.
 * @example
 * cache("sums of qwen-max", () => sums(values)); // computed once
 */
export function makeCache(): <T>(name: string, make: () => T) => T {
  const results = new Map<string, { readonly result: unknown }>();
  return <T>(name: string, make: () => T): T => {
    const found = results.get(name);
    // Each name is given to one kind of result, so what lies under it is a T.
    if (found !== undefined) return found.result as T;
    const result = make();
    results.set(name, { result });
    const [oldest] = results.size > MAX_KEPT ? results.keys() : [];
    if (oldest !== undefined) results.delete(oldest);
    return result;
  };
}

/**
 * Computes a value on first use and keeps it. An error is not kept.
 * @example
 * const items = once(() => readItems()); // reads nothing yet
 */
export function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

/**
 * `once` for each argument: for few of them, as none is ever let go.
 * @example
 * const key = onceFor((id: KeyId) => readKey(id));
 */
export function onceFor<Of, T>(make: (of: Of) => T): (of: Of) => T {
  const values = new Map<Of, () => T>();
  return (of) => {
    const value = values.get(of) ?? once(() => make(of));
    values.set(of, value);
    return value();
  };
}
