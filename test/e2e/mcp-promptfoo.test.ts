import { readFileSync } from "node:fs";
import { beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { build, SERVER, SERVER_NODE } from "../fixtures/built-server.ts";
import { withoutTexts } from "../fixtures/mcp-context.ts";
import { runEval } from "../fixtures/run-promptfoo.ts";

beforeAll(build);

/** For each tool a call that answers and one that is refused, with what the answer must hold. */
const CASES: readonly (readonly [string, Record<string, unknown>, string])[] = [
  ["search_value_items", { dimension: "self direction", limit: "1" }, '"2006/1"'],
  [
    "search_value_items",
    { dimension: "Powr" },
    'refused: search_value_items: dimension: "Powr" is not one of',
  ],
  ["get_value_items", { ids: "1008-1" }, '"mean":4.67'],
  ["get_value_items", { ids: ["1007/1"] }, 'refused: no item has the id "1007/1"'],
  ["list_value_profiles", { kind: "model", text: "o1-mini" }, '"do_not_interpret"'],
  ["list_value_profiles", { kind: "robot" }, 'refused: list_value_profiles: kind: "robot" is not one of'],
  ["get_value_profiles", { ids: ["gpt-4o-2024-05-13"], baseline: "human/raters" }, '["Universalism",0.47,'],
  ["get_value_profiles", { ids: ["gpt-9"] }, 'refused: no profile "gpt-9"'],
  ["explain_value_score", { profile: "gpt-4o-2024-05-13", dimension: "Self_Direction" }, '"total":0.62,'],
  [
    "explain_value_score",
    { profile: "gpt-4o-2024-05-13" },
    "refused: explain_value_score: dimension is missing",
  ],
  [
    "check_value_drift",
    { run: "gpt-4o-2024-11-20", baseline: "gpt-4o-2024-05-13" },
    "Differentiation went from 0.78 to 0.57",
  ],
  ["check_value_drift", { run: "human" }, "refused: human/raters is no run of yours"],
  ["plan_value_run", { models: "3", personas: 2 }, "= 11,412 calls"],
  ["plan_value_run", { items: "short", sample: 40 }, "refused: the short form is asked as a whole"],
  ["get_value_codebook", { topic: "Limits" }, "Not behaviour"],
  ["get_value_codebook", { topic: "prices" }, 'refused: get_value_codebook: topic: "prices" is not one of'],
];

const rowSchema = z.object({
  success: z.boolean(),
  response: z.object({ output: z.string() }).optional(),
  error: z.string().nullish(),
});

test("promptfoo's own MCP provider drives every tool, answered and refused", async () => {
  const { code, output, stderr } = await runEval({
    description: "all tools",
    prompts: ["{{prompt}}"],
    providers: [
      {
        id: "mcp",
        config: {
          enabled: true,
          server: { name: "value-portrait", command: SERVER_NODE, args: [SERVER], env: withoutTexts() },
          transformResponse:
            '(result) => ({ output: (result.isError ? "refused: " : "") + result.content.map((part) => part.text).join("") })',
        },
      },
    ],
    tests: CASES.map(([tool, args, part]) => ({
      description: `${tool} ${JSON.stringify(args)}`,
      vars: { prompt: JSON.stringify({ tool, args }) },
      assert: [{ type: "contains", value: part }],
    })),
  });
  const rows = readFileSync(output, "utf8")
    .split("\n")
    .filter(Boolean)
    .map((line) => rowSchema.parse(JSON.parse(line)));
  expect(
    rows.map(({ success, response, error }) => (success ? "ok" : (response?.output ?? error)?.slice(0, 200))),
  ).toEqual(CASES.map(() => "ok"));
  expect(code, stderr).toBe(0);
});
