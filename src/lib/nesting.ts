/**
 * Whether brackets of a JSON text stand inside each other more than so many times: what is that deep overflows the stack
 * of whoever walks through it. Those inside of strings do not count.
 * @example
 * isDeeperThan('{"a":[["["]]}', 2); // => true
 */
export function isDeeperThan(text: string, most: number): boolean {
  let depth = 0;
  let isString = false;
  for (let index = 0; index < text.length; index += 1) {
    const character = text[index];
    if (isString && character === "\\") index += 1;
    else if (character === '"') isString = !isString;
    else if (isString) continue;
    else if (character === "[" || character === "{") depth += 1;
    else if (character === "]" || character === "}") depth -= 1;
    if (depth > most) return true;
  }
  return false;
}
