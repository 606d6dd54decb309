import path from "node:path";
import { CommanderError } from "commander";
import { describe, expect, test } from "vitest";
import { type McpOptions, parseOptions } from "../../src/mcp/options.ts";

type Parsed = {
  readonly options?: McpOptions;
  readonly exitCode?: unknown;
  readonly out: string;
  readonly err: string;
};

function parse(argv: string[], env: Record<string, string> = {}): Parsed {
  const out: string[] = [];
  const err: string[] = [];
  const effects = {
    version: "1.2.3",
    writeOut: (text: string) => void out.push(text),
    writeErr: (text: string) => void err.push(text),
  };
  const written = () => ({ out: out.join(""), err: err.join("") });
  try {
    return { options: parseOptions(argv, env, effects), ...written() };
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return { exitCode: error.exitCode, ...written() };
  }
}

test("serves stdio and the runs of this folder by default", () => {
  expect(parse([]).options).toEqual({
    runFolders: [path.resolve(".value-portrait/runs")],
    transport: { kind: "stdio" },
  });
});

test("takes run folders from the command line and from the environment, each once", () => {
  const env = { VALUE_PORTRAIT_RUNS: ["/b", "/c"].join(path.delimiter) };
  expect(parse(["--runs", "/a", "--runs", "/b"], env).options?.runFolders).toEqual(
    ["/a", "/b", "/c"].map((folder) => path.resolve(folder)),
  );
});

test("serves HTTP on loopback when asked to", () => {
  expect(parse(["--http", "--port", "0"]).options?.transport).toEqual({
    kind: "http",
    host: "127.0.0.1",
    port: 0,
    token: undefined,
  });
});

test("serves others only with a token", () => {
  const argv = ["--http", "--host", "0.0.0.0"];
  expect(parse(argv)).toMatchObject({
    exitCode: 2,
    err: expect.stringContaining("VALUE_PORTRAIT_MCP_TOKEN"),
  });
  expect(parse(argv, { VALUE_PORTRAIT_MCP_TOKEN: "s3cret" }).options?.transport).toMatchObject({
    token: "s3cret",
  });
});

describe("refuses", () => {
  test.each([[["--port", "x"]], [["--port", "70000"]], [["--nope"]], [["extra"]]])("%j", (argv) => {
    expect(parse(argv)).toMatchObject({ exitCode: 1, err: expect.stringMatching(/^error: /) });
  });
});

test("help says what it does and which variables it reads", () => {
  expect(parse(["--help"]).out).toMatchInlineSnapshot(`
    "Usage: value-portrait-mcp [options]

    An MCP server for the Value Portrait benchmark: items, scoring keys and value
    profiles for assistants. Reads only; speaks over stdin and stdout unless --http
    is given.

    Options:
      -V, --version     output the version number
      --runs <folder>   a folder of run files, may be repeated (default:
                        .value-portrait/runs, and VALUE_PORTRAIT_RUNS) (default: [])
      --http            serve Streamable HTTP at /mcp
      --port <number>   port for --http, 0 for a free one (default: 3917)
      --host <address>  address for --http (default: "127.0.0.1")
      -h, --help        display help for command

    Environment:
      VALUE_PORTRAIT_RUNS       folders of run files, separated like PATH
      VALUE_PORTRAIT_TEXTS      a folder that holds the item texts
      VALUE_PORTRAIT_MCP_TOKEN  bearer token that --http asks for; needed for any host but loopback
    "
  `);
});
