import { describe, expect, it } from "vitest";
import { labelOf, VALUES } from "../../src/instrument/dimensions.ts";
import { contrastSentences } from "../../src/report/contrast-text.ts";
import { builtInGap, heldAgainst } from "../fixtures/held-against-people.ts";

describe("contrastSentences", () => {
  it("states what is shown, with its interval, and names the values of which nothing is", () => {
    const sentences = contrastSentences([heldAgainst({ Hedonism: 0.1 })]);
    expect(sentences).toContainEqual(
      expect.stringMatching(
        /^political: Left is higher than Right on Hedonism by \d\.\d\d \[\+\d\.\d\d, \+\d\.\d\d\]\.$/,
      ),
    );
    expect(sentences).toContainEqual(
      expect.stringMatching(
        /^political: widens the gap between Left and Right on Hedonism by \d\.\d\d \[\+\d\.\d\d, \+\d\.\d\d\] against people\.$/,
      ),
    );
    // Each of the ten is in one sentence about the two.
    const ends = sentences.filter((one) => !one.includes("people")).join(" ");
    for (const value of VALUES)
      expect(ends.split(new RegExp(`${labelOf(value)}[ ,.]`)).length - 1, value).toBe(1);
  });

  it("says nothing against people where an axis has none", () => {
    const found = heldAgainst({});
    const without = { ...found, ends: { ...found.ends, gaps: undefined } };
    expect(contrastSentences([without]).join(" ")).not.toContain("people");
    expect(contrastSentences([])).toEqual([]);
  });

  it("says a reversal without a size, and what narrows with one that is above 0", () => {
    expect(contrastSentences([heldAgainst({ Hedonism: -0.1 })])).toContain(
      "political: against people, reverses the gap between Left and Right on Hedonism.",
    );
    expect(contrastSentences([heldAgainst({ Hedonism: builtInGap() + 1.5 })]).join(" ")).toMatch(
      /narrows the gap between Left and Right on Hedonism by 1\.50 \[\+\d\.\d\d, \+\d\.\d\d\] against people/,
    );
  });
});
