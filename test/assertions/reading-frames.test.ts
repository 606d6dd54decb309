/** @module-tag slow */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseRating } from "../../src/assertions/parse-rating.ts";
import { LABELS, RATINGS, type Rating } from "../../src/instrument/scale.ts";
import {
  CLOSED_FRAMES,
  CLOSING_ONLY,
  EMPTY_FRAMES,
  PROMPTFOO_PREFIXES,
  type ReasoningFrame,
  tracesBeside,
  UNKNOWN_FRAMES,
} from "../fixtures/reasoning-frames.ts";

function read(output: string): number | string {
  const { answer } = parseRating(output);
  return answer.kind === "rating" ? answer.rating : answer.kind;
}

const GAPS = ["", "\n", "\n\n"];
const ANSWERS: readonly ((label: string) => string)[] = [
  (label) => `**${label}**`,
  (label) => `${label}\n\nThe tone fits.`,
];

/** An answer in a frame, what is read where it stands alone, and its rating. */
type Framed = { readonly output: string; readonly alone: number | string; readonly rating: Rating };

/** Every trace in the frame, before every label on the same line, the next and below a blank one, and in every form. */
function framed(frame: ReasoningFrame, gaps = GAPS, answers = ANSWERS): readonly Framed[] {
  return RATINGS.flatMap((rating) => {
    const label = LABELS[rating];
    const forms = [
      ...gaps.map((gap) => ({ gap, answer: label })),
      ...answers.map((answered) => ({ gap: "", answer: answered(label) })),
    ].map((form) => ({ ...form, alone: read(form.answer) }));
    return (
      tracesBeside(rating)
        // A code fence in a code fence ends it.
        .filter((trace) => !frame.opening.startsWith("```") || !trace.includes("```"))
        .flatMap((trace) =>
          forms.map(({ gap, answer, alone }) => {
            return { output: frame.around(trace) + (frame.gap ?? "") + gap + answer, alone, rating };
          }),
        )
    );
  });
}

/** The outputs that are not read as their answer is read alone. */
function misread(all: readonly Framed[]): readonly string[] {
  return all.filter(({ output, alone }) => read(output) !== alone).map(({ output }) => output);
}

describe("an answer behind reasoning is read as the answer alone, whatever the reasoning says", () => {
  it.each(CLOSED_FRAMES)("in $name", (frame) => {
    expect(misread(framed(frame))).toEqual([]);
  });

  it.each(CLOSING_ONLY)("where the prompt opened it: $name", (frame) => {
    expect(misread(framed(frame))).toEqual([]);
  });

  it.each(EMPTY_FRAMES)("where there is none: $name", (frame) => {
    expect(misread(framed(frame))).toEqual([]);
  });

  it.each(PROMPTFOO_PREFIXES)("below promptfoo's prefix, where the label ends the text: $name", (frame) => {
    expect(misread(framed(frame, [""], ANSWERS.slice(0, 1)))).toEqual([]);
  });

  it("in frames one behind the other, and with what the trace says about frames", () => {
    const frame = fc.constantFrom(...CLOSED_FRAMES.filter(({ name, gap }) => !gap && /^[<[◁]/.test(name)));
    const word = fc.constantFrom(
      ...[
        "like me",
        "not like me.",
        "\n",
        "\n\n",
        '"',
        "Answer:",
        "so",
        "<think>",
        "<label>",
        "<b>",
        "{",
        "a < b",
        "Hm.",
      ],
      ...["</label>", "assistant", "Thinking: ", "[x] ", "```\n", "&quot;", "*", "I can't", "<|x|>", "?"],
    );
    const trace = fc.array(word, { maxLength: 12 }).map((words) => words.join(" "));
    fc.assert(
      fc.property(frame, frame, trace, fc.constantFrom(...RATINGS), (first, second, text, rating) => {
        const output = first.around("Hm.") + second.around(text) + LABELS[rating];
        expect(read(output)).toBe(rating);
      }),
      { numRuns: 500 },
    );
  });
});

describe("a frame that nobody knows", () => {
  it.each(UNKNOWN_FRAMES)("may cost the answer and never changes its number: $name", (frame) => {
    const plain = [...ANSWERS.slice(0, 1), (label: string) => `Answer: ${label}`];
    const changed = framed(frame, GAPS, plain).filter(({ output, rating }) => {
      const reading = read(output);
      return typeof reading === "number" && reading !== rating;
    });
    expect(changed).toEqual([]);
  });
});

describe("reasoning that was cut off", () => {
  const frames = CLOSED_FRAMES.filter(({ opening }) => opening !== "Thinking: ");

  it.each(frames)("never gives a number: $name", ({ opening }) => {
    const texts = ([2, 5] as const).flatMap(tracesBeside).map((trace) => opening + trace);
    const cut = texts.flatMap((text) =>
      Array.from({ length: Math.ceil((text.length - opening.length) / 4) + 1 }, (_, fourth) =>
        text.slice(0, opening.length + 4 * fourth),
      ),
    );
    expect([...cut, ...texts].filter((text) => typeof read(text) === "number")).toEqual([]);
  });
});

describe("frames of other kinds", () => {
  it.each([
    ["what another turn says is no answer", "like me<|im_end|>\n<|im_start|>user\nnot like me", 5],
    ["an aside below the answer is none", "like me\n<details>Not somewhat like me.</details>", 5],
    [
      "nor is an explanation in tags above it",
      "<explanation>not like me</explanation><answer>like me</answer>",
      5,
    ],
    [
      "the last final channel counts",
      "<|channel|>final<|message|>not like me<|end|><|channel|>final<|message|>like me",
      5,
    ],
    ["an arrow is no comment", "very much like me --> somewhat like me", "ambiguous"],
    ["words on both sides of a frame do not make a label", "not<think>Hm.</think>like me", "ambiguous"],
    ["a tag of an answer is no reasoning", "<reasoned_answer>like me</reasoned_answer> Hm.", "ambiguous"],
    ["reasoning in JSON is left out", '{"reasoning": {"text": "not like me"}, "answer": "like me"}', 5],
  ])("%s", (_, output, reading) => {
    expect(read(output)).toBe(reading);
  });
});
