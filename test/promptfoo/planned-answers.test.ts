import { describe, expect, test } from "vitest";
import { moduleReference } from "../../src/contract/module-reference.ts";
import { plannedAnswers } from "../../src/promptfoo/planned-answers.ts";
import { generateTests } from "../../src/provider-prompts/generate-tests.ts";

const reference = moduleReference("provider-prompts/generate-tests", "generateTests");
const config = { sample: 3, variants: ["v1", "v2"] };

describe("counts the answers that a config plans", () => {
  test.each([
    ["a generator with config, beside other tests", [{ path: reference, config }, { vars: {} }], 6],
    [
      "a generator of the package",
      [{ path: "file:///x/dist/provider-prompts/generate-tests.js:generateTests" }],
      1902,
    ],
    ["a generator as the only test", reference, 1902],
    ["tests that are written out", generateTests(config), 6],
    [
      "the same tests twice: asked twice, planned once",
      [
        { path: reference, config },
        { path: reference, config },
      ],
      6,
    ],
  ])("%s", (_, tests, planned) => {
    expect(plannedAnswers({ tests })).toBe(planned);
  });

  test.each([
    ["other tests only", { tests: [{ vars: { a: 1 } }, "file://tests.csv", { path: "file://x.ts:tests" }] }],
    ["no tests", {}],
    ["no config", undefined],
  ])("%s: unknown", (_, given) => {
    expect(plannedAnswers(given)).toBeUndefined();
  });
});
