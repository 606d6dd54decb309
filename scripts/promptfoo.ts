/** promptfoo on the evals of `npm start`: `npm run view` opens its UI. Takes promptfoo's arguments. */
import path from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { runPromptfoo } from "./promptfoo-cli.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
process.exitCode = runPromptfoo(process.argv.slice(2), root, path.join(root, ".value-portrait/promptfoo"));
