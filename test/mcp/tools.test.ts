import { readdirSync } from "node:fs";
import path from "node:path";
import type { Tool } from "@modelcontextprotocol/client";
import { countTokens as countCl100k } from "gpt-tokenizer/encoding/cl100k_base";
import { countTokens as countO200k } from "gpt-tokenizer/encoding/o200k_base";
import { beforeAll, describe, expect, test } from "vitest";
import { INSTRUCTIONS } from "../../src/mcp/server.ts";
import { TOOLS } from "../../src/mcp/tools.ts";
import { clientOf } from "../fixtures/mcp-clients.ts";
import { mcpContext } from "../fixtures/mcp-context.ts";

const listed: Tool[] = [];

beforeAll(async () => {
  const client = await clientOf(mcpContext());
  listed.push(...(await client.listTools()).tools);
  await client.close();
});

const tool = (name: string): Tool => {
  const found = listed.find((one) => one.name === name);
  if (found === undefined) throw new Error(`${name} is not listed`);
  return found;
};

test("every file in tools/ holds the tool that it is named after", () => {
  const files = readdirSync(path.resolve(import.meta.dirname, "../../src/mcp/tools"));
  expect(files.map((file) => file.replace(/\.ts$/, "").replaceAll("-", "_")).sort()).toEqual(
    TOOLS.map(({ name }) => name).sort(),
  );
});

describe.each(TOOLS.map(({ name }) => name))("%s", (name) => {
  test("is named by a verb and what is found", () => {
    expect(name).toMatch(/^(search|get|list|explain|check|plan)_value_[a-z]+$/);
    expect(tool(name).title?.toLowerCase().replaceAll(" ", "_")).toBe(name);
  });

  test("describes itself in a few sentences, and every input in a few words", () => {
    expect(tool(name).description?.length).toBeGreaterThan(100);
    expect(tool(name).description?.length).toBeLessThan(500);
    for (const [field, schema] of Object.entries(tool(name).inputSchema.properties ?? {}))
      expect(schema, field).toMatchObject({ description: expect.stringMatching(/^.{4,80}$/) });
  });

  test("says that it only reads and knows no outside world", () => {
    expect(tool(name).annotations).toEqual({ readOnlyHint: true, openWorldHint: false });
  });

  test("has schemas that every client takes", () => {
    const { inputSchema, outputSchema } = tool(name);
    for (const schema of [inputSchema, outputSchema])
      for (const node of nodesOf(schema)) {
        for (const word of ["anyOf", "oneOf", "allOf", "not", "$ref", "$defs", "patternProperties"])
          expect(node).not.toHaveProperty(word);
        expect(Array.isArray(node["type"])).toBe(false);
        expect(node["maximum"] ?? 0).toBeLessThanOrEqual(520);
        if (node["type"] === "array") expect(node).toHaveProperty("items");
      }
    expect(inputSchema).toMatchObject({ type: "object", additionalProperties: false });
  });

  test("asks for no path, address, pattern or query language", () => {
    for (const field of Object.keys(tool(name).inputSchema.properties ?? {}))
      expect(field).not.toMatch(/(^|_)(path|file|folder|url|uri|regex|pattern|sql|command)s?(_|$)/);
  });
});

test("the list of tools is the one that was reviewed", () => {
  expect(listed).toMatchSnapshot();
});

test("the list of tools costs at most 2,000 tokens, all of it", () => {
  for (const count of [countO200k, countCl100k])
    expect(count(JSON.stringify({ tools: listed }))).toBeLessThanOrEqual(2000);
});

test("the instructions fit into what clients keep of them", () => {
  expect(INSTRUCTIONS.length).toBeLessThan(2048);
});

function nodesOf(schema: unknown): Record<string, unknown>[] {
  if (typeof schema !== "object" || schema === null) return [];
  const children = Object.values(schema).flatMap(nodesOf);
  return Array.isArray(schema) ? children : [{ ...schema }, ...children];
}
