/** Which process asks an eval: two that ask the rest of one at once would both pay for it. */
import { randomUUID } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import path from "node:path";
import process from "node:process";
import { setTimeout as sleep } from "node:timers/promises";
import { codeOf } from "../lib/input-error.ts";

/** Beside promptfoo's database: a mark for each process and eval, by name alone, so that none is ever half written. */
const FOLDER = "value-portrait-running";
const BEAT_MS = 5000;
/** A process of which nothing was heard for so long is gone, or stands still; another may have its number now. */
const SILENCE_MS = 60_000;
const MOST_TRIES = 4;

/** A process that asks an eval. */
export type Holder = { readonly evalId: string; readonly host: string; readonly pid: number };

type Mark = Holder & { readonly name: string };

/** The marks of this process by their paths, and what else goes when one is taken down. */
const own = new Map<string, () => void>();

/**
 * Takes an eval for this process until it ends, and gives the other process that has it, if there is one. Each process
 * puts up its own mark and then looks for others, so that no two can both find themselves alone, and a mark that a
 * killed process left is in nobody's way. Where no mark can be put up nothing is held.
 * @param folder that of promptfoo's database
 * @param lost called when another process may have taken the eval, because this one stood still
 */
export async function holdEval(
  folder: string,
  evalId: string,
  lost: () => void,
): Promise<Holder | undefined> {
  const marks = path.join(folder, FOLDER);
  for (let tries = 1; ; tries += 1) {
    const mark = putUp(marks, evalId);
    if (mark === undefined) return undefined;
    const others = marksIn(marks).filter((other) => other.evalId === nameOf(evalId));
    const other = others.find((one) => isHeard(marks, one));
    if (other === undefined) {
      for (const silent of others) rmSync(path.join(marks, silent.name), { force: true });
      keepUp(mark, lost);
      return undefined;
    }
    takeDown(mark);
    if (tries === MOST_TRIES) return other;
    // Two that begin at one moment see each other; one of them comes first the next time.
    await sleep(50 + Math.random() * 200);
  }
}

/** The other processes that ask evals of a database now. */
export function holders(folder: string): Holder[] {
  const marks = path.join(folder, FOLDER);
  return marksIn(marks).filter((mark) => isHeard(marks, mark));
}

/** Whether a holder asks this eval. */
export function holds(holder: Holder, evalId: string): boolean {
  return holder.evalId === nameOf(evalId);
}

/** Lets an eval of this process go. */
export function letGo(folder: string, evalId: string): void {
  const start = path.join(folder, FOLDER, `${nameOf(evalId)}~`);
  for (const mark of own.keys()) if (mark.startsWith(start)) takeDown(mark);
}

function putUp(marks: string, evalId: string): string | undefined {
  const name = [nameOf(evalId), nameOf(hostname()), process.pid, randomUUID().slice(0, 8)].join("~");
  const mark = path.join(marks, name);
  try {
    mkdirSync(marks, { recursive: true });
    writeFileSync(mark, "");
  } catch {
    return undefined; // promptfoo cannot write there either, and it is said where answers are to be stored
  }
  own.set(mark, () => {});
  return mark;
}

function takeDown(mark: string): void {
  own.get(mark)?.();
  own.delete(mark);
  rmSync(mark, { force: true });
}

function keepUp(mark: string, lost: () => void): void {
  const onExit = () => takeDown(mark);
  const beat = setInterval(() => {
    const now = new Date();
    try {
      utimesSync(mark, now, now);
    } catch (error) {
      if (codeOf(error) !== "ENOENT") return;
      takeDown(mark);
      lost();
    }
  }, BEAT_MS).unref();
  process.once("exit", onExit);
  own.set(mark, () => {
    clearInterval(beat);
    process.removeListener("exit", onExit);
  });
}

/** The marks of other processes, but for those that are dead, whose marks are swept up. */
function marksIn(marks: string): Mark[] {
  return list(marks).flatMap((name) => {
    const [evalId, host, digits, id] = name.split("~");
    if (own.has(path.join(marks, name)) || evalId === undefined || host === undefined || id === undefined)
      return [];
    const mark = { name, evalId, host, pid: Number(digits) };
    if (!isDead(mark)) return [mark];
    rmSync(path.join(marks, name), { force: true });
    return [];
  });
}

function list(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return []; // nobody has asked anything yet
  }
}

function isHeard(marks: string, { name }: Mark): boolean {
  const heard = statSync(path.join(marks, name), { throwIfNoEntry: false })?.mtimeMs;
  return heard !== undefined && Date.now() - heard < SILENCE_MS;
}

/** Of processes on other computers nothing is known but whether they are heard. */
function isDead({ host, pid }: Mark): boolean {
  if (host !== nameOf(hostname())) return false;
  // A process that had our number before us is gone.
  if (pid === process.pid) return true;
  try {
    process.kill(pid, 0);
    return isZombie(pid);
  } catch (error) {
    return codeOf(error) === "ESRCH";
  }
}

/** Where nobody asks how a killed process ended, as in a container without an init, Linux keeps its number. */
function isZombie(pid: number): boolean {
  try {
    return /^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, "utf8"));
  } catch {
    return false; // not Linux
  }
}

/** What a file system may not like, and the sign that parts a mark's name, becomes "_". */
function nameOf(text: string): string {
  return text.replace(/[^\w.-]/g, "_");
}
