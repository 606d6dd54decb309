import process from "node:process";
import { EXIT_CODES } from "../lib/exit-codes.ts";
import { InputError } from "../lib/input-error.ts";
import type { CommandLine } from "../promptfoo/command-line.ts";
import { exportEval } from "../promptfoo/stored-eval.ts";
import { databaseFolder, storageProblem } from "./database-folder.ts";
import { type Holder, holdEval, holders, holds, letGo } from "./eval-lock.ts";
import type { Interruption } from "./watch-end.ts";

/** What sees to it that no answer is paid for in vain: twice, or without being stored. */
export type Guard = {
  /** Settles when the eval is known to be this process's own, or is stopped; undefined when it is known already. */
  readonly admit: (evalId: string | undefined) => Promise<void> | undefined;
  /** Looks whether answers can still be stored, now and then, and stops the eval when they cannot. */
  readonly look: () => void;
  readonly end: (evalId: string) => void;
};

/** As promptfoo ends when a hook refuses to begin. */
export const REFUSED = 1;

const STOOD_STILL = "this process stood still for so long that another may have taken the eval over";

/** Rows come by the hundred in a second; the disk does not fill so fast. */
const LOOK_EVERY_MS = 250;

/** The guard of an eval whose answers are stored; undefined for others. */
export function guardEval(
  { isEval, isStored, goesOn }: CommandLine,
  interruption: Interruption,
): Guard | undefined {
  if (!isStored) return undefined;
  const folder = databaseFolder(process.env);
  let taking: Promise<void> | undefined;
  let isOurs = false;
  let looked = 0;
  const take = async (evalId: string) => {
    const other = await holdEval(folder, evalId, () =>
      interruption.stop({ reason: STOOD_STILL, code: REFUSED }),
    );
    isOurs = other === undefined;
    if (other === undefined) return;
    interruption.stop({ reason: askedBy(other, evalId), code: REFUSED });
    // Nothing is under way, so there is nothing to wait for; and the process does nothing else.
    if (isEval || goesOn !== undefined) process.exit();
  };
  return {
    admit: (evalId) => {
      if (evalId === undefined || isOurs) return undefined;
      taking ??= take(evalId);
      return taking;
    },
    look: () => {
      if (Date.now() - looked < LOOK_EVERY_MS) return;
      looked = Date.now();
      const problem = storageProblem(folder);
      if (problem !== undefined) interruption.stop({ reason: problem, code: EXIT_CODES.unwritten });
    },
    end: (evalId) => letGo(folder, evalId),
  };
}

/**
 * Refuses, ahead of the first call, an eval whose answers cannot be stored, and the rest of one that another process
 * asks now.
 * @throws {InputError} it would be paid for in vain
 */
export async function refuseInVain(
  { isStored, goesOn }: CommandLine,
  script: string | undefined,
): Promise<void> {
  if (!isStored) return;
  const folder = databaseFolder(process.env);
  const problem = storageProblem(folder);
  if (problem !== undefined) throw new InputError(problem);
  const others = holders(folder);
  if (goesOn === undefined || script === undefined || others.length === 0) return;
  // Which one is the latest only promptfoo knows.
  const evalId = goesOn.evalId === "latest" ? (await exportEval(script, "latest")).evalId : goesOn.evalId;
  const other = others.find((holder) => holds(holder, evalId));
  if (other !== undefined) throw new InputError(askedBy(other, evalId));
}

function askedBy({ host, pid }: Holder, evalId: string): string {
  return `Process ${pid} on ${host} is asking ${evalId} now, and both would pay for the same answers. Let that one end first`;
}
