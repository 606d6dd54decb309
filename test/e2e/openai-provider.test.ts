import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { VARIANTS } from "../../src/instrument/variant.ts";
import { loadItems } from "../../src/release/data.ts";
import { findTexts, renderPrompt } from "../../src/texts/texts.ts";
import { type ChatAnswer, type ChatServer, startChatServer } from "../fixtures/chat-server.ts";
import { cli } from "../fixtures/run-cli.ts";
import { type PromptfooRun, portraitConfig, runEval } from "../fixtures/run-promptfoo.ts";
import { NEEDS_UPSTREAM, UPSTREAM } from "../fixtures/upstream.ts";

/** One of each manner of answering, in turn. */
const ANSWERS: readonly ChatAnswer[] = [
  { content: "like me" },
  { content: "**Somewhat like me.**\n\nI would say much the same." },
  { refusal: "I can't help with that." },
  { content: "I'm sorry, but I can't share personal views." },
  { content: "like me or not like me, it depends" },
  { content: "Forty-two." },
  { status: 500 },
  { content: "Very much like me" },
];
const ITEMS = loadItems().slice(0, 4);

describe.skipIf(UPSTREAM === undefined)(
  `promptfoo's own openai provider against a local server${NEEDS_UPSTREAM}`,
  () => {
    let server: ChatServer;
    let run: PromptfooRun;

    beforeAll(async () => {
      server = await startChatServer((_, call) => ANSWERS[call % ANSWERS.length] ?? { status: 500 });
      const provider = {
        id: "openai:chat:fake",
        label: "fake",
        config: { apiBaseUrl: server.url, apiKey: "none", temperature: 0, seed: 42, max_tokens: 64 },
      };
      run = await runEval(portraitConfig([provider], { items: { ids: ITEMS.map(({ id }) => id) } }), {
        args: ["--max-concurrency", "1", "--no-cache"],
        env: { VALUE_PORTRAIT_TEXTS: UPSTREAM },
      });
    });
    afterAll(() => server.close());

    test("the model is asked the authors' prompts", () => {
      const texts = findTexts({ VALUE_PORTRAIT_TEXTS: UPSTREAM });
      if (texts === undefined) throw new Error("no texts in VALUE_PORTRAIT_UPSTREAM");
      const expected = ITEMS.flatMap(({ id }) => VARIANTS.map((variant) => renderPrompt(texts, id, variant)));
      expect(new Set(server.prompts)).toEqual(new Set(expected));
      expect(server.prompts).toHaveLength(24);
    });

    test("the profile comes out and the unusable answers are counted by kind", async () => {
      const { stdout, code } = await cli("score", run.output, "--format", "json");
      expect(code).toBe(0);
      const { profiles } = JSON.parse(stdout) as {
        profiles: { subject: string; answers: unknown; scores: object }[];
      };
      expect(profiles).toHaveLength(1);
      expect(profiles[0]).toMatchObject({
        subject: "fake",
        answers: { total: 24, rating: 9, refusal: 6, ambiguous: 3, none: 3, error: 3 },
      });
      expect(Object.keys(profiles[0]?.scores ?? {}).length).toBeGreaterThan(0);
    });

    test("answers that cannot be used fail their test case, so promptfoo exits with 100", () => {
      expect(run.code).toBe(100);
    });
  },
);
