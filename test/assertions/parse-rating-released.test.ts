import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseReleasedRating, RELEASED_WORDINGS } from "../../src/assertions/parse-rating-released.ts";
import { LABELS, RATINGS } from "../../src/instrument/scale.ts";

/** The rating of an answer, or "none". */
function read(output: string): number | string {
  const { answer } = parseReleasedRating(output);
  return answer.kind === "rating" ? answer.rating : answer.kind;
}

describe("the authors' reading", () => {
  it.each(RATINGS)("gives %i for its label", (rating) => {
    expect(read(LABELS[rating])).toBe(rating);
  });

  it.each([
    // Answers of models in the release, with the ratings that were published.
    ["Very little like me.", 3],
    ["somewhat like me\n", 4],
    ["You're not like me at all.", 1],
    ["This response is not like me.", 2],
    ["I don't think this response is very much like me.", 6],
    ['Somewhat like me\n\nit falls short of being "very much like me."', 6],
    ["I apologize, but I cannot. Would you like me to discuss the scenario", 5],
    ["I am somewhat like you.", "none"],
    ["somewh", "none"],
    ["", "none"],
    // Made up.
    ["He likes me", 5],
    ["unlike me", 5],
    ["It isn't like me at all", 1],
    ["Some   what\tLIKES\nme", 4],
    ["doesn’t like me", 5],
  ])("reads %j as %s", (output, rating) => {
    expect(read(output)).toBe(rating);
  });

  it("takes the longest wording, and the first of the list among equals", () => {
    expect(read("like me, somewhat like me, not like me")).toBe(4);
    expect(read("a little like me, somewhat like me")).toBe(4);
    expect(read("not like me at all, likes me very much")).toBe(6);
  });

  it("reads a wording that is the whole text as itself", () => {
    expect(RELEASED_WORDINGS.filter(({ wording, rating }) => read(wording) !== rating)).toEqual([]);
  });

  it("splits at the white space of Python's str.split, not at that of JavaScript", () => {
    expect(
      ["\x1c", "\x1d", "\x1e", "\x1f", "\x85", "\xa0", "\u2003", "\u2028", "\u3000"].map((space) =>
        read(`like${space}me`),
      ),
    ).toEqual(Array(9).fill(5));
    expect(read("like\ufeffme")).toBe("none");
    expect(read("like\u200bme")).toBe("none");
  });

  it("lower-cases the Kelvin sign, as Python does, but has no place for it", () => {
    expect(parseReleasedRating("li\u212ae me")).toEqual({
      answer: { kind: "rating", rating: 5 },
      reason: 'Rated 5 of 6: "like me"',
    });
  });

  it("says where the wording stands", () => {
    const output = "It isn't  Like\nme at all";
    const { span } = parseReleasedRating(output);
    expect(span && output.slice(...span)).toBe("isn't  Like\nme at all");
  });

  it("reads any text without an exception, as the longest wording in it", () => {
    const words = fc.constantFrom(...RELEASED_WORDINGS.map(({ wording }) => wording), "some", "me", "x", "'");
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: "binary" }),
          fc.array(words).map((parts) => parts.join(" ")),
        ),
        (output) => {
          const within = RELEASED_WORDINGS.filter(({ wording }) => output.toLowerCase().includes(wording));
          const longest = Math.max(...within.map(({ wording }) => wording.length));
          const first = within.find(({ wording }) => wording.length === longest);
          if (/^[ -~]*$/.test(output) && !/ {2}/.test(output))
            expect(read(output)).toBe(first?.rating ?? "none");
          else expect([...RATINGS, "none"]).toContain(read(output));
        },
      ),
    );
  });

  it.each([" ", "like ", "not like me ", "\x1c", "i"])(
    "reads a megabyte in linear time: %j",
    { tags: "slow" },
    (unit) => {
      const output = `${unit.repeat(1_000_000 / unit.length)}me`;
      const start = performance.now();
      parseReleasedRating(output);
      expect(performance.now() - start).toBeLessThan(15_000);
    },
  );
});
