import { expect, test } from "vitest";
import { textHash } from "../../src/lib/text-hash.ts";

test.each([
  // Vectors of the FNV reference code (isthe.com/chongo, test_fnv.c).
  ["", "cbf29ce484222325"],
  ["a", "af63dc4c8601ec8c"],
  ["foobar", "85944171f73967e8"],
])("%j hashes as in the reference code", (text, hash) => {
  expect(textHash(text)).toBe(hash);
});
