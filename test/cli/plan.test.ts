import { describe, expect, test } from "vitest";
import { cli } from "../fixtures/run-cli.ts";

// promptfoo is asked for prices in test/e2e/prices.test.ts; of these providers it is not.
const plan = (...args: string[]) => cli("plan", "--providers", "ollama:chat:a", "file://b.mjs", ...args);

test("prints calls, tokens, memory and the precision to expect", async () => {
  const { stdout, code } = await plan("--sample", "100");
  expect(code).toBe(0);
  expect(stdout.replace(/about [\d,]+\./, "about N.")).toMatchInlineSnapshot(`
    "100 items x 6 prompts x 2 models = 1,200 calls
    Model          Calls  Prompt tokens  Prompts, $  At most, $
    ollama:chat:a    600         135866     unknown     unknown
    file://b.mjs     600         135866     unknown     unknown

    Tokens: counted on the real prompts with o200k_base, OpenAI's tokenizer since GPT-4o; an estimate for other vendors, and a few a call for the chat's framing come on top.
    Price: by the tables of promptfoo 0.123.1; "at most" is with every answer at its longest. It has none where "unknown" stands.
    Rows: 1,200 in one eval; a promptfoo process with this Node's memory holds about N.

    Standard error to expect of the centred scores: median of the released models
    (quartiles)
    Value           Items  Queries  Under these prompts  Over other prompts too
    Universalism        7        6  0.26 (0.21 to 0.31)  0.27 (0.21 to 0.35)
    Benevolence         4        4  0.28 (0.21 to 0.34)  0.29 (0.23 to 0.34)
    Conformity          7        7  0.32 (0.24 to 0.37)  0.32 (0.24 to 0.37)
    Tradition           4        4  0.48 (0.33 to 0.61)  0.50 (0.34 to 0.61)
    Security            5        5  0.31 (0.21 to 0.40)  0.31 (0.21 to 0.36)
    Power              20       17  0.19 (0.13 to 0.25)  0.20 (0.14 to 0.24)
    Achievement        18       16  0.19 (0.14 to 0.23)  0.19 (0.15 to 0.24)
    Hedonism           11       10  0.23 (0.15 to 0.27)  0.23 (0.15 to 0.27)
    Stimulation        14       14  0.23 (0.14 to 0.26)  0.22 (0.14 to 0.26)
    Self-Direction      4        4  0.33 (0.21 to 0.44)  0.33 (0.24 to 0.44)
    "
  `);
});

test("the whole default is 1,902 calls a model, as the test generator makes", async () => {
  const { stdout } = await plan("--format", "json", "--repeat", "2", "--personas", "3");
  expect(JSON.parse(stdout)).toMatchObject({
    items: 317,
    variants: 6,
    calls: 2 * 2 * 3 * 1902,
    models: [{ provider: "ollama:chat:a", calls: 11_412, promptTokens: 6 * 442_596, price: null }, {}],
  });
});

test("recommends one eval for each model when the rows do not fit into one", async () => {
  const { stdout } = await plan("--items", "all", "--repeat", "11");
  expect(stdout).toContain("520 items x 6 prompts x 11 repeats x 2 models = 68,640 calls");
  expect(stdout).toContain("Advice: make one eval for each model");
  expect(stdout).toContain("Even one model has 34,320 rows");
});

test("the prompts' error falls with more of them", async () => {
  const medianOf = async (...args: string[]) => {
    const { stdout } = await plan("--format", "json", ...args);
    const { standardErrors } = JSON.parse(stdout) as {
      standardErrors: { dimension: string; samePrompts: { median: number } }[];
    };
    return standardErrors.find(({ dimension }) => dimension === "Power")?.samePrompts.median ?? Number.NaN;
  };
  expect(await medianOf("--variants", "v1")).toBeGreaterThan(await medianOf());
});

describe("wrong usage is one or two lines on stderr and exit code 2", () => {
  test.each([
    [["--dimensions", "powr"], /"powr" is not one of Universalism/],
    [["--items", "all", "--sources", "lmsys"], /either --items all or filters/],
    [["--sample", "0"], /whole number/],
    [["--variants", "v4"], /Allowed choices are v1/],
  ])("%j", async (args, message) => {
    const { stdout, stderr, code } = await plan(...args);
    expect({ stdout, code }).toEqual({ stdout: "", code: 2 });
    expect(stderr).toMatch(message);
  });
});
