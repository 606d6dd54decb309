import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import process from "node:process";
import { expect, onTestFinished, test } from "vitest";
import { describeFaults, startFaultRun } from "../fixtures/fault-run.ts";
import { EVAL, type FaultRun, PLANNED, WHOLE } from "../fixtures/faulty-eval.ts";

const ours = (stderr: string) => stderr.split("\n").filter((line) => line.startsWith("value-portrait:"));

describeFaults("nothing is paid for twice or in vain", () => {
  test("three times --resume at once: one asks the rest, the others say who does", async () => {
    const run = await startFaultRun(true, { delayMs: 200 });
    await run.interrupt("SIGINT", 22);
    const resumed = await Promise.all([run.resume(), run.resume(), run.resume()]);
    expect(resumed.map(({ code }) => code).toSorted()).toEqual([0, 1, 1]);
    for (const { stderr } of resumed.filter(({ code }) => code === 1))
      expect(ours(stderr)).toEqual([
        expect.stringMatching(
          /^value-portrait: (?:nothing was asked\.|this eval was stopped:) Process \d+ on .* is asking eval-.* now, and both would pay/,
        ),
      ]);
    expect((await run.outcome()).figures).toEqual(WHOLE);
  });

  test.each([
    ["--resume", () => [...EVAL, "--resume"]],
    ["--resume with its id", (id: string) => [...EVAL, "--resume", id]],
    ["--retry-errors", () => [...EVAL, "--retry-errors"]],
    ["promptfoo retry", (id: string) => ["retry", id]],
  ])("%s of an eval that is still running asks nothing", async (_, command) => {
    const run = await startFaultRun(true, {
      delayMs: 100,
      reply: ({ model, nth, asked }) =>
        model === "beta" && nth === 1 && asked.startsWith("1066/2") ? { status: 400 } : "answer",
    });
    const first = run.eval.start(EVAL);
    await run.server.whenCalled(22);
    // It stands still until the other has been seen to.
    first.child.kill("SIGSTOP");
    const { evalId } = await run.eval.stored();
    const second = await run.eval.run(command(evalId));
    first.child.kill("SIGCONT");
    expect(second.code).toBe(1);
    expect(ours(second.stderr)).toEqual([expect.stringContaining(`is asking ${evalId} now`)]);
    await first.finished;
    expect((await run.outcome()).figures).toMatchObject({
      calls: PLANNED,
      paidTwice: 0,
      rows: PLANNED,
      columns: 2,
    });
  });

  test("three times retry at once: one asks the failed calls, the others say who does", async () => {
    let isBroken = true;
    const run = await startFaultRun(true, {
      delayMs: 300,
      reply: ({ model }) => (model === "beta" && isBroken ? { status: 400 } : "answer"),
    });
    await run.eval.run(EVAL);
    isBroken = false;
    const { evalId } = await run.eval.stored();
    const before = run.server.calls.length;
    const retried = await Promise.all([1, 2, 3].map(() => run.eval.run(["retry", evalId])));
    expect(retried.map(({ code }) => code).toSorted()).toEqual([0, 1, 1]);
    expect(run.server.calls.length - before).toBe(PLANNED / 2);
    expect((await run.outcome()).figures).toMatchObject({ rows: PLANNED, answers: PLANNED, columns: 2 });
  });

  test("an eval that was killed is in nobody's way", async () => {
    const run = await startFaultRun(true, { delayMs: 100 });
    await run.interrupt("SIGKILL", 10);
    expect((await run.resume()).code).toBe(0);
    expect((await run.outcome()).figures).toMatchObject({ rows: PLANNED, answers: PLANNED, columns: 2 });
  });

  test.skipIf(!canMount())(
    "a full disk under the database: the eval stops while its answers still fit",
    async () => {
      const run = await startFaultRun(true, { delayMs: 20 });
      const disk = smallDisk(run, 8_400);
      const full = await run.eval.run(EVAL);
      expect(full.code).toBe(74);
      expect(ours(full.stderr)).toEqual([
        expect.stringMatching(
          /^value-portrait: this eval was stopped: Only \d\.\d MB are left on the disk of promptfoo's database/,
        ),
      ]);
      const { calls } = run.server;
      expect(calls.length).toBeLessThan(PLANNED);
      const atOnce = await run.resume();
      expect(atOnce.code).toBeGreaterThan(0);
      disk.resize(50_000);
      expect((await run.resume()).code).toBe(0);
      expect((await run.outcome()).figures).toEqual(WHOLE);
    },
  );

  test.skipIf(!canMount())("a disk that is full before the first call: none is made", async () => {
    const run = await startFaultRun(true);
    smallDisk(run, 4_000);
    const { code, stderr } = await run.eval.run(EVAL);
    expect(code).toBe(1);
    expect(ours(stderr)).toEqual([expect.stringContaining("nothing was asked. Only ")]);
    expect(run.server.calls).toEqual([]);
  });

  test("a run file that cannot be written is said, and ends with 74", async () => {
    const run = await startFaultRun(true, { delayMs: 5 });
    mkdirSync(path.join(run.eval.folder, ".value-portrait"));
    writeFileSync(path.join(run.eval.folder, ".value-portrait", "runs"), "in the way");
    const { code, stderr } = await run.eval.run(EVAL);
    expect(code).toBe(74);
    expect(ours(stderr)).toEqual([expect.stringMatching(/THE RUN FILE WAS NOT WRITTEN.*ENOTDIR/)]);
    expect((await run.outcome()).figures).toEqual(WHOLE);
  });

  test("without item texts there is one failure, before the first call", async () => {
    const run = await startFaultRun(true);
    const nowhere = { VALUE_PORTRAIT_TEXTS: path.join(run.eval.folder, "nowhere") };
    const wrong = await run.eval.run(EVAL, nowhere);
    expect(wrong.code).toBe(1);
    expect(wrong.stderr.match(/VALUE_PORTRAIT_TEXTS names .*nowhere: there is no such folder/g)).toHaveLength(
      1,
    );
    // A proxy that refuses stands for being offline.
    const offline = await run.eval.run(EVAL, {
      VALUE_PORTRAIT_TEXTS: "",
      XDG_CACHE_HOME: path.join(run.eval.folder, "cache"),
      NODE_USE_ENV_PROXY: "1",
      HTTPS_PROXY: "http://127.0.0.1:9",
    });
    expect(offline.code).toBe(1);
    expect(ours(offline.stderr)).toEqual([
      expect.stringMatching(/^value-portrait: nothing was asked\. Could not fetch the item texts/),
    ]);
    expect(run.server.calls).toEqual([]);
  });

  test("an eval that is described as a retry is an eval", async () => {
    const run = await startFaultRun(true, { delayMs: 5 });
    const { code, stderr } = await run.eval.run([...EVAL, "--description", "retry", "-o", "eval-out.json"]);
    expect([code, ours(stderr)]).toEqual([0, []]);
    expect((await run.outcome()).figures).toEqual(WHOLE);
  });
});

/** A file system of so many kB, in memory, under promptfoo's database. */
function smallDisk(run: FaultRun, kilobytes: number) {
  const folder = run.eval.env["PROMPTFOO_CONFIG_DIR"] ?? "";
  mkdirSync(folder, { recursive: true });
  spawnSync("mount", ["-t", "tmpfs", "-o", `size=${kilobytes}k`, "tmpfs", folder]);
  onTestFinished(() => void spawnSync("umount", [folder]));
  return { resize: (size: number) => spawnSync("mount", ["-o", `remount,size=${size}k`, folder]) };
}

function canMount(): boolean {
  return process.platform === "linux" && process.getuid?.() === 0;
}
