import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";

const SRC = path.resolve(import.meta.dirname, "../src");

/** Lists of which the number of elements does not hang on what is read, in the words of the source. */
const BOUNDED = ["Math.max(...VALUES", "Math.max(...RATINGS", "Math.min(...RATINGS", "Math.hypot(...centred"];

test("no list is spread into the arguments of a call that takes numbers or elements: a long one overflows the stack", () => {
  const spreads = readdirSync(SRC, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts"))
    .flatMap((file) => {
      const source = readFileSync(path.join(SRC, file), "utf8").replace(/\s+/g, " ");
      const calls = source.matchAll(
        /(?:Math\.\w+|\.(?:push|unshift|splice|concat)|String\.from\w+)\( ?(?:[^(){}[\]]*, )?\.\.\.\w*/g,
      );
      return [...calls].map(([call]) => `${file}: ${call}`);
    });
  expect(spreads.filter((spread) => !BOUNDED.some((call) => spread.includes(call)))).toEqual([]);
});
