import path from "node:path";
import { Command, InvalidArgumentError } from "commander";
import { RUNS_FOLDER } from "../runs/run-folder.ts";
import { isLoopback } from "./loopback.ts";

/** How the server is to run. */
export type McpOptions = {
  readonly runFolders: readonly string[];
  readonly transport:
    | { readonly kind: "stdio" }
    | {
        readonly kind: "http";
        readonly host: string;
        readonly port: number;
        readonly token: string | undefined;
      };
};

const DEFAULT_PORT = 3917;

type Flags = {
  readonly runs: readonly string[];
  readonly http?: true;
  readonly port: number;
  readonly host: string;
};

/**
 * Reads the command line.
 * @param argv what comes after the program's name
 * @throws {CommanderError} wrong usage, or help or version was asked for and has been written
 */
export function parseOptions(
  argv: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
  effects: {
    readonly version: string;
    readonly writeOut: (text: string) => void;
    readonly writeErr: (text: string) => void;
  },
): McpOptions {
  const command = new Command("value-portrait-mcp")
    .description(
      "An MCP server for the Value Portrait benchmark: items, scoring keys and value profiles for assistants. " +
        "Reads only; speaks over stdin and stdout unless --http is given.",
    )
    .version(effects.version)
    .option(
      "--runs <folder>",
      `a folder of run files, may be repeated (default: ${RUNS_FOLDER}, and VALUE_PORTRAIT_RUNS)`,
      (folder: string, folders: readonly string[]) => [...folders, folder],
      [],
    )
    .option("--http", "serve Streamable HTTP at /mcp")
    .option("--port <number>", "port for --http, 0 for a free one", parsePort, DEFAULT_PORT)
    .option("--host <address>", "address for --http", "127.0.0.1")
    .addHelpText("after", ENVIRONMENT)
    .configureOutput(effects)
    .exitOverride();
  command.parse(argv, { from: "user" });
  const { runs, http, port, host } = command.opts<Flags>();
  const token = env["VALUE_PORTRAIT_MCP_TOKEN"] || undefined;
  if (http === true && !isLoopback(host) && token === undefined)
    command.error(
      `error: ${host} can be reached by others: set VALUE_PORTRAIT_MCP_TOKEN to a secret, which clients send as Authorization: Bearer`,
      { exitCode: 2 },
    );
  const fromEnv = (env["VALUE_PORTRAIT_RUNS"] ?? "").split(path.delimiter).filter(Boolean);
  const given = [...runs, ...fromEnv];
  return {
    runFolders: [
      ...new Set((given.length > 0 ? given : [RUNS_FOLDER]).map((folder) => path.resolve(folder))),
    ],
    transport: http === true ? { kind: "http", host, port, token } : { kind: "stdio" },
  };
}

const ENVIRONMENT = `
Environment:
  VALUE_PORTRAIT_RUNS       folders of run files, separated like PATH
  VALUE_PORTRAIT_TEXTS      a folder that holds the item texts
  VALUE_PORTRAIT_MCP_TOKEN  bearer token that --http asks for; needed for any host but loopback`;

function parsePort(text: string): number {
  const port = Number(text);
  if (/^\d{1,5}$/.test(text) && port <= 65_535) return port;
  throw new InvalidArgumentError("a port is a number from 0 to 65535");
}
