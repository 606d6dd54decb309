#!/usr/bin/env node
import process from "node:process";
import { setFlagsFromString } from "node:v8";
import { CommanderError } from "commander";
import { packageVersion } from "../lib/package-version.ts";
import { visibleBlock } from "../lib/visible-text.ts";
import { answersOf } from "./answers.ts";
import { type McpContext, makeContext } from "./context.ts";
import { type McpOptions, parseOptions } from "./options.ts";
import { buildServer } from "./server.ts";
import { serveStreams } from "./stdio.ts";

/** stdout belongs to the protocol: everything else goes to stderr. */
function log(line: string): void {
  process.stderr.write(`value-portrait-mcp: ${visibleBlock(line)}\n`);
}

/** Time for a client to say hello and list the tools before the first statistics are made. */
const WARM_UP_AFTER_MS = 300;

/** Does the slow part of first calls in steps, between which calls are answered. */
function warmUp({ statistics }: McpContext): void {
  const steps = statistics.warmUp();
  const step = () => {
    if (steps.next().done !== true) setImmediate(step);
  };
  setTimeout(step, WARM_UP_AFTER_MS).unref();
}

async function serve({ runFolders, transport }: McpOptions, version: string): Promise<void> {
  const context = makeContext({ runFolders, env: process.env, log });
  warmUp(context);
  // Said while somebody looks, not when the first assistant asks.
  if (process.env["VALUE_PORTRAIT_TEXTS"]) context.texts();
  const answers = answersOf(context);
  const makeServer = () => buildServer(answers, version);
  if (transport.kind === "stdio") {
    await serveStreams(makeServer, process.stdin, process.stdout, log);
    process.exit(0);
  }
  // Only now, because the first reply over stdio should not wait for it.
  const { MCP_PATH, serveHttp } = await import("./http.ts");
  const http = await serveHttp({ ...transport, makeServer, log });
  const address = http.address();
  const port = typeof address === "object" && address !== null ? address.port : transport.port;
  const host = transport.host.includes(":") ? `[${transport.host}]` : transport.host;
  log(`listening on http://${host}:${port}${MCP_PATH}`);
}

/** 0 for help, 2 for wrong usage and for what cannot be served. */
function exitCodeOf(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  // The port is taken, the host is not this computer's.
  if (!(error instanceof Error && "syscall" in error)) throw error;
  log(error.message);
  return 2;
}

// The server waits most of its life beside other programs. Without this V8 keeps room for new objects that answering
// does not need: 150 to 190 MB in place of 100 to 120, and no faster (Node 20, all pairs of profiles compared).
setFlagsFromString("--optimize-for-size");
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => process.exit(0));
try {
  const version = packageVersion();
  const options = parseOptions(process.argv.slice(2), process.env, {
    version,
    writeOut: (text) => void process.stdout.write(text),
    writeErr: (text) => void process.stderr.write(text),
  });
  await serve(options, version);
} catch (error) {
  process.exitCode = exitCodeOf(error);
}
