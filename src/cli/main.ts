#!/usr/bin/env node
import process from "node:process";
import { isatty } from "node:tty";
import { EXIT_CODES } from "../lib/exit-codes.ts";
import { OutputError, reasonOf } from "../lib/input-error.ts";
import { visibleBlock } from "../lib/visible-text.ts";
import { writeDescriptor } from "../lib/write-descriptor.ts";

const [STDOUT, STDERR] = [1, 2];

process.on("uncaughtException", fail);
try {
  // Loaded here, so that a broken installation does not end with 1, which is an answer.
  const { runCli } = await import("./program.ts");
  await runCli(process.argv.slice(2), {
    stdout: writeOut,
    stderr: writeErr,
    setExitCode: (code) => {
      process.exitCode = code;
    },
    isColoured: isatty(STDOUT) && process.stdout.hasColors() && !process.env["NO_COLOR"],
    env: process.env,
  });
} catch (error) {
  fail(error);
}

/** To a terminal by Node's stream, which knows the code page of a Windows console. */
function writeOut(text: string): void {
  if (isatty(STDOUT)) process.stdout.write(text);
  else
    try {
      writeDescriptor(STDOUT, text);
    } catch (error) {
      throw new OutputError(`Cannot write to stdout: ${reasonOf(error)}`);
    }
}

function writeErr(text: string): void {
  if (isatty(STDERR)) process.stderr.write(text);
  else
    try {
      writeDescriptor(STDERR, text);
    } catch {
      // Nowhere is left to say it, and notes that nobody can read are no reason to lose the result.
    }
}

function fail(error: unknown): never {
  const trace = error instanceof Error ? (error.stack ?? error.message) : String(error);
  writeErr(
    visibleBlock(
      `value-portrait failed; this is no result. A fault of this program, or of its installation:\n${trace}\n`,
    ),
  );
  process.exit(EXIT_CODES.fault);
}
