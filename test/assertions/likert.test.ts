import type { AssertionValueFunctionContext } from "promptfoo";
import { describe, expect, test } from "vitest";
import { likert } from "../../src/assertions/likert.ts";
import { endEval, noteEval } from "../../src/contract/asked-eval.ts";
import { LABELS } from "../../src/instrument/scale.ts";
import { generateTests } from "../../src/provider-prompts/generate-tests.ts";

const [first] = generateTests({ items: { ids: ["1008/1"] }, variants: ["v1"] });

/** What promptfoo gives to an assertion, as far as ours reads it. */
function contextWith(vars: Record<string, string | number>, metadata = first?.metadata) {
  // The fields that are left out are not read.
  return { vars, test: { metadata }, providerResponse: {} } as unknown as AssertionValueFunctionContext;
}

describe("named scores", () => {
  test("hold the rating under each basic value of the item, marked so that promptfoo's header shows ours first", () => {
    expect(likert("like me", contextWith({}))).toMatchObject({
      pass: true,
      score: 1,
      namedScores: { "#Achievement": 5 },
      metadata: { valuePortrait: { item: "1008/1", variant: "v1", kind: "rating", rating: 5 } },
    });
  });

  test("count an answer without a rating as missing", () => {
    expect(likert("Forty-two.", contextWith({}))).toMatchObject({
      pass: false,
      namedScores: { "missing answers": 1 },
      metadata: { valuePortrait: { kind: "none" } },
    });
  });
});

describe("what the provider says of its answer", () => {
  const stopped = (finishReason: string) => ({ ...contextWith({}), providerResponse: { finishReason } });
  const kindOf = (output: string, finishReason: string) =>
    likert(output, stopped(finishReason)).metadata?.["valuePortrait"].kind;

  test("an answer that a content filter stopped is a refusal, whatever it holds", () => {
    expect(kindOf("", "content_filter")).toBe("refusal");
  });

  test.each(Object.values(LABELS))(
    "%j that was cut off behind itself is ambiguous, like every label",
    (label) => {
      expect(kindOf(label, "length")).toBe("ambiguous");
      expect(kindOf(label, "stop")).toBe("rating");
      expect(kindOf(`${label}. It is kind, and`, "length")).toBe("rating");
    },
  );
});

test("the number of the repetition moves from the variables into the record", () => {
  const vars = { item: "1008/1", _repeat: 2 };
  expect(likert("like me", contextWith(vars))).toMatchObject({ metadata: { valuePortrait: { repeat: 2 } } });
  expect(vars).toEqual({ item: "1008/1" });
});

test("the record says of which eval it is, as the prompt function was told, unless several run at once", () => {
  const recorded = () => likert("like me", contextWith({})).metadata?.["valuePortrait"].evalId;
  expect(recorded()).toBeUndefined();
  noteEval({ __evalId: "eval-a" });
  expect(recorded()).toBe("eval-a");
  noteEval({ __evalId: "eval-b" });
  expect(recorded()).toBeUndefined();
  endEval("eval-a");
  expect(recorded()).toBe("eval-b");
  endEval("eval-b");
});

test("a test that is not ours fails with a reason and does not throw", () => {
  expect(likert("like me", contextWith({}, {}))).toMatchObject({
    pass: false,
    reason: expect.stringMatching(/^Not a Value Portrait test: /),
  });
});

test("an output that is no text never makes it throw: it may hold itself or a BigInt, or refuse to be read", () => {
  const circular: Record<string, unknown> = { answer: "like me" };
  circular["self"] = circular;
  const thrower = {
    get answer(): string {
      throw new Error("not for you");
    },
  };
  for (const output of [5n, { rating: 5n }, [circular], thrower, Symbol("x"), () => "like me", Number.NaN])
    expect(likert(output, contextWith({}))).toMatchObject({
      metadata: { valuePortrait: { item: "1008/1" } },
    });
  expect(likert(circular, contextWith({}))).toMatchObject({ metadata: { valuePortrait: { rating: 5 } } });
});
