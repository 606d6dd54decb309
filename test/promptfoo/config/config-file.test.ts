import { expect, test } from "vitest";
import { configFile } from "../../../src/promptfoo/config/config-file.ts";

const PROVIDERS = ["published:mistral-tiny", "openai:gpt-4o-mini", "openai:o3-mini", "file://mine.mjs"];
const reference = (module: string, name?: string) => `file://ours/${module}.js${name ? `:${name}` : ""}`;

test("the script form", () => {
  expect(configFile({ providers: PROVIDERS, sample: 40 }, "mjs", reference)).toMatchInlineSnapshot(`
    "// The Value Portrait benchmark: which human values does a model express?
    //   npx value-portrait plan --help          what a run takes, before it is paid for
    //   npx promptfoo eval -o results.jsonl     asks the models
    //   npx value-portrait score results.jsonl  prints their profiles
    import { publishedProvider, valuePortrait } from "value-portrait";

    /** @type {import("promptfoo").UnifiedConfig} */
    export default {
      description: "Value Portrait",

      // Decoding as published: temperature 0, seed 42, answers of at most 64 tokens, thinking not shown.
      // A model that thinks before it answers needs room for it (2048 tokens), or every answer is cut off;
      // the settings' names differ between providers: a table is in docs/SETUP.md of value-portrait.
      providers: [
        publishedProvider("mistral-tiny"),
        { id: "openai:gpt-4o-mini", config: { temperature: 0, seed: 42, max_tokens: 64, showThinking: false } },
        // By its name a model that thinks first: room for 2048 tokens. Not comparable with the published decoding.
        { id: "openai:o3-mini", config: { seed: 42, max_completion_tokens: 2048, reasoning_effort: "low", showThinking: false } },
        // We do not know how this provider calls its settings: set temperature 0 and answers of at most 64 tokens yourself.
        "file://mine.mjs",
      ],

      ...valuePortrait({
        items: "scored", // the 317 items behind any score; or "all" (520), "short" (200, for --key weighted), or { dimensions, topics, sources, ids }
        sample: 40, // a sample of them with a share of every dimension, for a first look
        // seed: 42, // the seed of the sample
        // variants: ["v1", "v1_reversed"], // default: all six prompts; of the short form these two
        // reading: "default", // or "released": read answers as the authors' parser did
        // personas: [ // one column for each model and persona, scored apart:
        //   { id: "none" },
        //   { id: "nurse", system: "You are a nurse." },
        // ],
      }),
    };
    "
  `);
});

test("the YAML form", () => {
  expect(configFile({ providers: PROVIDERS }, "yaml", reference)).toMatchInlineSnapshot(`
    "# yaml-language-server: $schema=https://promptfoo.dev/config-schema.json
    # The Value Portrait benchmark: which human values does a model express?
    #   npx value-portrait plan --help          what a run takes, before it is paid for
    #   npx promptfoo eval -o results.jsonl     asks the models
    #   npx value-portrait score results.jsonl  prints their profiles
    description: Value Portrait

    # Decoding as published: temperature 0, seed 42, answers of at most 64 tokens, thinking not shown.
    # A model that thinks before it answers needs room for it (2048 tokens), or every answer is cut off;
    # the settings' names differ between providers: a table is in docs/SETUP.md of value-portrait.
    providers:
      - id: "file://ours/providers/published.js"
        label: published:mistral-tiny
        config: { model: mistral-tiny }
      - id: openai:gpt-4o-mini
        config: { temperature: 0, seed: 42, max_tokens: 64, showThinking: false }
      # By its name a model that thinks first: room for 2048 tokens. Not comparable with the published decoding.
      - id: openai:o3-mini
        config: { seed: 42, max_completion_tokens: 2048, reasoning_effort: "low", showThinking: false }
      # We do not know how this provider calls its settings: set temperature 0 and answers of at most 64 tokens yourself.
      - id: "file://mine.mjs"

    prompts:
      - id: "file://ours/provider-prompts/prompt.js:valuePortraitPrompt"
        label: Value Portrait
      # one column for each model and persona, scored apart:
      # - id: "file://ours/provider-prompts/prompt.js:valuePortraitPrompt"
      #   label: Value Portrait · nurse
      #   config: { system: You are a nurse. }

    tests:
      - path: "file://ours/provider-prompts/generate-tests.js:generateTests"
        config:
          items: "scored" # the 317 items behind any score; or "all" (520), "short" (200, for --key weighted), or { dimensions, topics, sources, ids }
          # sample: 40 # a sample of them with a share of every dimension, for a first look
          # seed: 42 # the seed of the sample
          # variants: ["v1", "v1_reversed"] # default: all six prompts; of the short form these two
          # reading: "default" # or "released": read answers as the authors' parser did

    extensions:
      - "file://ours/extensions/keep-run.js:beforeAll"
      - "file://ours/extensions/keep-run.js:afterEach"
      - "file://ours/extensions/score-eval.js:afterAll"
      - "file://ours/extensions/keep-run.js:afterAll"
    "
  `);
});

test("the TypeScript form has promptfoo's type", () => {
  const text = configFile({ providers: ["ollama:chat:llama3"] }, "ts", reference);
  expect(text).toContain('import type { UnifiedConfig } from "promptfoo";');
  expect(text).toMatch(/\} satisfies UnifiedConfig;\n$/);
});

test("a provider's id cannot break out of its string", () => {
  const awkward = 'http://x"y:{{z}}#\n';
  expect(configFile({ providers: [awkward] }, "mjs", reference)).toContain(JSON.stringify(awkward));
  expect(configFile({ providers: [awkward] }, "yaml", reference)).toContain(JSON.stringify(awkward));
});
