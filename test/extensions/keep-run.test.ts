import type { AfterEachExtensionHookContext } from "promptfoo";
import { describe, expect, test } from "vitest";
import * as keepRun from "../../src/extensions/keep-run.ts";

function contextWith(status: number) {
  const http = { status, statusText: "", headers: { a: "b" } };
  // The fields that are left out are not read.
  return {
    test: {},
    result: { response: { error: "refused", metadata: { http } } },
  } as unknown as AfterEachExtensionHookContext;
}

describe("after each answer", () => {
  test.each([401, 403, 404, 501])("%i, at which promptfoo would end the eval, is put aside", (status) => {
    expect(keepRun.afterEach(contextWith(status)).result.response).toEqual({
      error: "refused",
      metadata: { http: { status: 0, originalStatus: status, statusText: "", headers: { a: "b" } } },
    });
  });

  test.each([200, 429, 500])("%i is left alone", (status) => {
    const context = contextWith(status);
    expect(keepRun.afterEach(context)).toBe(context);
  });
});
