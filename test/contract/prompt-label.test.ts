import { describe, expect, test } from "vitest";
import {
  conditionSubject,
  personaPromptLabel,
  readPromptObject,
  subjectName,
} from "../../src/contract/prompt-label.ts";
import { valuePortrait } from "../../src/promptfoo/config/value-portrait.ts";

const personas = [{ id: "none" }, { id: "nurse", system: 'You are "Ada",\na nurse.' }];

describe("the name of a subject", () => {
  test.each([
    ["the plain prompt's label", "Value Portrait", "gpt-4o"],
    ["no label", undefined, "gpt-4o"],
    ["a persona's label", personaPromptLabel("nurse"), "gpt-4o · nurse"],
    ["another prompt's label", "my own", "gpt-4o · my own"],
    [
      "a path",
      "../node_modules/value-portrait/dist/provider-prompts/prompt.js:valuePortraitPrompt",
      "gpt-4o",
    ],
    ["a path on Windows", "C:\\project\\prompt.js:valuePortraitPrompt", "gpt-4o"],
    ["JSON of another kind", '{"label":"Value Portrait"}', 'gpt-4o · {"label":"Value Portrait"}'],
    ["what only begins like JSON", "{not json", "gpt-4o · {not json"],
  ])("of %s", (_, label, name) => {
    expect(subjectName("gpt-4o", label)).toBe(name);
  });

  test("is the persona where promptfoo's Node API made a label of the whole prompt object", () => {
    for (const { raw: _, ...prompt } of valuePortrait({ personas }).prompts)
      expect(subjectName("gpt-4o", JSON.stringify(prompt))).toBe(subjectName("gpt-4o", prompt.label));
    const [plain] = valuePortrait().prompts;
    expect(subjectName("gpt-4o", JSON.stringify({ id: plain?.id }))).toBe("gpt-4o");
  });

  test("has its condition behind it, where there are several", () => {
    expect(conditionSubject("gpt-4o · nurse", "tone=formal")).toBe("gpt-4o · nurse · tone=formal");
    expect(conditionSubject("gpt-4o", undefined)).toBe("gpt-4o");
  });
});

test("a prompt object is read back from the text that was made of it", () => {
  const [, nurse] = valuePortrait({ personas }).prompts;
  expect(readPromptObject(JSON.stringify(nurse))).toEqual({
    reference: nurse?.raw,
    label: "Value Portrait · nurse",
    config: { system: personas[1]?.system },
  });
});
