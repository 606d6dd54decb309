#!/usr/bin/env node
import { readFileSync } from "node:fs";
import process from "node:process";
import { Command, CommanderError } from "commander";
import { z } from "zod";
import { InputError } from "../input-error.ts";
import { TextsError } from "../texts-error.ts";
import type { CliContext } from "./context.ts";
import { itemsCommand } from "./items.ts";
import { publishedCommand } from "./published.ts";
import { pullCommand } from "./pull.ts";
import { scoreCommand } from "./score.ts";
import { verifyCommand } from "./verify.ts";

const EXIT_CODES = `
Exit codes:
  0  done
  1  \`verify\` found a figure that differs from the published one
  2  wrong usage, or input that cannot be read

The item texts are not part of this package: they are fetched once from the authors' repository when a model is
asked, or by \`value-portrait pull\`. Environment: VALUE_PORTRAIT_TEXTS names a folder that holds them.`;

const packageSchema = z.object({ version: z.string() });

function buildProgram(context: CliContext): Command {
  const manifest: unknown = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8"));
  const program = new Command("value-portrait")
    .description(
      "Which human values does a language model express? The Value Portrait benchmark for promptfoo.",
    )
    .version(packageSchema.parse(manifest).version)
    .addHelpText("after", EXIT_CODES);
  const commands = [scoreCommand, publishedCommand, itemsCommand, pullCommand, verifyCommand];
  for (const command of commands) program.addCommand(command(context));
  for (const command of [program, ...program.commands])
    command.exitOverride().showHelpAfterError("(see --help)");
  return program;
}

/** Prints a failure the way a person needs it and says with which code to exit. */
function exitCodeOf(error: unknown): number {
  // commander has printed its own message.
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  if (!(error instanceof InputError || error instanceof TextsError)) throw error;
  process.stderr.write(`error: ${error.message}\n`);
  return 2;
}

try {
  await buildProgram({
    stdout: (text) => void process.stdout.write(text),
    stderr: (text) => void process.stderr.write(text),
    setExitCode: (code) => {
      process.exitCode = code;
    },
    env: process.env,
  }).parseAsync();
} catch (error) {
  process.exitCode = exitCodeOf(error);
}
