/** The door to promptfoo's stored evals: its own `export eval` and `import`, run as a person would run them. */
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { text } from "node:stream/consumers";
import { z } from "zod";
import { InputError, zodProblem } from "../lib/input-error.ts";

const promptSchema = z.looseObject({
  raw: z.string(),
  label: z.string(),
  provider: z.string(),
  metrics: z.looseObject({}).optional(),
});

const exportSchema = z.looseObject({
  evalId: z.string(),
  config: z.unknown(),
  runtimeOptions: z.looseObject({ repeat: z.number().optional() }).optional(),
  results: z.looseObject({ prompts: z.array(promptSchema), results: z.array(z.unknown()) }),
});

/** An eval as `promptfoo export eval` writes it; what is not read here is kept as it is. */
export type EvalExport = z.infer<typeof exportSchema>;

/**
 * Reads an eval out of promptfoo's database.
 * @param script promptfoo's command line
 * @param evalId its id, or `latest`
 * @throws {InputError} promptfoo cannot export it; the message has promptfoo's own words
 */
export async function exportEval(script: string, evalId: string): Promise<EvalExport> {
  const folder = mkdtempSync(path.join(tmpdir(), "value-portrait-"));
  const file = path.join(folder, "eval.json");
  try {
    const output = await runPromptfoo(script, ["export", "eval", evalId, "-o", file]);
    if (!existsSync(file)) throw new InputError(`promptfoo cannot export ${evalId}: ${lastWord(output)}`);
    const parsed = exportSchema.safeParse(JSON.parse(readFileSync(file, "utf8")));
    if (parsed.success) return parsed.data;
    throw new InputError(`${evalId}: not an export that is known here: ${zodProblem(parsed.error)}`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * Puts an exported file back in place of the eval of the same id. promptfoo first deletes that eval.
 * @throws {InputError} promptfoo did not say that it succeeded; the message has its own words
 */
export async function importEval(script: string, file: string): Promise<void> {
  const output = await runPromptfoo(script, ["import", "--force", file]);
  if (!output.includes("has been successfully imported"))
    throw new InputError(`promptfoo cannot import ${file}: ${lastWord(output)}`);
}

/** Everything that promptfoo printed. Its exit code is not looked at: it is 1 now and then after a success. */
async function runPromptfoo(script: string, args: readonly string[]): Promise<string> {
  const child = spawn(process.execPath, [script, ...args], {
    env: { ...process.env, PROMPTFOO_DISABLE_UPDATE: "1", PROMPTFOO_DISABLE_DEBUG_LOG: "1" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
  return `${stderr}\n${stdout}`;
}

/** What promptfoo said last, without its hint at a log file. */
function lastWord(output: string): string {
  const lines = output.split("\n").map((line) => line.trim());
  return lines.findLast((line) => line !== "" && !/^(There were some errors|Error log:)/.test(line)) ?? "";
}
