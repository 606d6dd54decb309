const OFFSET = 0xcbf29ce484222325n;
const PRIME = 0x100000001b3n;

/**
 * A short name for a text, 16 hexadecimal digits: FNV-1a in 64 bits (draft-eastlake-fnv). It tells texts apart that
 * nobody made to be confused; it is no protection against who wants to.
 * @example
 * textHash("a"); // => "af63dc4c8601ec8c"
 */
export function textHash(text: string): string {
  let hash = OFFSET;
  for (const byte of new TextEncoder().encode(text)) hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * PRIME);
  return hash.toString(16).padStart(16, "0");
}
