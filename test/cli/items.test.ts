import { describe, expect, test } from "vitest";
import { z } from "zod";
import { runCli } from "../../src/cli/program.ts";
import { makeContext } from "../../src/mcp/context.ts";
import { searchValueItems } from "../../src/mcp/tools/search-value-items.ts";
import { found, withoutTexts } from "../fixtures/mcp-context.ts";
import { cli } from "../fixtures/run-cli.ts";
import { NEEDS_UPSTREAM, UPSTREAM } from "../fixtures/upstream.ts";

const idsSchema = z.object({ items: z.array(z.object({ id: z.string() })) });
type Env = Readonly<Record<string, string>>;

async function idsOfCli(env: Env, ...args: string[]): Promise<string[]> {
  let stdout = "";
  await runCli(["items", "--format", "json", ...args], {
    stdout: (text) => {
      stdout += text;
    },
    stderr: (text) => {
      throw new Error(text);
    },
    setExitCode: () => {},
    isColoured: false,
    env,
  });
  return idsSchema.parse(JSON.parse(stdout)).items.map(({ id }) => id);
}

function idsOfMcp(env: Env, args: object): unknown[] {
  const context = makeContext({ runFolders: [], env, log: () => {} });
  const page = (offset: number): unknown[] => {
    const { rows, next_offset } = found(searchValueItems, { ...args, limit: 50, offset }, context);
    const ids = z
      .array(z.array(z.unknown()))
      .parse(rows)
      .map(([id]) => id);
    return typeof next_offset === "number" ? [...ids, ...page(next_offset)] : ids;
  };
  return page(0);
}

const WORDS = [
  "parenting advice",
  "work",
  "money frend",
  "honest boss",
  "Philosophy and ethics",
  "zzzz",
  "?",
];

describe("the command line and the MCP server give the same items, in the same order", () => {
  test.each(WORDS)("for %s", async (text) => {
    const env = withoutTexts();
    expect(await idsOfCli(env, "--text", text)).toEqual(idsOfMcp(env, { text }));
  });

  test("with a topic and a source beside the words", async () => {
    const env = withoutTexts();
    const ids = await idsOfCli(env, "--text", "boss", "--topic", "work AND career", "--source", "reddit");
    expect(ids.length).toBeGreaterThan(0);
    expect(ids).toEqual(idsOfMcp(env, { text: "boss", topic: "Work and career", source: "reddit" }));
  });

  test.skipIf(UPSTREAM === undefined)(`when the texts have been pulled${NEEDS_UPSTREAM}`, async () => {
    const env = { VALUE_PORTRAIT_TEXTS: UPSTREAM ?? "" };
    const ids = await idsOfCli(env, "--text", "boss");
    expect(ids).toEqual(idsOfMcp(env, { text: "boss" }));
    expect(ids.length).toBeGreaterThan((await idsOfCli(withoutTexts(), "--text", "boss")).length);
  });
});

test("the id of a query shows its five responses, once each", async () => {
  expect(await idsOfCli(withoutTexts(), "1008", "1008-1")).toEqual([1, 2, 3, 4, 5].map((n) => `1008/${n}`));
});

test("items that words found stay in their order when a dimension is asked for as well", async () => {
  const env = withoutTexts();
  const all = await idsOfCli(env, "--text", "work");
  const keyed = await idsOfCli(env, "--text", "work", "--dimension", "Achievement");
  expect(keyed.length).toBeGreaterThan(1);
  expect(keyed).toEqual(all.filter((id) => keyed.includes(id)));
});

test("lists with the loading on the dimension that was asked for, the highest first", async () => {
  const { stdout } = await cli("items", "--dimension", "hedonism", "--source", "lmsys");
  expect(stdout).toMatchSnapshot();
});
