import path from "node:path";
import { expect, test } from "vitest";
import { startCommand } from "../fixtures/eval-folder.ts";
import { describeFaults, startFaultRun } from "../fixtures/fault-run.ts";
import { EVAL, type FaultRun, PLANNED, WHOLE } from "../fixtures/faulty-eval.ts";

/** How many of the planned calls fail at first: those under v2, of 5 items and 2 models. */
const FAILED = 10;

const failOnce: NonNullable<Parameters<typeof startFaultRun>[1]> = {
  delayMs: 5,
  reply: ({ asked, nth }) => (asked.endsWith(" v2") && nth === 1 ? { status: 500 } : "answer"),
};

/** Nothing is paid twice: the failed calls brought no answer. */
const RETRIED = { ...WHOLE, calls: PLANNED + FAILED };

describeFaults("asking failed calls again", () => {
  const rescore = (run: FaultRun, evalId: string) => {
    const main = path.resolve(import.meta.dirname, "../../src/cli/main.ts");
    // The repository's promptfoo is above its own folders, not above a temporary one.
    return startCommand(["--import", "tsx", main, "rescore", evalId], path.dirname(main), run.eval.env)
      .finished;
  };

  test("--retry-errors without the plugin: every model is asked anew for each model, with source code", async () => {
    const run = await startFaultRun(false, failOnce);
    await run.eval.run(EVAL);
    await run.eval.run([...EVAL, "--retry-errors"]);
    expect((await run.outcome()).figures).toMatchObject({ columns: 4, rows: 2 * PLANNED });
    expect((await run.outcome()).figures.wrongPrompts).toBeGreaterThan(0);
  });

  test("--retry-errors, then rescore: the failed calls alone are made again, and the header is that of the rows", async () => {
    const run = await startFaultRun(true, failOnce);
    const first = await run.eval.run(EVAL);
    expect(first.stderr).toContain("5 of 30 calls of beta (Value Portrait) failed");
    const retried = await run.eval.run([...EVAL, "--retry-errors"]);
    expect(retried.stderr).toContain("npx value-portrait rescore eval-");
    const before = await run.outcome();
    expect(before.figures).toEqual(RETRIED);
    // The fault that rescore cures.
    expect(before.header).not.toEqual(before.scores);
    const rescored = await rescore(run, before.stored.evalId);
    expect(rescored).toMatchObject({ code: 0, stderr: "" });
    const after = await run.outcome();
    expect(after.figures).toEqual(RETRIED);
    expect(after.header).toEqual(after.scores);
    for (const column of after.counts) expect(column.header).toEqual(column.rows);
  });

  test("promptfoo retry, then --resume: the same, without export and import", async () => {
    const run = await startFaultRun(true, failOnce);
    await run.eval.run(EVAL);
    const { evalId } = (await run.outcome()).stored;
    expect((await run.eval.run(["retry", evalId])).code).toBe(0);
    const before = await run.outcome();
    expect(before.figures).toEqual(RETRIED);
    expect(before.header).not.toEqual(before.scores);
    await run.eval.run([...EVAL, "--resume", evalId]);
    const after = await run.outcome();
    expect(after.figures).toEqual(RETRIED);
    expect(after.header).toEqual(after.scores);
  });

  test("promptfoo retry of a filtered run without the plugin asks what the filter left out", async () => {
    const run = await startFaultRun(false, failOnce);
    await run.eval.run([...EVAL, "--filter-metadata", "source=sharegpt"]);
    await run.eval.run(["retry", (await run.outcome()).stored.evalId]);
    expect((await run.outcome()).figures.calls).toBe(24 + 40);
  });

  test.each([
    ["--filter-metadata", "source=sharegpt"],
    ["--filter-range", "6:18"],
  ])("promptfoo retry of a run with %s: the filter holds", async (...filter) => {
    const run = await startFaultRun(true, failOnce);
    await run.eval.run([...EVAL, ...filter]);
    expect((await run.eval.run(["retry", (await run.outcome()).stored.evalId])).code).toBe(0);
    expect((await run.outcome()).figures).toEqual({ ...WHOLE, calls: 24 + 4, rows: 24, answers: 24 });
  });

  const failSecond: typeof failOnce = {
    delayMs: 5,
    reply: ({ asked, nth }) => (asked.endsWith(" v2") && nth === 2 ? { status: 500 } : "answer"),
  };
  const REPEATED = [...EVAL, "--repeat", "3", "-j", "1", "--filter-metadata", "source=dear_abby"];

  test("promptfoo retry of a filtered, repeated eval without the plugin asks 26 times for two failed calls", async () => {
    const run = await startFaultRun(false, failSecond);
    await run.eval.run(REPEATED);
    await run.eval.run(["retry", (await run.outcome()).stored.evalId]);
    expect((await run.outcome()).figures.calls).toBe(36 + 26);
  });

  test.each([["retry"], ["--retry-errors"]])(
    "%s of a filtered, repeated eval asks the failed repetition",
    async (way) => {
      const run = await startFaultRun(true, failSecond);
      await run.eval.run(REPEATED);
      const { stored } = await run.outcome();
      await run.eval.run(way === "retry" ? ["retry", stored.evalId] : [...EVAL, way]);
      expect((await run.outcome()).figures).toMatchObject({
        calls: 36 + 2,
        rows: 36,
        answers: 12,
        columns: 2,
      });
    },
  );

  test("rescore refuses an eval whose config holds a secret, because the import would destroy it", async () => {
    const run = await startFaultRun(true, { delayMs: 5 }, { apiKey: "made-up" });
    await run.eval.run([...EVAL, "--filter-first-n", "2"]);
    const { stored, header } = await run.outcome();
    const { code, stderr } = await rescore(run, stored.evalId);
    expect(code).toBe(2);
    expect(stderr).toContain(`npx promptfoo eval --resume ${stored.evalId}`);
    expect((await run.outcome()).header).toEqual(header);
  });

  test("rescore says in one line that there is no such eval", async () => {
    const run = await startFaultRun(true);
    expect(await rescore(run, "eval-none")).toMatchObject({
      code: 2,
      stderr: "error: promptfoo cannot export eval-none: No eval found with ID eval-none\n",
    });
  });
});
