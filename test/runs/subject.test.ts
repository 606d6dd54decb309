import { expect, test } from "vitest";
import { conditionSubject, personaPromptLabel, subjectName } from "../../src/contract/prompt-label.ts";
import { conditionIn, isPlainOf } from "../../src/runs/subject.ts";

test("the condition is read out of the name that was made with it", () => {
  const subject = conditionSubject(subjectName("gpt-4o", personaPromptLabel("nurse")), "tone=formal");
  expect(subject).toBe("gpt-4o · nurse · tone=formal");
  expect(conditionIn(subject)).toBe("nurse · tone=formal");
  expect(conditionIn(subject, "gpt-4o · nurse")).toBe("tone=formal");
  expect(conditionIn("gpt-4o")).toBeUndefined();
});

test("a name is another's model alone up to a separator only", () => {
  expect(isPlainOf("gpt-4o", "gpt-4o · nurse")).toBe(true);
  expect(isPlainOf("gpt-4", "gpt-4o · nurse")).toBe(false);
  expect(isPlainOf("gpt-4o", "gpt-4o")).toBe(false);
});
