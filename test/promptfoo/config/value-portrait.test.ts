import type { UnifiedConfig } from "promptfoo";
import { describe, expect, test } from "vitest";
import { publishedProvider, valuePortrait } from "../../../src/index.ts";

/** What a reference leads to, read as promptfoo reads it. */
async function referred(reference: string): Promise<unknown> {
  const [file = "", name = "default"] = reference.slice("file://".length).split(":");
  const module: Record<string, unknown> = await import(file);
  return module[name];
}

describe("valuePortrait", () => {
  test("gives parts that promptfoo's own type takes", () => {
    const config = {
      providers: [publishedProvider("mistral-tiny"), "openai:gpt-4o-mini"],
      ...valuePortrait({ items: "all" }),
    } satisfies Partial<UnifiedConfig>;
    expect(Object.keys(config)).toEqual(["providers", "prompts", "tests", "extensions"]);
  });

  test("every reference leads to a function, and those to hooks are called as promptfoo's hooks", async () => {
    const { prompts, tests, extensions } = valuePortrait();
    const provider = publishedProvider("mistral-tiny").id;
    for (const reference of [...prompts.map(({ id }) => id), ...tests.map(({ path }) => path), ...extensions])
      expect(await referred(reference), reference).toBeTypeOf("function");
    expect(await referred(provider)).toBeTypeOf("function");
    expect(extensions.map((reference) => reference.split(":").at(-1))).toEqual([
      "beforeAll",
      "afterEach",
      "afterAll",
      "afterAll",
    ]);
  });

  test("passes the options on to the generator and nothing else", () => {
    const options = { items: { dimensions: ["power"] }, sample: 5, variants: ["v1"] } as const;
    expect(valuePortrait({ ...options, personas: [{ id: "none" }] }).tests).toEqual([
      { path: expect.stringContaining("generate-tests.ts:generateTests"), config: options },
    ]);
  });

  test("gives one prompt for each persona, and a plain one for a persona without a system prompt", () => {
    const { prompts } = valuePortrait({ personas: [{ id: "none" }, { id: "nurse", system: "You nurse." }] });
    expect(prompts.map(({ id: _, raw: __, ...prompt }) => prompt)).toEqual([
      { label: "Value Portrait · none" },
      { label: "Value Portrait · nurse", config: { system: "You nurse." } },
    ]);
  });

  test.each([
    [{ sample: 0 }, /sample: 0/],
    [{ items: { dimensions: ["powr"] } }, /"powr" is not one of Universalism/],
    [{ personas: [] }, /there must be one/],
    [{ personas: [{ id: "" }] }, /each needs an id/],
    [{ personas: [{ id: "a" }, { id: "a" }] }, /two are called "a"/],
  ])("throws at once for %j", (options, message) => {
    expect(() => valuePortrait(options)).toThrow(message);
  });
});

test("publishedProvider names the nearest when there is no such model", () => {
  expect(() => publishedProvider("gpt4o")).toThrow(/"gpt4o".*gpt-4o-2024-05-13/);
});
