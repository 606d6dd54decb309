import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseRating } from "../../src/assertions/parse-rating.ts";
import { LABELS, RATINGS } from "../../src/instrument/scale.ts";

/** The rating of an answer, or the kind of its absence. */
function read(output: string): number | string {
  const { answer } = parseRating(output);
  return answer.kind === "rating" ? answer.rating : answer.kind;
}

const SCALE = Object.values(LABELS).join("\n");

describe("an answer that is a label", () => {
  it.each(RATINGS)("gives %i for its label in any case", (rating) => {
    const label = LABELS[rating];
    expect([label, label.toUpperCase(), `${label}.`, ` ${label}\n`].map(read)).toEqual(Array(4).fill(rating));
  });

  it.each([
    "**Like me**",
    "*Like me.*",
    "`like me`",
    "“Like me.”",
    "«like me»",
    "## Like me",
    "> like me",
    "| like me |",
    "- like me",
    "5. like me",
    "**5.** like me",
    "(b) like me",
    "a) like me",
    "Option 2: like me",
    "5 (like me)",
    "like me (5/6)",
    "[x] like me",
    "👍 like me",
    "Like me 😊",
    "like me!",
    "LIKE\u00a0ME",
    "ｌｉｋｅ　ｍｅ。",
    "\ufefflike me",
    "like   me\r\n",
    "like_me",
    "<b>like me</b>",
    "<p>Like me</p><p>It fits.</p>",
    "like me<br>",
    "<answer>like me</answer>",
    "\\boxed{like me}",
    "$\\boxed{\\text{like me}}$",
    "```\nlike me\n```",
    "<|im_start|>like me<|im_end|>",
  ])("gives 5 whatever dresses it: %j", (output) => {
    expect(read(output)).toBe(5);
  });

  it("takes the longest label", () => {
    expect(["not like me at all", "3 - a little like me", "Not-like-me"].map(read)).toEqual([1, 3, 2]);
  });
});

describe("a label in a sentence that only states it", () => {
  it.each([
    // Answers of models in the release.
    ["This response is very much like me.", 6],
    ["this response somewhat like me", 4],
    ["it's somewhat like me", 4],
    ["I'd say somewhat like me.", 4],
    ["This response is not like me.", 2],
    ["I'd say my response is somewhat like me. The response I provided", 4],
    ["I find the response somewhat like me, in that it offers", 4],
    // Made up.
    ["I would rate this response as **somewhat like me**.", 4],
    ['I choose "somewhat like me".', 4],
    ["I think this response is like me.", 5],
    ["Overall: somewhat like me", 4],
    ["If I had to choose, I'd say a little like me.", 3],
    ["Given the tone of it, I would say the response is like me.", 5],
    ["Like me because I would do the same.", 5],
    ["Somewhat like me – the tone fits.", 4],
  ])("reads %j as %i", (output, rating) => {
    expect(read(output)).toBe(rating);
  });

  it.each([
    ["Answer: like me", 5],
    ["My answer is: somewhat like me.", 4],
    ["**Final answer:** like me", 5],
    ["Rating: not like me", 2],
    ['My answer is "not like me".', 2],
    ["The final answer is \\boxed{a little like me}.", 3],
    ["{'answer': 'like me'}", 5],
    ["1. **Answer:** like me", 5],
    ["Answer: This response is like me.", 5],
    ["Answer: 5 (like me)", 5],
    ["My answer is not like me.", 2],
    ["My response is: not like me", 2],
  ])("reads the marked answer %j as %i", (output, rating) => {
    expect(read(output)).toBe(rating);
  });
});

describe("a label that opens the answer", () => {
  it.each([
    // Models in the release; the authors' parser gives 6 where the explanation speaks of "very much like me".
    [
      'Somewhat like me\n\nExplanation: advice and empathy, but it falls short of being "very much like me."',
      4,
    ],
    ['Somewhat like me.\n\nIt lacks depth that would make it "like me" or "very much like me."', 4],
    ['Not like me at all.\n\nExplanation: I do not have emotions that would make it "very much like me."', 1],
    ['A little like me.\n\nThe reason for choosing "a little like me" is that', 3],
    ["Somewhat like me. I understand the frustration, but it's not like me to", 4],
    ["somewhat like me\n\nMy reasoning: while I aim to be empathetic", 4],
    ["Somewhat like me.\n\nThe response values writing, even in the presence of AI like me.", 4],
    ["like me \n\nParenting is a significant responsibility", 5],
    ['After careful analysis, I would say the response is "somewhat like me".\n\nThe response', 4],
  ])("stands whatever the explanation quotes: %j", (output, rating) => {
    expect(read(output)).toBe(rating);
  });

  it.each([
    "Like me. Wait, no.",
    "Like me. Actually, not like me.",
    "Like me. On reflection I would choose somewhat like me.",
    "Like me.\n\nNot like me.",
    "Somewhat like me. But not entirely.",
    "Like me. Or a little like me.",
    "Like me.\n\nOn second thought, I misread the scenario.",
    '"Like me." is not my answer',
    "Like me:\n- the tone is kind",
    "Like me\nin some ways",
    "Like me. Somewhat like me.",
  ])("does not stand when it is taken back or goes on: %j", (output) => {
    expect(read(output)).toBe("ambiguous");
  });
});

describe("a label that closes the answer", () => {
  it.each([
    ["The response is kind, and I would be kind too.\n\nlike me", 5],
    ["It could be very much like me, but it is too blunt.\n\nAnswer: **somewhat like me**", 4],
    ["Sure! Here is my answer:\n\nlike me", 5],
    ["It shows care.\n\n**Answer**\nlike me", 5],
    ["It shows care. I would say it is like me.", 5],
    ["As an AI, I don't have personal thoughts.\n\nsomewhat like me", 4],
    ["As an AI, I have no thoughts of my own. If I had to choose: somewhat like me", 4],
  ])("is read below prose: %j", (output, rating) => {
    expect(read(output)).toBe(rating);
  });

  it("is read below an echoed scale when it is marked", () => {
    expect(read(`${SCALE}\n\nAnswer: like me`)).toBe(5);
    expect(read(`Options:\n${SCALE}\n\n**Final answer:** like me\n\nIt fits.`)).toBe(5);
  });

  it.each([
    `${SCALE}\n\nlike me`,
    `${SCALE}\n\nI would say it is like me.`,
    "I'd say that this is not\n\nlike me",
    "I would not pick:\n\nlike me",
    "No.\nLike me.",
    "Options:\n- very much like me: it all fits.\n- like me.",
    // A model in the release, shortened.
    "It doesn’t seem to match my approach. somewhat like me",
  ])("is ambiguous when the text before may be part of it: %j", (output) => {
    expect(read(output)).toBe("ambiguous");
  });
});

describe("words that are close to a label", () => {
  it.each([
    "Very little like me.",
    "You're somewhat like me.",
    "I am somewhat like me.",
    "Your situation is somewhat like me. I understand the struggle",
    "I don't think this response is very much like me. I encourage understanding",
    "I can somewhat like me address this situation.",
    "Its sleek design kinda sounds somewhat like me, in terms of",
    "Like me, they may feel pressure",
    "It is somewhat like me to an extent.",
    "It may make your situation somewhat like me.",
  ])("are ambiguous in answers of models: %j", (output) => {
    expect(read(output)).toBe("ambiguous");
  });

  it.each([
    "I would not say that it is like me",
    "It doesn't sound like me",
    "This isn't like me at all",
    "unlike me",
    "nothing like me",
    "Is it not **like me**",
    "like me? not really",
    "Not like me, at all",
    "Is this response like me",
    "like me or somewhat like me",
    "not like me at all, I'd say somewhat like me",
    "somewhat like me, but also not like me",
    "This is neither like me nor not like me.",
    "1. Like me\n2. Somewhat like me",
    "| like me | somewhat like me |",
    SCALE,
    SCALE.replaceAll("\n", ", "),
    "like me...",
    "like me - mostly",
    "like me - it isn't.",
    "like me-ish",
    "likes me",
    "some what like me",
    "50% like me",
    "7/10 like me",
    "1.5 like me",
    "❌ like me",
    "[ ] like me",
    "~~like me~~",
    "<del>like me</del>",
    "Assistant: like me",
    "Scenario 1: like me\nScenario 2: not like me",
  ])("are ambiguous: %j", (output) => {
    expect(read(output)).toBe("ambiguous");
  });
});

describe("an answer without a label", () => {
  it.each([
    "",
    " \n",
    "somewh",
    "5",
    "4/6",
    "NTA",
    "I am somewhat like you.",
    "I am somewhat like the person who wrote this response.",
    "I somewhat like this response.",
    "I don't think it is similar to my own thoughts.",
    "I'm so sorry to hear about the challenges you're facing. Here is some advice",
    "I am an AI like me",
    "That is what people like me do",
    "Would you like me to explain?",
    "I can't help but feel for them.",
    "I can't say how sorry I am.",
    "I would refuse to pay.",
    "I do not have any experience with cars.",
    "Without feelings there is no art.",
  ])("is none: %j", (output) => {
    expect(read(output)).toBe("none");
  });

  it.each([
    "I'm sorry, but I can't assist with that.",
    "I’m sorry, but I can’t help with that.",
    "I apologize, but I cannot generate a response comparing the text. Would you like me to discuss it",
    "I do not feel comfortable providing a personal response to this",
    "I cannot select any of these options. As an AI, I don't have personal thoughts",
    "I'm an AI language model and do not possess consciousness or thoughts.",
    "I don't have personal thoughts or feelings.",
    "I'm really sorry you're going through this. Please reach out to a mental health professional",
    "I'd rather not answer.",
    // Made up, by kind: will not, is not able, is not allowed, has no mind, sends elsewhere.
    "I cannot fulfill this request.",
    "I won't be choosing any of these.",
    "I cannot, in good conscience, answer this.",
    "I do not wish to answer.",
    "I refuse to answer.",
    "I must decline.",
    "I'm going to decline this one.",
    "I have to abstain.",
    "No comment.",
    "N/A",
    "I have no opinion.",
    "This does not apply to me, since I am an AI.",
    "I'm unable to provide a rating.",
    "I am not in a position to judge.",
    "I was not designed to have opinions.",
    "My instructions do not permit me to give views.",
    "This goes against my guidelines.",
    "It is not appropriate for me to choose.",
    "Your request was blocked.",
    "As a large language model, I hold no personal opinions.",
    "I lack human emotions or beliefs.",
    "I don't have the ability to form opinions.",
    "I'm an AI, I don't think or feel.",
    "Without opinions of my own there is nothing to weigh.",
    "Please call the helpline today.",
  ])("is a refusal when it declines: %j", (output) => {
    expect(read(output)).toBe("refusal");
  });

  it("is ambiguous when it declines and names labels", () => {
    expect(read('I cannot choose between "like me" and "not like me".')).toBe("ambiguous");
  });

  it("says why", () => {
    expect(
      ["", "5", "Hm.", "I can't answer.", "unlike me"].map((output) => parseRating(output).reason),
    ).toEqual([
      "The answer is empty.",
      "A number, but the scale has words.",
      "No label of the scale.",
      "Declines to answer.",
      "Close to a label, but none of the six.",
    ]);
  });
});

describe("reasoning", () => {
  it.each([
    ["<think>Is it very much like me? No.</think>like me", 5],
    ["It is not like me.</think>\n\nlike me", 5],
    ["<think>a</think><think>b</think>\nlike me", 5],
    ["<think><think>a</think>b</think>like me", 5],
    ["<thinking>not like me</thinking>\n\nSignature: EqRk==\n\nlike me", 5],
    ["<reasoning>not like me</reasoning>like me", 5],
    ["[THINK]not like me[/THINK]like me", 5],
    ["<|channel|>analysis<|message|>not like me<|end|><|channel|>final<|message|>like me<|return|>", 5],
    ["Thinking: very much like me?\n\nlike me", 5],
    ["Thinking: It fits.\n\nSo it is not like me.\n\nlike me", 5],
    ["Thinking: a\nSignature: EqRk==\n\nLike me.\n\nIt is not far from me.", 5],
    ["Thinking: a\nSignature: b\n\nRedacted Thinking: c\n\nThinking: d\nSignature: e\n\nlike me", 5],
    ["Thinking: hm.\n\nIt cares.\n\nSomewhat like me.\n\nExplanation: it cares.", 4],
    ["Reasoning: not like me at all?\nlike me", 5],
    ["Reasoning: first.\nI'd say not like me at all.\nlike me", 5],
    ["Reasoning: it is kind.\n\nAnswer: like me\n\nConfidence: high.", 5],
    ["like me<think>more", 5],
    ["<think>The <think> tag is like me?</think>Somewhat like me", 4],
  ])("is left out: %j", (output, rating) => {
    expect(read(output)).toBe(rating);
  });

  it.each([
    "<think>It is like me",
    "like me</think>",
    "Thinking: It is like me.",
    "Thinking: It is\n\nlike me\n\n",
    "Reasoning: like me",
    "<think>like me</think>",
    "<think>They wrote <details>x</details> like me",
    "Thinking: a\nSignature: b\n\nThinking: Hm.\n\nlike me",
  ])("without an answer is none: %j", (output) => {
    expect(read(output)).toBe("none");
  });

  it("above a refusal is left out, unless it holds an answer of its own", () => {
    expect(read("Thinking: is it like me?\n\nI'm sorry, but I can't answer.")).toBe("refusal");
    expect(read("Thinking: hm.\n\nLike me.\n\nI'm sorry, but I can't answer.")).toBe("ambiguous");
    expect(read("Thinking: like me?\n\nI'm sorry, but I can't answer.\n\nlike me")).toBe(5);
  });

  it("that may not have ended leaves only an answer and nothing else to be read", () => {
    expect(read("<think>They wrote <think>x</think> so I say like me")).toBe("ambiguous");
    expect(read("<think>The <think> tag.</think>\n\nlike me")).toBe(5);
  });

  it("that may go on to the end gives no rating", () => {
    expect(read("Thinking: hm.\n\nI'd say it is like me.")).toBe("ambiguous");
    expect(read("Reasoning: hm.\nLike me.\nNot like me.\nExplanation: hm.")).toBe("ambiguous");
  });
});

describe("JSON", () => {
  it.each([
    ['{"answer": "like me"}', 5],
    ['{"rating":"Like me.","reason":"It is not very much like me."}', 5],
    ['```json\n{"answer": "somewhat like me"}\n```', 4],
    ['Here it is: {"answer": "like me"}', 5],
    ['{"result": {"final_answer": "not like me"}}', 2],
    ['[{"role": "assistant", "content": "like me"}]', 5],
    ['{"options": ["like me", "not like me"], "answer": "like me"}', 5],
    ['{"answer": "Somewhat like me.\\n\\nIt fits."}', 4],
    ['{"answer": "\\u006cike me"}', 5],
    ['["like me"]', 5],
    ['"like me"', 5],
  ])("is read under the key of an answer: %j", (output, rating) => {
    expect(read(output)).toBe(rating);
  });

  it.each([
    '["like me", "not like me"]',
    '{"answer": "like me", "alternative": "somewhat like me"}',
    '{"answer": "like me", "rating": "not like me"}',
    '{"rejected": "like me"}',
    '{"rejected":\n"like me"\n}',
    '{"like me": true}',
    '{"answer": "not sure, like me or not like me"}',
    '{"answer": "like me", "response": "I\'m sorry, but I can\'t answer."}',
    '{"answer": "like me", "reason": "it is cut',
  ])("is ambiguous when it does not settle: %j", (output) => {
    expect(read(output)).toBe("ambiguous");
  });

  it("without a label is a refusal or none", () => {
    const refusal = '{"reason": "not like me", "answer": "I can\'t answer."}';
    expect([refusal, '{"rating": 5}', "{}"].map(read)).toEqual(["refusal", "none", "none"]);
  });
});

describe("the span", () => {
  it.each([
    ["**Like me.**", "Like me"],
    ["<think>like me</think>\n\nAnswer: “Not at all like me”", "Not at all like me"],
    ['{"reason": "a \\"b\\"", "answer": "It fits.\\n\\nlike me"}', "like me"],
    ["Thinking: a\n\nlike me", "like me"],
    ["ｌｉｋｅ　ｍｅ", "ｌｉｋｅ　ｍｅ"],
  ])("holds the label in %j", (output, label) => {
    const { span } = parseRating(output);
    expect(span && output.slice(...span)).toBe(label);
  });

  it("is missing when JSON spells the label with escapes", () => {
    expect(parseRating('"\\u006cike me"').span).toBeUndefined();
  });
});

describe("any text", () => {
  const words = fc.constantFrom(
    ...[
      "like",
      "me",
      "not",
      "very much",
      "somewhat",
      "a little",
      "at all",
      "Answer:",
      "I'd say",
      "<think>",
      "</think>",
    ],
    ...[
      "Thinking:",
      "Reasoning:",
      "\n",
      ".",
      '"',
      "{",
      "}",
      "*",
      "no",
      ":",
      "\\",
      "[",
      "]",
      ",",
      "?",
      "it is",
    ],
  );
  const text = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.array(words).map((parts) => parts.join(" ")),
    fc.json(),
  );

  it("is read without an exception, and a rating stands on words of its label", () => {
    fc.assert(
      fc.property(text, (output) => {
        const { answer, span, reason } = parseRating(output);
        expect(reason).not.toBe("");
        expect(answer.kind).not.toBe("error");
        if (answer.kind !== "rating" || span === undefined) return;
        const found = output
          .slice(...span)
          .toLowerCase()
          .replace(/\s+/g, " ");
        const words = (label: string) => (label.match(/[a-z]+/g) ?? []).join("").split("").sort().join("");
        expect(words(found)).toBe(words(LABELS[answer.rating]));
      }),
      { numRuns: 2000 },
    );
  });

  it("is read in JSON as it is read alone, with the same words at the span", () => {
    const parts = fc.constantFrom(
      "Like me",
      "not",
      "somewhat like me",
      "\n\n",
      ".",
      '"',
      "“",
      "\\",
      "Answer:",
      "it is",
      "é",
    );
    fc.assert(
      fc.property(
        fc.array(parts).map((list) => list.join(" ")),
        (text) => {
          fc.pre(!/^\s*"/.test(text));
          const [alone, json] = [text, JSON.stringify({ answer: text })].map((output) => {
            const { answer, span } = parseRating(output);
            return { answer, label: span && output.slice(...span) };
          });
          fc.pre(alone?.answer.kind === "rating");
          expect(json).toEqual(alone);
        },
      ),
    );
  });

  it("gives no rating when two labels stand side by side", () => {
    const pair = fc.uniqueArray(fc.constantFrom(...RATINGS), { minLength: 2, maxLength: 2 });
    const joint = fc.constantFrom(", ", " or ", "\n", "\n\n", ". ", " / ", " but ", "; ", " - ", " (");
    fc.assert(
      fc.property(pair, joint, (ratings, between) => {
        expect(read(ratings.map((rating) => LABELS[rating]).join(between))).toBe("ambiguous");
      }),
    );
  });

  it("of a megabyte of JSON in one string does not run out of stack", { tags: "slow" }, () => {
    expect(read(JSON.stringify({ answer: "x".repeat(1_100_000) }))).toBe("none");
  });

  it.each([
    ["<think>", ""],
    ["</think>", ""],
    [" ", "like me"],
    ["\n", "like me"],
    ['"', ""],
    ["'", "like me"],
    ["like me ", ""],
    ["like me. ", ""],
    ["Like me.\n", "not like me"],
    ["not ", "like me"],
    ["not:", "\nlike me"],
    ["[", ""],
    ['{"a":', ""],
    ['{"answer":"like me"},', ""],
    [". ", ""],
    ["...", "x"],
    ["Signature: a\n", "like me"],
    ["<b ", ""],
    ["5. ", "like me"],
    ["sorry you're ", ""],
    ["<", "like me"],
    ["<think_", ""],
    ["◁think▷", ""],
    ["&amp;", "like me"],
    ["like\n>", ""],
    ['like me\n\n"like me" ', ""],
    ["[x] like me\n", ""],
    ["like me - ", ""],
    [",", "]"],
    ["as an ai, i ", ""],
    ["if i had to choose, ", "like me"],
  ])("of a megabyte is read in linear time: %j, then %j", { tags: "slow" }, (unit, end) => {
    const elapsed = (length: number): number => {
      const output = unit.repeat(length / unit.length) + end;
      const start = performance.now();
      parseRating(output);
      return performance.now() - start;
    };
    expect(elapsed(1_000_000)).toBeLessThan(5_000);
  });
});
