import { expect, test } from "vitest";
import { describeFaults, startFaultRun } from "../fixtures/fault-run.ts";
import { EVAL, PLANNED, WHOLE } from "../fixtures/faulty-eval.ts";

/** As docs/RUNS.md advises for a run that nobody watches. */
const GIVE_UP_SOON = { PROMPTFOO_DISABLE_ADAPTIVE_SCHEDULER: "1", PROMPTFOO_REQUEST_BACKOFF_MS: "500" };

describeFaults("a provider that refuses calls", () => {
  const refuseOnce = (status: number): Parameters<typeof startFaultRun>[1] => ({
    delayMs: 50,
    reply: ({ model, asked, nth }) =>
      model === "beta" && asked === "2025/5 v3" && nth === 1 ? { status } : "answer",
  });

  test("one 401 without the plugin ends the eval of both models, and promptfoo says that all passed", async () => {
    const run = await startFaultRun(false, refuseOnce(401));
    const { code, stdout } = await run.eval.run(EVAL);
    expect(code).toBe(0);
    expect(stdout).toContain("0 errors");
    expect((await run.outcome()).figures.rows).toBeLessThan(PLANNED);
  });

  test.each([401, 403, 404, 501])("one %i is one error row; every other call is made", async (status) => {
    const run = await startFaultRun(true, refuseOnce(status));
    const { code, stderr } = await run.eval.run(EVAL);
    expect(code).toBe(100);
    expect(stderr).toContain("1 of 30 calls of beta (Value Portrait) failed");
    const { figures, header, scores } = await run.outcome();
    expect(figures).toEqual({ ...WHOLE, answers: PLANNED - 1 });
    expect(header).toEqual(scores);
  });

  test("a permanent 429 with promptfoo's defaults: not one call of the model is done after 20 s", async () => {
    const run = await startFaultRun(true, {
      delayMs: 5,
      reply: ({ model }) => (model === "beta" ? { status: 429 } : "answer"),
    });
    const started = run.eval.start(EVAL);
    await new Promise((resolve) => setTimeout(resolve, 20_000));
    started.child.kill("SIGKILL");
    await started.finished;
    const { stored } = await run.outcome();
    expect(stored.results.results.filter(({ provider }) => provider.label === "beta")).toEqual([]);
  });

  test.each([
    ["a permanent 429", { status: 429 }],
    ["connections that are reset", "reset"],
  ] as const)(
    "%s with the documented setting: errors at once, the other model whole, retried once well",
    async (_, fault) => {
      let broken = true;
      const run = await startFaultRun(
        true,
        { delayMs: 5, reply: ({ model }) => (model === "beta" && broken ? fault : "answer") },
        { maxRetries: 0 },
      );
      const start = Date.now();
      await run.eval.run(EVAL, GIVE_UP_SOON);
      expect(Date.now() - start).toBeLessThan(30_000);
      const { stored, figures } = await run.outcome();
      expect(figures).toEqual({ ...WHOLE, answers: PLANNED / 2 });
      broken = false;
      await run.eval.run(["retry", stored.evalId], GIVE_UP_SOON);
      expect((await run.outcome()).figures).toEqual({ ...WHOLE, calls: PLANNED + PLANNED / 2 });
    },
  );

  test("one reset in the middle is asked again by promptfoo itself", async () => {
    const run = await startFaultRun(true, {
      delayMs: 5,
      reply: ({ asked, nth }) => (asked === "2025/5 v3" && nth === 1 ? "reset" : "answer"),
    });
    expect((await run.eval.run(EVAL, { PROMPTFOO_REQUEST_BACKOFF_MS: "500" })).code).toBe(0);
    expect((await run.outcome()).figures).toEqual({ ...WHOLE, calls: PLANNED + 2 });
  });
});
