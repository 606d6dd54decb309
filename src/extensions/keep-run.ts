/**
 * promptfoo extension hooks that keep a run whole; see docs/RUNS.md for the faults and their cures.
 * `extensions: ["file://…/keep-run.js:beforeAll", "file://…/keep-run.js:afterEach", "file://…/keep-run.js:afterAll"]`
 */
import process from "node:process";
import type {
  AfterAllExtensionHookContext,
  AfterEachExtensionHookContext,
  BeforeAllExtensionHookContext,
} from "promptfoo";
import { type AnswerRecord, RECORD_NAME } from "../contract/answer-record.ts";
import { askedEval, endEval } from "../contract/asked-eval.ts";
import { cellOf, readPlan } from "../contract/eval-plan.ts";
import { InputError, messageOf } from "../lib/input-error.ts";
import { checkColumns, countRows, describeChecks, storedRowSchema } from "../promptfoo/check-columns.ts";
import { type CommandLine, readCommandLine } from "../promptfoo/command-line.ts";
import { exportEval } from "../promptfoo/stored-eval.ts";
import { earlyWarnings } from "./early-warnings.ts";
import { type Calls, finishCalls } from "./finish-calls.ts";
import { type Guard, guardEval, REFUSED, refuseInVain } from "./guard-eval.ts";
import {
  healReplay,
  isOurPrompt,
  type Replayed,
  withOwnPrompts,
  withPlan,
  withScenarioTests,
} from "./heal-replay.ts";
import { keepApart } from "./keep-apart.ts";
import { needTexts } from "./need-texts.ts";
import { say } from "./say.ts";
import { type Watch, watchEnd, watchInterruption } from "./watch-end.ts";

/** promptfoo aborts the whole eval at these, all models, with exit code 0 (its NON_TRANSIENT_HTTP_STATUSES). */
const ABORTING_STATUSES: readonly unknown[] = [401, 403, 404, 501];

type Suite = BeforeAllExtensionHookContext["suite"];

/** By the list of providers, which an eval has for itself: several may run in one process, or hooks be given twice. */
const watches = new WeakMap<Suite["providers"], Watch>();

/** Those of the evals that are running: `afterEach` is not told to which one a row belongs. */
const running = new Map<Suite["providers"], { readonly guard: Guard | undefined; readonly calls: Calls }>();

/** Restores what promptfoo loses when it replays an eval, notes the plan, and lets calls under way finish. */
export async function beforeAll(
  context: BeforeAllExtensionHookContext,
): Promise<BeforeAllExtensionHookContext> {
  const { suite } = context;
  if (!suite.prompts.some(isOurPrompt) || watches.get(suite.providers)?.isRunning() === true) return context;
  const commandLine = readCommandLine(process.argv);
  try {
    return { suite: await begin(suite, commandLine) };
  } catch (error) {
    throw refusal(error, commandLine);
  }
}

/** An error for promptfoo, which prints its trace; where the eval is all that the process does, one line instead. */
function refusal(error: unknown, { isEval, goesOn }: CommandLine): unknown {
  if (!(error instanceof InputError || error instanceof RangeError) || !(isEval || goesOn)) return error;
  say(`nothing was asked. ${error.message}`);
  process.exit(REFUSED);
}

async function begin(suite: Suite, commandLine: CommandLine): Promise<Suite> {
  await refuseInVain(commandLine, process.argv[1]);
  const replayed = await findReplayed(suite.prompts, commandLine);
  const meant = withScenarioTests(withOwnPrompts(suite));
  const { suite: planned, notes } = keepApart(replayed === undefined ? meant : healReplay(meant, replayed));
  say(...notes, ...earlyWarnings({ suite: planned, outputs: commandLine.outputs, env: process.env }));
  await needTexts(suite.providers);
  const interruption = watchInterruption(commandLine.isEval);
  const guard = guardEval(commandLine, interruption);
  const calls = finishCalls(suite.providers, {
    interruption,
    admit: (evalId) => guard?.admit(evalId),
    endsByItself: commandLine.isEval && commandLine.isStored,
  });
  running.set(suite.providers, { guard, calls });
  watches.set(suite.providers, watchEnd(interruption));
  return withPlan(planned, { ranged: commandLine.isRanged });
}

/**
 * Looks whether answers can still be stored, and hides a status that would abort the eval from promptfoo; the row stays
 * an error and says which it was. A row on which no assertion ran is told of which eval it is.
 */
export async function afterEach(
  context: AfterEachExtensionHookContext,
): Promise<AfterEachExtensionHookContext> {
  for (const { guard, calls } of running.values()) {
    guard?.look();
    await calls.beforeStored(context.result);
  }
  return withEvalId(withoutAbort(context));
}

function withEvalId(context: AfterEachExtensionHookContext): AfterEachExtensionHookContext {
  const evalId = askedEval();
  const { result } = context;
  const isOurs = cellOf(context.test.metadata) !== undefined;
  if (evalId === undefined || !isOurs || result.gradingResult) return context;
  const record: Pick<AnswerRecord, "evalId"> = { evalId };
  return { ...context, result: { ...result, metadata: { ...result.metadata, [RECORD_NAME]: record } } };
}

function withoutAbort(context: AfterEachExtensionHookContext): AfterEachExtensionHookContext {
  const { response } = context.result;
  const http = response?.metadata?.http;
  if (response === undefined || http === undefined || !ABORTING_STATUSES.includes(http.status))
    return context;
  const metadata = { ...response.metadata, http: { ...http, status: 0, originalStatus: http.status } };
  return { ...context, result: { ...context.result, response: { ...response, metadata } } };
}

/**
 * Compares planned and stored rows of every column, says any difference, and counts the rows anew. It never throws:
 * promptfoo would then not write the user's output files.
 */
export function afterAll(context: AfterAllExtensionHookContext): void {
  endEval(context.evalId);
  try {
    say(...checkRun(context));
  } catch (error) {
    say(`planned and stored answers were NOT compared: ${messageOf(error)}`);
  }
}

function checkRun({ prompts, results, evalId, suite }: AfterAllExtensionHookContext): string[] {
  for (const prompt of prompts) hideFunction(prompt);
  const rows = storedRowSchema.array().parse(results);
  const checks = checkColumns(prompts, rows);
  for (const { promptIdx } of checks)
    Object.assign(prompts[promptIdx]?.metrics ?? {}, countRows(rows, promptIdx));
  watches.get(suite.providers)?.end(checks.every(({ missing }) => missing.length === 0));
  running.get(suite.providers)?.guard?.end(evalId);
  running.delete(suite.providers);
  const retried = isRetry(readCommandLine(process.argv)) && checks.length > 0;
  return [...describeChecks(checks, evalId), ...(retried ? [clearedHeader(evalId)] : [])];
}

/** promptfoo's YAML writer crashes over a function; the calls are made, and nobody else looks for it any more. */
function hideFunction(prompt: object): void {
  if ("function" in prompt)
    Object.defineProperty(prompt, "function", {
      ...Object.getOwnPropertyDescriptor(prompt, "function"),
      enumerable: false,
    });
}

function clearedHeader(evalId: string): string {
  return `promptfoo clears the scores in the header after a retry; restore them: npx value-portrait rescore ${evalId}`;
}

type Prompts = Suite["prompts"];

/** What promptfoo replays, if it does. Retrying, it forgets so much that the stored eval has to be asked. */
async function findReplayed(prompts: Prompts, commandLine: CommandLine): Promise<Replayed | undefined> {
  const script = process.argv[1];
  const { goesOn } = commandLine;
  if (goesOn !== undefined && isRetry(commandLine) && script !== undefined) {
    const { results, runtimeOptions } = await exportEval(script, goesOn.evalId);
    const repeat = (runtimeOptions?.repeat ?? 1) > 1 ? runtimeOptions?.repeat : undefined;
    return { plan: firstPlan(results.prompts), repeat, rangeApplies: goesOn.how === "retry errors" };
  }
  const lost = prompts.some((prompt) => isOurPrompt(prompt) && prompt.function === undefined);
  return lost ? { plan: firstPlan(prompts), repeat: undefined, rangeApplies: true } : undefined;
}

/** --resume is none: it remembers by itself how often tests were asked. */
function isRetry({ goesOn }: CommandLine): boolean {
  return goesOn !== undefined && goesOn.how !== "resume";
}

function firstPlan(prompts: readonly { readonly raw: string }[]) {
  return prompts.map(({ raw }) => readPlan(raw)).find((plan) => plan !== undefined);
}
