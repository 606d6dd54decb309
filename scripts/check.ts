/**
 * What a change must pass before it is committed: the `check:...` scripts of package.json, the tests beside all others
 * one after another, which keeps two cores busy. A line for each with its time, and the whole output of those that
 * failed. `npm run check:types` and so on run one alone.
 */
import { spawn } from "node:child_process";
import process from "node:process";

type Result = { readonly part: string; readonly passed: boolean; readonly output: string };

const LANES = [["tests"], ["lint", "types", "package", "unused"]];

const start = performance.now();
const results = (await Promise.all(LANES.map(runLane))).flat();
const failed = results.filter(({ passed }) => !passed);
for (const { part, output } of failed) console.log(`\n── check:${part}\n${output}`);
console.log(
  failed.length === 0 ? "passed" : `failed: ${failed.map(({ part }) => part).join(", ")}`,
  since(start),
);
process.exitCode = failed.length === 0 ? 0 : 1;

async function runLane(parts: readonly string[]): Promise<Result[]> {
  const results: Result[] = [];
  for (const part of parts) results.push(await runPart(part));
  return results;
}

function runPart(part: string): Promise<Result> {
  const start = performance.now();
  // The process that runs this is the Node of node_modules, whose --run starts a script at once; npm takes .3 s.
  const child = spawn(process.execPath, ["--run", `check:${part}`], { stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (text: string) => {
      output += text;
    });
  return new Promise((resolve) => {
    child.on("close", (code) => {
      const passed = code === 0;
      console.log(`${passed ? "✓" : "✗"} ${part.padEnd(8)}${since(start)}`);
      resolve({ part, passed, output });
    });
  });
}

function since(start: number): string {
  return `${((performance.now() - start) / 1000).toFixed(1)} s`;
}
