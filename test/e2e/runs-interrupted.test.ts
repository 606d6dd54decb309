import { expect, test } from "vitest";
import { describeFaults, startFaultRun } from "../fixtures/fault-run.ts";
import { EVAL, type FaultRun, PLANNED, WHOLE } from "../fixtures/faulty-eval.ts";

const CONCURRENCY = 4;

describeFaults("an interrupted eval of two models", () => {
  const expectRightHeader = ({ header, scores, counts }: Awaited<ReturnType<FaultRun["outcome"]>>) => {
    expect(header).toEqual(scores);
    expect(Object.keys(header[0] ?? {}).length).toBeGreaterThan(0);
    for (const column of counts) expect(column.header).toEqual(column.rows);
  };

  test("Ctrl-C and --resume without the plugin: source code is sent, columns multiply, aborted calls are lost", async () => {
    const run = await startFaultRun(false, { delayMs: 400 });
    expect((await run.interrupt("SIGINT", 22)).code).toBe(0);
    await run.resume();
    const { figures } = await run.outcome();
    expect(figures.calls).toBeGreaterThan(PLANNED);
    expect(figures.wrongPrompts).toBeGreaterThan(0);
    expect(figures.columns).toBe(4);
    expect(figures.answers).toBeLessThan(PLANNED);
  });

  test.each([
    ["Ctrl-C", "SIGINT"],
    ["the request to end of a CI system", "SIGTERM"],
  ] as const)(
    "%s and --resume: every planned call is made once and stored, and the interruption is said",
    async (_, signal) => {
      const run = await startFaultRun(true, { delayMs: 400 });
      const interrupted = await run.interrupt(signal, 22);
      expect(interrupted.code).toBe(130);
      expect(interrupted.stderr).toContain("planned answers are NOT all stored");
      expect((await run.outcome()).stored.results.results.filter(({ error }) => error)).toEqual([]);
      const resumed = await run.resume();
      expect(resumed.code).toBe(0);
      expect(resumed.stderr).not.toContain("value-portrait:");
      const outcome = await run.outcome();
      expect(outcome.figures).toEqual(WHOLE);
      expectRightHeader(outcome);
    },
  );

  test("Ctrl-C with thirty calls under way: all are stored", async () => {
    const run = await startFaultRun(true, { delayMs: 1500 });
    expect((await run.interrupt("SIGINT", 30, ["-j", "30"])).code).toBe(130);
    expect((await run.resume()).code).toBe(0);
    expect((await run.outcome()).figures).toEqual(WHOLE);
  });

  test("kill -9 and --resume without the plugin: source code is sent and columns multiply", async () => {
    const run = await startFaultRun(false, { delayMs: 200 });
    await run.interrupt("SIGKILL", 22);
    await run.resume();
    const { figures } = await run.outcome();
    expect(figures.wrongPrompts).toBeGreaterThan(0);
    expect(figures.columns).toBe(4);
    expect(figures.answers).toBeLessThan(PLANNED);
  });

  test("kill -9 and --resume: only the calls that were under way are made again", async () => {
    const run = await startFaultRun(true, { delayMs: 200 });
    await run.interrupt("SIGKILL", 22);
    expect((await run.resume()).code).toBe(0);
    const outcome = await run.outcome();
    expect(outcome.figures).toEqual({ ...WHOLE, calls: expect.any(Number), paidTwice: expect.any(Number) });
    expect(outcome.figures.calls).toBeLessThanOrEqual(PLANNED + CONCURRENCY);
    expectRightHeader(outcome);
  });

  test.each([false, true])("--resume of a finished eval, with the plugin: %s", async (plugin) => {
    const run = await startFaultRun(plugin, { delayMs: 5 });
    await run.eval.run(EVAL);
    await run.resume();
    const outcome = await run.outcome();
    if (plugin) {
      expect(outcome.figures).toEqual(WHOLE);
      expectRightHeader(outcome);
    } else
      expect(outcome.figures).toMatchObject({
        calls: 2 * PLANNED,
        wrongPrompts: PLANNED,
        columns: 4,
        paidTwice: 59,
      });
  });

  test.each([
    ["--filter-metadata", "source=sharegpt"],
    ["--filter-range", "6:18"],
    ["--filter-first-n", "12"],
  ])("Ctrl-C and --resume of a run with %s: the filter holds", async (...filter) => {
    const run = await startFaultRun(true, { delayMs: 300 });
    await run.interrupt("SIGINT", 6, filter);
    expect((await run.resume()).code).toBe(0);
    const { figures } = await run.outcome();
    expect(figures).toEqual({ ...WHOLE, calls: 24, rows: 24, answers: 24 });
  });

  test("--resume of a filtered run without the plugin: what the filter left out is asked", async () => {
    const run = await startFaultRun(false, { delayMs: 300 });
    await run.interrupt("SIGINT", 6, ["--filter-metadata", "source=sharegpt"]);
    await run.resume();
    expect((await run.outcome()).figures.calls).toBe(2 * PLANNED);
  });

  test("Ctrl-C while a model waits for its rate limit: what is answered is stored, the rest is asked on --resume", async () => {
    let limited = true;
    const run = await startFaultRun(true, {
      delayMs: 50,
      reply: ({ model }) => (model === "beta" && limited ? { status: 429 } : "answer"),
    });
    const interrupted = await run.interrupt("SIGINT", 8);
    limited = false;
    expect(interrupted.code).toBe(130);
    expect((await run.resume()).code).toBe(0);
    const outcome = await run.outcome();
    expect(outcome.figures).toMatchObject({ paidTwice: 0, rows: PLANNED, answers: PLANNED, columns: 2 });
    expectRightHeader(outcome);
  });
});
