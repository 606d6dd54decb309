/**
 * The main job on the embedded default: a real `promptfoo eval` of promptfooconfig.yaml over the published answers
 * of two released models, then their profiles beside the published figures.
 */
import { spawnSync } from "node:child_process";
import { mkdirSync, rmSync } from "node:fs";
import path from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { messageOf } from "../src/lib/input-error.ts";
import { runPromptfoo, SOME_FAILED } from "./promptfoo-cli.ts";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const FOLDER = path.join(ROOT, ".value-portrait");
const OUTPUT = path.join(FOLDER, "start.jsonl");

const NEXT_STEPS = `
Next:
  see every row in promptfoo's UI:  npm run view
  measure a model of your own:      npx promptfoo eval --providers openai:gpt-4o-mini -o out.jsonl
  score it in the form you need:    npx value-portrait score out.jsonl --format json
`;

function main(): number {
  mkdirSync(FOLDER, { recursive: true });
  rmSync(OUTPUT, { force: true });
  // The profiles that follow hold more than the summary that an eval prints.
  const evaluated = runPromptfoo(["eval", "-o", OUTPUT, "--no-table"], ROOT, path.join(FOLDER, "promptfoo"), {
    VALUE_PORTRAIT_QUIET: "1",
  });
  if (evaluated !== 0 && evaluated !== SOME_FAILED) return evaluated;
  const command = [...process.execArgv, path.join(ROOT, "src/cli/main.ts"), "score", OUTPUT];
  const scored = spawnSync(process.execPath, command, { stdio: "inherit" }).status ?? 1;
  if (scored === 0) process.stdout.write(NEXT_STEPS);
  return scored;
}

try {
  process.exitCode = main();
} catch (error) {
  process.stderr.write(`error: ${messageOf(error)}\n`);
  process.exitCode = 1;
}
