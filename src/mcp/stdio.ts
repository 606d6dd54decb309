import type { Readable, Writable } from "node:stream";
import type { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { StdioServerTransport } from "@modelcontextprotocol/sdk/server/stdio.js";

/** Serves one client over two streams; resolves when the client has gone, because its stream ended or broke. */
export async function serveStreams(server: McpServer, input: Readable, output: Writable): Promise<void> {
  const gone = new Promise<void>((resolve) => {
    for (const event of ["end", "close", "error"]) input.once(event, () => resolve());
    // A client that goes without a word leaves a broken pipe.
    output.once("error", () => resolve());
  });
  await server.connect(new StdioServerTransport(input, output));
  await gone;
  await server.close();
}
