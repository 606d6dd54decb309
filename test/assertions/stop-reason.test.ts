import { describe, expect, test } from "vitest";
import { mayGoOn, stopReason } from "../../src/assertions/stop-reason.ts";
import { LABELS } from "../../src/instrument/scale.ts";

describe("why a model stopped", () => {
  test.each([
    [{ finishReason: "length" }, "length"],
    [{ finishReason: "content_filter" }, "content_filter"],
    [{ finishReason: "stop" }, "other"],
    [{ raw: { incomplete_details: { reason: "max_output_tokens" } } }, "length"],
    [{ raw: { incomplete_details: null } }, "other"],
    [{ raw: "text" }, "other"],
    [undefined, "other"],
  ])("%j: %s", (response, expected) => {
    expect(stopReason(response)).toBe(expected);
  });
});

describe("a text that was cut off", () => {
  test.each([...Object.values(LABELS), "I'd say: Not like me\n"])("%j could go on", (text) => {
    expect(mayGoOn(text)).toBe(true);
  });

  test.each(["like me.", "not like me at all.", "not like me. It"])("%j could not", (text) => {
    expect(mayGoOn(text)).toBe(false);
  });
});
