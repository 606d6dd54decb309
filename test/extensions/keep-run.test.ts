import type { AfterEachExtensionHookContext } from "promptfoo";
import { describe, expect, test } from "vitest";
import { readRow } from "../../src/assertions/read-ratings.ts";
import { endEval, noteEval } from "../../src/contract/asked-eval.ts";
import * as keepRun from "../../src/extensions/keep-run.ts";
import { resultRow } from "../fixtures/result-row.ts";

function contextWith(status: number) {
  const http = { status, statusText: "", headers: { a: "b" } };
  // The fields that are left out are not read.
  return {
    test: {},
    result: { response: { error: "refused", metadata: { http } } },
  } as unknown as AfterEachExtensionHookContext;
}

describe("after each answer", () => {
  test.each([401, 403, 404, 501])(
    "%i, at which promptfoo would end the eval, is put aside",
    async (status) => {
      expect((await keepRun.afterEach(contextWith(status))).result.response).toEqual({
        error: "refused",
        metadata: { http: { status: 0, originalStatus: status, statusText: "", headers: { a: "b" } } },
      });
    },
  );

  test.each([200, 429, 500])("%i is left alone", async (status) => {
    const context = contextWith(status);
    expect(await keepRun.afterEach(context)).toBe(context);
  });

  test("a failed call, on which no assertion runs, is told of which eval it is; rows of other tests are not", async () => {
    const ours = { metadata: { instrument: "value-portrait", item: "1008/1", variant: "v1" } };
    const told = async (test: unknown) =>
      (await keepRun.afterEach({ ...contextWith(500), test } as AfterEachExtensionHookContext)).result
        .metadata;
    noteEval({ __evalId: "eval-a" });
    const metadata = { ...ours.metadata, ...(await told(ours)) };
    expect(await told({})).toBeUndefined();
    endEval("eval-a");
    expect(readRow({ ...resultRow({ error: "HTTP 500" }), metadata })).toMatchObject({ evalId: "eval-a" });
  });
});
