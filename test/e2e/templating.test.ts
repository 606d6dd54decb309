import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { z } from "zod";
import { HOSTILE_TEXTS } from "../fixtures/hostile-texts.ts";
import { runEval } from "../fixtures/run-promptfoo.ts";

const rowSchema = z.object({
  vars: z.object({ index: z.string() }),
  response: z.object({ output: z.string() }),
});

test("40 hostile texts reach the provider untouched through promptfoo, and no environment variable with them", async () => {
  const config = {
    providers: ["echo"],
    prompts: [
      {
        id: `file://${path.resolve(import.meta.dirname, "../fixtures/hostile-texts.ts")}:hostilePrompt`,
        label: "hostile",
      },
    ],
    tests: HOSTILE_TEXTS.map((_, index) => ({ vars: { index: String(index) } })),
  };
  const { output, code } = await runEval(config, { env: { PORTRAIT_SECRET: "leaked-secret" } });
  expect(code).toBe(0);
  const written = readFileSync(output, "utf8");
  expect(written).not.toContain("leaked-secret");
  const rows = written
    .trimEnd()
    .split("\n")
    .map((line) => rowSchema.parse(JSON.parse(line)));
  const received = new Map(rows.map((row) => [Number(row.vars.index), row.response.output]));
  expect(HOSTILE_TEXTS.map((_, index) => received.get(index))).toEqual(HOSTILE_TEXTS);
});
