import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { framesTable } from "../../scripts/reading-table.ts";
import { READ_FRAMES, type TextFrame, TICKED_LISTS, UNREAD_FRAMES } from "../../scripts/text-frames.ts";
import { parseRating } from "../../src/assertions/parse-rating.ts";
import { LABELS, RATINGS } from "../../src/instrument/scale.ts";

/** What becomes of the six labels in a frame: "right" for each that is read, else the kind of its absence. */
function outcomes({ around }: Pick<TextFrame, "around">): readonly string[] {
  return RATINGS.map((rating) => {
    const { answer } = parseRating(around(LABELS[rating]));
    if (answer.kind !== "rating") return answer.kind;
    return answer.rating === rating ? "right" : `wrong: ${answer.rating} for ${rating}`;
  });
}

function expectAlike(frame: Pick<TextFrame, "around">): void {
  const all = outcomes(frame);
  expect({ all, in: frame.around("like me") }).toEqual({
    all: Array(6).fill(all[0]),
    in: frame.around("like me"),
  });
}

const named = (frames: readonly TextFrame[]) =>
  frames.map((frame) => ({ kind: frame.kind, example: frame.around("like me"), frame }));

describe("a text frame", () => {
  it.each(named([...READ_FRAMES, ...TICKED_LISTS]))(
    "reads all six labels in $kind: $example",
    ({ frame }) => {
      expect(outcomes(frame)).toEqual(Array(6).fill("right"));
    },
  );

  it.each(named(UNREAD_FRAMES))("loses all six labels alike in $kind: $example", ({ frame }) => {
    const all = outcomes(frame);
    expect(["ambiguous", "none", "refusal"]).toContain(all[0]);
    expect(new Set(all).size).toBe(1);
  });

  it("in another one treats all six labels alike", () => {
    // A frame that changes the label itself is at home around a label only.
    const frame = fc.constantFrom(
      ...[...READ_FRAMES, ...UNREAD_FRAMES].filter(
        ({ kind }) => !/in the label|blanks|without width|entities/.test(kind),
      ),
    );
    fc.assert(
      fc.property(frame, frame, (outer, inner) => {
        expectAlike({ around: (label) => outer.around(inner.around(label)) });
      }),
      { numRuns: 800 },
    );
  });

  it("of any words treats all six labels alike", () => {
    const word = fc.constantFrom(
      ...[
        "the",
        "response",
        "is",
        "kind",
        ",",
        ".",
        "\n",
        "\n\n",
        "I",
        "would",
        "say",
        "answer:",
        "because",
        "no",
        "it",
      ],
      ...[
        "but",
        "and",
        "Thinking:",
        "<b>",
        "*",
        "(",
        ")",
        "-",
        "|",
        "as",
        "this",
        "an AI",
        "cannot",
        "sorry",
        "{",
        "}",
      ],
      ...[
        "[",
        "]",
        "1.",
        "?",
        "!",
        ":",
        '"',
        "'",
        "only",
        "wait",
        "or",
        "maybe",
        "</x>",
        "Reasoning:",
        "<think>",
      ],
    );
    const words = fc.array(fc.oneof(word, fc.constant("@")), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(words, (all) => {
        fc.pre(all.includes("@"));
        const template = all.join(" ");
        expectAlike({ around: (label) => template.replaceAll("@", label) });
      }),
      { numRuns: 800 },
    );
  });
});

describe("wordings of one label with its words in another order", () => {
  it.each([
    ["Not at all like me.", 1],
    ["Like me a little.", 3],
    ["Like me somewhat.", 4],
    ["Like me very much.", 6],
  ])("are read: %j as %i", (output, rating) => {
    expect(parseRating(output).answer).toEqual({ kind: "rating", rating });
  });

  it("are not seen where two labels stand side by side", () => {
    expect(parseRating("like me\nvery much like me").answer.kind).toBe("ambiguous");
    expect(parseRating("like me somewhat like me").answer.kind).toBe("ambiguous");
  });
});

it("the documentation shows how often labels are read in each kind of frame", () => {
  const doc = readFileSync(new URL("../../docs/READING-ANSWERS.md", import.meta.url), "utf8");
  expect(doc).toContain(framesTable());
});
