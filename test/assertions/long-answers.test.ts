import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseRating } from "../../src/assertions/parse-rating.ts";
import { LABELS, RATINGS } from "../../src/instrument/scale.ts";

const THOUGHT = 'Hmm, is it "somewhat like me"? Or not like me at all. Let me read it again.\n';
const thoughts = (length: number) => THOUGHT.repeat(Math.ceil(length / THOUGHT.length)).slice(0, length);

describe("an answer below a million characters of reasoning is read", { tags: "slow" }, () => {
  it.each(RATINGS)("for %i", (rating) => {
    const answer = `<think>${thoughts(1_000_000)}</think>\n\n${LABELS[rating]}`;
    expect(parseRating(answer).answer).toEqual({ kind: "rating", rating });
  });
});

it("an answer that is too long is ambiguous, whatever its label, and costs nothing", () => {
  const reason = "Longer than 1,200,000 characters: not read.";
  for (const rating of RATINGS)
    for (const answer of [
      `<think>${thoughts(5_000_000)}</think>${LABELS[rating]}`,
      `${LABELS[rating]}\n\n${thoughts(5_000_000)}`,
      JSON.stringify({ reasoning: thoughts(5_000_000), answer: LABELS[rating] }),
    ]) {
      const start = performance.now();
      expect(parseRating(answer)).toEqual({ answer: { kind: "ambiguous" }, reason });
      expect(performance.now() - start).toBeLessThan(100);
    }
});

/** What marks, sentences and JSON are made of, and what looks like the beginning of one. */
const PIECES = [
  ...Object.values(LABELS),
  ...[
    "like ",
    "me",
    " not ",
    "very much ",
    "<think>",
    "</think>",
    "<think ",
    "<|channel|>",
    "<|",
    "[",
    "{",
    "}",
    "]",
  ],
  ...[
    '"',
    "\\",
    ",",
    ":",
    "'",
    "`",
    "```",
    "*",
    "_",
    "|",
    ">",
    "&amp;",
    "<s>",
    "</s>",
    "\n",
    " ",
    ".",
    "-",
    "(",
    "a",
    "5",
  ],
  ...[
    "I can't ",
    "as an AI ",
    "if I had to choose, ",
    "Answer: ",
    "Thinking: ",
    "Signature:",
    "however, ",
    "😀",
    "\u200b",
  ],
];

it("any 200 kB of repeated pieces are read in time that grows with their length", { tags: "slow" }, () => {
  const piece = fc.constantFrom(...PIECES);
  const text = fc
    .array(fc.array(piece, { minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 3 })
    .map((parts) => parts.map((part) => part.join("").repeat(70_000).slice(0, 70_000)).join(""))
    .map((long) => long.slice(0, 200_000));
  fc.assert(
    fc.property(text, (answer) => {
      const start = performance.now();
      parseRating(answer);
      // Ten times what it takes alone on a slow computer; what grows with the square takes minutes.
      expect(performance.now() - start).toBeLessThan(10_000);
    }),
    { numRuns: 40, seed: 1 },
  );
});
