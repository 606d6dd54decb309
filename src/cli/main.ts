#!/usr/bin/env node
import process from "node:process";
import { runCli } from "./program.ts";

// A reader that has seen enough, such as `head`, closes the pipe: that is no failure.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
});

await runCli(process.argv.slice(2), {
  stdout: (text) => void process.stdout.write(text),
  stderr: (text) => void process.stderr.write(text),
  setExitCode: (code) => {
    process.exitCode = code;
  },
  isColoured: process.stdout.isTTY === true && process.stdout.hasColors() && !process.env["NO_COLOR"],
  env: process.env,
});
