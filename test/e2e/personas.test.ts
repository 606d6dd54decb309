import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { personaPromptLabel } from "../../src/contract/prompt-label.ts";
import { PROMPT_LABEL } from "../../src/contract/test-metadata.ts";
import { readOutputs } from "../../src/promptfoo/read-outputs.ts";
import { findTexts, renderPrompt } from "../../src/texts/texts.ts";
import { type ChatServer, startChatServer } from "../fixtures/chat-server.ts";
import { type PromptfooResults, readResults } from "../fixtures/promptfoo-results.ts";
import { type PromptfooRun, portraitConfig, runEval, sourceReference } from "../fixtures/run-promptfoo.ts";
import { NEEDS_UPSTREAM, UPSTREAM } from "../fixtures/upstream.ts";

/** Awkward on purpose: template tags, quotes, a line break. */
const SYSTEM = 'You are {{ "Ada" }}, a nurse.\n{# Say so #} and never {% raw %} lie \\ "ever".';
const ITEMS = ["1008/1", "1008/2", "2025/5", "3039/1"];

describe.skipIf(UPSTREAM === undefined)(`one model with and without a system prompt${NEEDS_UPSTREAM}`, () => {
  let server: ChatServer;
  let run: PromptfooRun;
  let results: PromptfooResults;
  let prompts: readonly string[];

  beforeAll(async () => {
    const texts = findTexts({ VALUE_PORTRAIT_TEXTS: UPSTREAM });
    if (texts === undefined) throw new Error("no texts in VALUE_PORTRAIT_UPSTREAM");
    prompts = ITEMS.map((item) => renderPrompt(texts, item, "v1"));
    // With the system prompt the model likes everything but the first query's responses; without, nothing.
    server = await startChatServer((prompt, _, messages) => {
      const isFirst = prompts.indexOf(prompt) < 2;
      return { content: messages.length === 2 && !isFirst ? "very much like me" : "not like me" };
    });
    const id = sourceReference("provider-prompts/prompt.ts:valuePortraitPrompt");
    run = await runEval(
      {
        ...portraitConfig(
          [{ id: "openai:chat:fake", label: "fake", config: { apiBaseUrl: server.url, apiKey: "none" } }],
          { items: { ids: ITEMS }, variants: ["v1"] },
        ),
        prompts: [
          { id, label: PROMPT_LABEL },
          { id, label: personaPromptLabel("nurse"), config: { system: SYSTEM } },
        ],
        extensions: [sourceReference("extensions/score-eval.ts:afterAll")],
      },
      { format: "json", env: { VALUE_PORTRAIT_TEXTS: UPSTREAM } },
    );
    results = readResults(run.output);
  });
  afterAll(() => server.close());

  test("the system message arrives to the letter, before the prompt of the instrument", () => {
    const chats = server.chats.filter((messages) => messages.length === 2);
    expect(chats.map(([system]) => system)).toEqual(prompts.map(() => ({ role: "system", content: SYSTEM })));
    expect(new Set(chats.map(([, user]) => user?.content))).toEqual(new Set(prompts));
  });

  test("without a persona the prompt is the only message", () => {
    const chats = server.chats.filter((messages) => messages.length === 1);
    expect(new Set(chats.map(([user]) => user?.content))).toEqual(new Set(prompts));
    expect(server.chats).toHaveLength(8);
  });

  test("each has a column and a profile of its own", async () => {
    const { runs } = await readOutputs([run.output]);
    expect(runs.map(({ subject }) => subject)).toEqual(["fake", "fake · nurse"]);
    expect(runs.map(({ responses }) => responses.map(({ answer }) => answer))).toEqual([
      [2, 2, 2, 2].map((rating) => ({ kind: "rating", rating })),
      [2, 2, 6, 6].map((rating) => ({ kind: "rating", rating })),
    ]);
    const [plain, nurse] = results.results.prompts.map(({ metrics }) => metrics.namedScores);
    expect(Object.values(plain ?? {}).every((score) => score === 0)).toBe(true);
    expect(Object.values(nurse ?? {}).some((score) => score !== 0)).toBe(true);
  });

  test("the terminal names them apart", () => {
    expect(run.stderr).toContain("fake · nurse: 4 of 4 answers usable");
  });
});
