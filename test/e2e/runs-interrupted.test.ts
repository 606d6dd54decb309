import { afterEach, describe, expect, test } from "vitest";
import {
  EVAL,
  type FaultRun,
  figuresOf,
  headerAndScores,
  PLANNED,
  startFaultRun,
  WHOLE,
} from "../fixtures/fault-run.ts";
import { NEEDS_UPSTREAM, UPSTREAM } from "../fixtures/upstream.ts";

const CONCURRENCY = 4;

describe.skipIf(UPSTREAM === undefined)(`an interrupted eval of two models${NEEDS_UPSTREAM}`, () => {
  let run: FaultRun;
  afterEach(() => run.server.close());

  /** What is stored in the end, with its figures. */
  const outcome = async () => {
    const stored = await run.eval.stored();
    return { stored, figures: figuresOf(run.server, stored) };
  };
  const resume = () => run.eval.run([...EVAL, "--resume"]);
  const expectRightHeader = ({ header, scores, counts }: ReturnType<typeof headerAndScores>) => {
    expect(header).toEqual(scores);
    expect(Object.keys(header[0] ?? {}).length).toBeGreaterThan(0);
    for (const column of counts) expect(column.header).toEqual(column.rows);
  };

  test("Ctrl-C and --resume without the plugin: source code is sent, columns multiply, aborted calls are lost", async () => {
    run = await startFaultRun(false, { delayMs: 400 });
    expect((await run.interrupt("SIGINT", 22)).code).toBe(0);
    await resume();
    const { figures } = await outcome();
    expect(figures.calls).toBeGreaterThan(PLANNED);
    expect(figures.wrongPrompts).toBeGreaterThan(0);
    expect(figures.columns).toBe(4);
    expect(figures.answers).toBeLessThan(PLANNED);
  });

  test("Ctrl-C and --resume: every planned call is made once and stored, and the interruption is said", async () => {
    run = await startFaultRun(true, { delayMs: 400 });
    const interrupted = await run.interrupt("SIGINT", 22);
    expect(interrupted.code).toBe(130);
    expect(interrupted.stderr).toContain("planned answers are NOT all stored");
    expect((await outcome()).stored.results.results.filter(({ error }) => error)).toEqual([]);
    const resumed = await resume();
    expect(resumed.code).toBe(0);
    expect(resumed.stderr).not.toContain("value-portrait:");
    const { stored, figures } = await outcome();
    expect(figures).toEqual(WHOLE);
    expectRightHeader(headerAndScores(stored));
  });

  test("kill -9 and --resume without the plugin: source code is sent and columns multiply", async () => {
    run = await startFaultRun(false, { delayMs: 200 });
    await run.interrupt("SIGKILL", 22);
    await resume();
    const { figures } = await outcome();
    expect(figures.wrongPrompts).toBeGreaterThan(0);
    expect(figures.columns).toBe(4);
    expect(figures.answers).toBeLessThan(PLANNED);
  });

  test("kill -9 and --resume: only the calls that were under way are made again", async () => {
    run = await startFaultRun(true, { delayMs: 200 });
    await run.interrupt("SIGKILL", 22);
    expect((await resume()).code).toBe(0);
    const { stored, figures } = await outcome();
    expect(figures).toEqual({ ...WHOLE, calls: expect.any(Number), paidTwice: expect.any(Number) });
    expect(figures.calls).toBeLessThanOrEqual(PLANNED + CONCURRENCY);
    expectRightHeader(headerAndScores(stored));
  });

  test.each([false, true])("--resume of a finished eval, with the plugin: %s", async (plugin) => {
    run = await startFaultRun(plugin, { delayMs: 5 });
    await run.eval.run(EVAL);
    await resume();
    const { stored, figures } = await outcome();
    if (plugin) {
      expect(figures).toEqual(WHOLE);
      expectRightHeader(headerAndScores(stored));
    } else
      expect(figures).toMatchObject({ calls: 2 * PLANNED, wrongPrompts: PLANNED, columns: 4, paidTwice: 59 });
  });

  test.each([
    ["--filter-metadata", "source=sharegpt"],
    ["--filter-range", "6:18"],
    ["--filter-first-n", "12"],
  ])("Ctrl-C and --resume of a run with %s: the filter holds", async (...filter) => {
    run = await startFaultRun(true, { delayMs: 300 });
    await run.interrupt("SIGINT", 6, filter);
    expect((await resume()).code).toBe(0);
    const { figures } = await outcome();
    expect(figures).toEqual({ ...WHOLE, calls: 24, rows: 24, answers: 24 });
  });

  test("--resume of a filtered run without the plugin: what the filter left out is asked", async () => {
    run = await startFaultRun(false, { delayMs: 300 });
    await run.interrupt("SIGINT", 6, ["--filter-metadata", "source=sharegpt"]);
    await resume();
    expect((await outcome()).figures.calls).toBe(2 * PLANNED);
  });

  test("Ctrl-C while a model waits for its rate limit: what is answered is stored, the rest is asked on --resume", async () => {
    let limited = true;
    run = await startFaultRun(true, {
      delayMs: 50,
      reply: ({ model }) => (model === "beta" && limited ? { status: 429 } : "answer"),
    });
    const interrupted = await run.interrupt("SIGINT", 8);
    limited = false;
    expect(interrupted.code).toBe(130);
    expect((await resume()).code).toBe(0);
    const { stored, figures } = await outcome();
    expect(figures).toMatchObject({ paidTwice: 0, rows: PLANNED, answers: PLANNED, columns: 2 });
    expectRightHeader(headerAndScores(stored));
  });
});
