import { readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { EVAL, type FaultRun, openFaultRun, PLANNED } from "../../test/fixtures/faulty-eval.ts";
import { type Campaign, type CampaignOptions, type Findings, makeTally } from "./campaign.ts";
import { type Draws, makeDraws } from "./draws.ts";
import { runFace } from "./faces.ts";
import { needUpstream } from "./need-upstream.ts";

/** Real evals, killed and resumed. */
export const interruptions: Campaign = {
  holds:
    "An eval that is interrupted at any moment and resumed has every answer once, with the scores of one that was not, and its half is said to be half.",
  cases: 25,
  run: runInterruptions,
};

const SIGNALS = ["SIGINT", "SIGTERM", "SIGKILL"] as const;

/** Resumes that an eval may take to come to its end. */
const MOST_RESUMES = 3;

type Plan = {
  readonly signals: readonly (typeof SIGNALS)[number][];
  readonly concurrency: number;
  readonly delayMs: number;
  /** How many calls arrive before each signal. */
  readonly calls: readonly number[];
};

async function runInterruptions({ seed, cases, say }: CampaignOptions): Promise<Findings> {
  const upstream = needUpstream("interruptions");
  const draws = makeDraws(seed);
  const tally = makeTally();
  const whole = await wholeScores(upstream);
  for (let number = 1; number <= cases; number += 1) {
    const plan = drawPlan(draws);
    const run = await openFaultRun(true, { upstream, delayMs: plan.delayMs });
    const faults = await interruptAndResume(run, plan, whole);
    await run.server.close();
    const shown = `${plan.signals.join(", ")} after ${plan.calls.join(", ")} calls, ${plan.concurrency} at once`;
    say(`${number} of ${cases}: ${shown}: ${faults.length === 0 ? "whole" : faults.join("; ")}`);
    for (const signal of plan.signals) tally.count(signal);
    for (const fault of faults) tally.fault(`case ${number}, ${shown}, in ${run.eval.folder}: ${fault}`);
    if (faults.length === 0) rmSync(run.eval.folder, { recursive: true, force: true });
  }
  return tally.findings(cases);
}

function drawPlan(draws: Draws): Plan {
  const signals = Array.from({ length: draws.pick([1, 1, 2]) }, () => draws.pick(SIGNALS));
  return {
    signals,
    concurrency: draws.pick([1, 4, 8]),
    delayMs: draws.pick([20, 100, 300]),
    calls: signals.map(() => 1 + draws.below(PLANNED / signals.length - 2)),
  };
}

async function wholeScores(upstream: string): Promise<string> {
  const run = await openFaultRun(true, { upstream, delayMs: 5 });
  await run.eval.run(EVAL);
  const { scores, figures } = await run.outcome();
  await run.server.close();
  if (figures.answers !== PLANNED)
    throw new Error(`the eval is not whole to begin with: ${JSON.stringify(figures)}`);
  rmSync(run.eval.folder, { recursive: true, force: true });
  return JSON.stringify(scores);
}

async function interruptAndResume(run: FaultRun, plan: Plan, whole: string): Promise<readonly string[]> {
  const faults: string[] = [];
  const args = ["--max-concurrency", String(plan.concurrency)];
  for (const [at, signal] of plan.signals.entries()) {
    const more = at === 0 ? [...EVAL, ...args, "-o", "out.jsonl"] : [...EVAL, ...args, "--resume"];
    await startAndSignal(run, more, signal, plan.calls[at] ?? 1);
    if (at === 0) faults.push(...(await halfFaults(run)));
  }
  let code: number | null = null;
  for (let resumes = 0; resumes < MOST_RESUMES && code !== 0; resumes += 1)
    ({ code } = await run.eval.run([...EVAL, ...args, "--resume"]));
  if (code !== 0) faults.push(`the last resume ended with ${code}`);
  const { figures, header, scores } = await run.outcome();
  // What is under way when a process is killed has no one left to take the answer.
  const lost = plan.signals.filter((signal) => signal === "SIGKILL").length * plan.concurrency;
  if (figures.rows !== PLANNED || figures.answers !== PLANNED)
    faults.push(`lost or doubled: ${JSON.stringify(figures)}`);
  if (figures.columns !== 2 || figures.wrongPrompts > 0)
    faults.push(`another eval: ${JSON.stringify(figures)}`);
  if (figures.paidTwice > lost)
    faults.push(`paid twice ${figures.paidTwice} times, at most ${lost} are lost`);
  if (JSON.stringify(scores) !== whole)
    faults.push("the scores are not those of an eval without interruption");
  if (JSON.stringify(header) !== JSON.stringify(scores))
    faults.push("the header holds other scores than the rows");
  return faults;
}

/** Starts promptfoo and sends it a signal when so many more calls have arrived, if it still runs then. */
async function startAndSignal(
  run: FaultRun,
  args: readonly string[],
  signal: NodeJS.Signals,
  calls: number,
): Promise<void> {
  const { child, finished } = run.eval.start(args);
  await Promise.race([finished, run.server.whenCalled(run.server.calls.length + calls)]);
  child.kill(signal);
  await finished;
}

/** What is on disk after the first interruption is refused, or said to be a part. */
async function halfFaults(run: FaultRun): Promise<readonly string[]> {
  const file = path.join(run.eval.folder, "out.jsonl");
  const { code, stdout, stderr } = await runFace(["score", file, "--resamples", "100"]);
  if (code === 2) return [];
  if (code !== 0) return [`score of the interrupted output ends with ${code}: ${stderr}`];
  const rows = readFileSync(file, "utf8").trimEnd().split("\n").length;
  const isTold = `${stdout}${stderr}`.replaceAll(/\s+/g, " ").includes("planned answers are missing");
  return isTold || rows >= PLANNED ? [] : [`${rows} of ${PLANNED} rows pass for a whole run`];
}
