import { describe, expect, test } from "vitest";
import { valuePortraitPrompt } from "../../src/provider-prompts/prompt.ts";

/** A replayed model needs no texts: without them it is shown gists. */
const provider = { id: "published:gpt-4o-2024-05-13" };
const vars = { item: "1008/1", variant: "v1" };

describe("a persona", () => {
  test("is a system message before the prompt; both are safe from templating", async () => {
    const config = { system: "You are {{ name }}.", temperature: 0 };
    const chat = await valuePortraitPrompt({ vars: { ...vars }, provider, config });
    const plain = await valuePortraitPrompt({ vars: { ...vars }, provider });
    expect(chat).toEqual([
      { role: "system", content: `{{ "You are {" ~ "{ name }}." }}` },
      { role: "user", content: plain },
    ]);
  });

  test("that is empty is refused", async () => {
    await expect(
      valuePortraitPrompt({ vars: { ...vars }, provider, config: { system: "" } }),
    ).rejects.toThrow("system");
  });
});

describe("the number of the repetition", () => {
  const varsAfter = async (given: Record<string, unknown>) => {
    const step = { ...vars, ...given };
    await valuePortraitPrompt({ vars: step, provider });
    return step;
  };

  test("is left in the step's variables from the second on", async () => {
    expect(await varsAfter({ __repeatIndex: 2 })).toMatchObject({ _repeat: 2 });
    expect(await varsAfter({ __repeatIndex: 0 })).not.toHaveProperty("_repeat");
  });

  test("replaces one that promptfoo restored from an earlier run", async () => {
    expect(await varsAfter({ __repeatIndex: 1, _repeat: 2 })).toMatchObject({ _repeat: 1 });
    expect(await varsAfter({ __repeatIndex: 0, _repeat: 2 })).not.toHaveProperty("_repeat");
  });
});
