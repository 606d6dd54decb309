import { expect, test } from "vitest";
import { describeFaults, startFaultRun } from "../fixtures/fault-run.ts";
import { EVAL, figuresOf, headerAndScores, PLANNED, WHOLE } from "../fixtures/faulty-eval.ts";

describeFaults("two evals at once on one database", () => {
  test.each([false, true])("both are stored whole, with the plugin: %s", async (plugin) => {
    const run = await startFaultRun(plugin, { delayMs: 5 });
    // The very first two evals of a database may both try to make it; one then stops before its first call.
    await run.eval.run(["list", "evals"]);
    const finished = await Promise.all([run.eval.run(EVAL), run.eval.run(EVAL)]);
    expect(finished).toMatchObject([{ code: 0 }, { code: 0 }]);
    const evalIds = finished.map(({ stdout }) => /Starting evaluation (\S+)/.exec(stdout)?.[1]);
    expect(new Set(evalIds).size).toBe(2);
    for (const evalId of evalIds) {
      const stored = await run.eval.stored(evalId);
      expect(figuresOf(run.server, stored)).toEqual({ ...WHOLE, calls: 2 * PLANNED, paidTwice: PLANNED });
      const { header, scores } = headerAndScores(stored);
      if (plugin) expect(header).toEqual(scores);
    }
    for (const { stderr } of finished) expect(stderr).not.toContain("NOT stored");
  });
});
