#!/usr/bin/env node
import process from "node:process";
import { CommanderError } from "commander";
import { packageVersion } from "../lib/package-version.ts";
import { visibleBlock } from "../lib/visible-text.ts";
import { startAnalyst } from "./analyst-thread.ts";
import { type McpOptions, parseOptions } from "./options.ts";

/** stdout belongs to the protocol: everything else goes to stderr. */
function log(line: string): void {
  process.stderr.write(`value-portrait-mcp: ${visibleBlock(line)}\n`);
}

async function serve({ runFolders, transport }: McpOptions, version: string): Promise<void> {
  // First, and the rest only then, so that the thread is ready to answer when the protocol is.
  const answers = startAnalyst({ runFolders, log });
  const { buildServer } = await import("./server.ts");
  const makeServer = () => buildServer(answers, version);
  if (transport.kind === "stdio") {
    const { serveStreams } = await import("./stdio.ts");
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
