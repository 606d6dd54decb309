import { expect, test } from "vitest";
import { type Beginning, earlyWarnings } from "../../src/extensions/early-warnings.ts";
import { generateTests } from "../../src/provider-prompts/generate-tests.ts";

const tests = generateTests({ items: { ids: ["1008/1"] }, variants: ["v1"] });
const warnings = (beginning: Partial<Beginning>) =>
  earlyWarnings({ suite: { tests }, outputs: [], env: {}, ...beginning });

test("an ordinary eval is begun without a word", () => {
  expect(warnings({ outputs: ["out.jsonl", "out.json"] })).toEqual([]);
});

test("an output that promptfoo writes as YAML is named", () => {
  const said = warnings({ outputs: ["out.yaml", "out.json", "OUT.TXT", "x.yml"] });
  expect(said.map((line) => /^-o ([^:]+):/.exec(line)?.[1])).toEqual(["out.yaml", "OUT.TXT", "x.yml"]);
});

test("parts of rows that promptfoo is told to leave out are named where they cost something", () => {
  const env = (...parts: readonly string[]) =>
    Object.fromEntries(parts.map((part) => [`PROMPTFOO_STRIP_${part}`, "true"]));
  expect(warnings({ env: env("METADATA", "PROMPT_TEXT", "RESPONSE_OUTPUT") })).toEqual([]);
  expect(warnings({ env: { PROMPTFOO_STRIP_TEST_VARS: "false" } })).toEqual([]);
  expect(warnings({ env: env("TEST_VARS", "METADATA", "GRADING_RESULT") })).toEqual([
    expect.stringContaining("nothing is scored"),
    expect.stringContaining("failed calls are not counted"),
  ]);
});

test("a derived metric that names ours in a text is named, one that is a function is not", () => {
  const derivedMetrics = [
    { name: "sum", value: "#Power + #Hedonism" },
    { name: "mine", value: "Accuracy / 2" },
    { name: "gap", value: () => 0 },
  ];
  expect(warnings({ suite: { tests, derivedMetrics } })).toEqual([
    expect.stringMatching(/^the derived metric sum names #Power .*scores\["#Power"\]$/),
  ]);
});

test("tests that are there twice are counted, those of two conditions are not", () => {
  const [first] = tests;
  const withTone = (tone: string) => ({ ...first, vars: { ...first?.vars, tone } });
  expect(warnings({ suite: { tests: [...tests, ...tests] } })).toEqual([
    expect.stringMatching(/^1 of 2 tests are there a second time/),
  ]);
  expect(warnings({ suite: { tests: [withTone("formal"), withTone("informal")] } })).toEqual([]);
});

test("providers that cannot be told apart are named once", () => {
  const provider = (id: string, label?: string) => ({
    id: () => id,
    ...(label === undefined ? {} : { label }),
    callApi: async () => ({}),
  });
  const said = (...providers: ReturnType<typeof provider>[]) => warnings({ suite: { tests, providers } });
  expect(said(provider("openai:gpt-4o"), provider("openai:gpt-4o"), provider("openai:gpt-4o"))).toEqual([
    expect.stringMatching(/^several providers are called openai:gpt-4o/),
  ]);
  expect(said(provider("openai:gpt-4o", "cold"), provider("openai:gpt-4o", "warm"))).toEqual([]);
});
