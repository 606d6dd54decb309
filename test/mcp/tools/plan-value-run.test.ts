import { expect, test } from "vitest";
import { planValueRun } from "../../../src/mcp/tools/plan-value-run.ts";
import { found, mcpContext, refusal } from "../../fixtures/mcp-context.ts";
import { cli } from "../../fixtures/run-cli.ts";

const context = mcpContext();
const plan = (args: unknown) => found(planValueRun, args, context);

type Printed = {
  readonly calls: number;
  readonly models: readonly { readonly calls: number; readonly promptTokens: number }[];
  readonly standardErrors: readonly {
    readonly dimension: string;
    readonly items: number;
    readonly samePrompts?: { readonly median: number; readonly lower: number; readonly upper: number };
  }[];
  readonly shortForm?: { readonly keptReliability: number };
};

test.each<[Record<string, unknown>, string]>([
  [{}, ""],
  [{ items: "all", models: 2 }, "--items all"],
  [{ items: "Short", answer_tokens: "2048" }, "--items short --answer-tokens 2048"],
  [{ sample: 40, prompts: 2, repeat: 3 }, "--sample 40 --variants v1 v1_reversed --repeat 3"],
  [{ personas: 3, persona_tokens: 120 }, "--personas 3 --persona-tokens 120"],
  [{ only: ["power", "Achievement"] }, "--dimensions Power Achievement"],
  [{ only: "Money and finance, work AND career" }, "--topics money-and-finance work-and-career"],
  [
    { only: ["reddit", "Self direction"], sample: 9 },
    "--sources reddit --dimensions self-direction --sample 9",
  ],
])("%j has the figures of `plan %s`", async (args, options) => {
  const providers = ["ollama:chat:a", "ollama:chat:b"].slice(0, args["models"] === 2 ? 2 : 1);
  const { stdout } = await cli(
    "plan",
    "--format",
    "json",
    "--providers",
    ...providers,
    ...options.split(" ").filter(Boolean),
  );
  const printed: Printed = JSON.parse(stdout);
  const own = plan(args);
  expect(own).toMatchObject({
    calls: printed.calls,
    per_model: { calls: printed.models[0]?.calls, prompt_tokens: printed.models[0]?.promptTokens },
  });
  const { rows } = own["precision"] as { rows: readonly (readonly [string, number, number, ...unknown[]])[] };
  const errors = new Map(printed.standardErrors.map((score) => [score.dimension, score]));
  for (const [value, items, , median, lower, upper] of rows) {
    const score = errors.get(value);
    expect(items).toBe(score?.items ?? 0);
    const shown = (se: number | undefined) => (se === undefined ? "" : Number(se.toFixed(2)));
    const { samePrompts } = score ?? {};
    expect([median, lower, upper]).toEqual(
      [samePrompts?.median, samePrompts?.lower, samePrompts?.upper].map(shown),
    );
  }
  // The first command is the plan itself.
  const [command = ""] = own["commands"] as string[];
  const again = await cli(
    "plan",
    "--format",
    "json",
    "--providers",
    ...providers,
    ...(command.split("<ids>")[1]?.match(/"[^"]*"|\S+/g) ?? []).map((part) => part.replaceAll('"', "")),
  );
  expect(JSON.parse(again.stdout)).toEqual(printed);
});

test("what three models with two personas cost, and how to ask them", () => {
  expect(
    plan({ models: 3, personas: 2, persona_tokens: 50, prompt_price: 0.15, answer_price: "0.6" }),
  ).toMatchSnapshot();
});

test("prices multiply out by hand", () => {
  const { per_model: one, price } = plan({ models: 2, prompt_price: 10, answer_price: 100 }) as {
    per_model: { prompt_tokens: number; answer_tokens_at_most: number };
    price: string;
  };
  const prompts = (2 * one.prompt_tokens * 10) / 1e6;
  const most = prompts + (2 * one.answer_tokens_at_most * 100) / 1e6;
  expect(price).toContain(`$${prompts.toFixed(2)} for the prompts, $${most.toFixed(2)} at most`);
});

test.each([
  [{ items: "short", sample: 40 }],
  [{ items: "all", only: ["Power"] }],
  [{ prompt_price: 1 }],
  [{ only: ["Powr"] }],
  [{ only: ["money"] }],
  [{ only: ["Music and entertainment", "dear abby", "Power"] }],
  [{ models: 0 }],
  [{ prompts: 7 }],
])("refuses %j, with a call that answers", (args) => {
  const message = refusal(planValueRun, args, context);
  const [, tool, next = ""] = message.match(/Next: (\w+) (.*)$/) ?? [];
  expect(message).toMatchSnapshot();
  if (tool === "plan_value_run") expect(planValueRun.call(JSON.parse(next), context).kind).toBe("found");
});
