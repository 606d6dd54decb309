import { type ApiProvider, cache, loadApiProvider } from "promptfoo";
import { afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { decodingFor } from "../../src/promptfoo/config/decoding.ts";

/** Each provider with what must be in the request that promptfoo makes of our decoding, wherever in it. */
const SHORT: readonly (readonly [provider: string, sent: Record<string, unknown>])[] = [
  ["openai:gpt-4o-mini", { temperature: 0, seed: 42, max_tokens: 64 }],
  ["openai:chat:gpt-4o", { temperature: 0, seed: 42, max_tokens: 64 }],
  ["openai:responses:gpt-4o-mini", { temperature: 0, max_output_tokens: 64 }],
  ["anthropic:messages:claude-3-5-haiku-20241022", { temperature: 0, max_tokens: 64 }],
  ["google:gemini-2.0-flash", { temperature: 0, seed: 42, maxOutputTokens: 64 }],
  ["vertex:gemini-2.0-flash", { temperature: 0, seed: 42, maxOutputTokens: 64 }],
  ["mistral:mistral-small-latest", { temperature: 0, random_seed: 42, max_tokens: 64 }],
  ["ollama:chat:llama3.1", { temperature: 0, seed: 42, num_predict: 64 }],
  ["openrouter:meta-llama/llama-3.1-8b-instruct", { temperature: 0, seed: 42, max_tokens: 64 }],
  ["deepseek:deepseek-chat", { temperature: 0, seed: 42, max_tokens: 64 }],
  ["xai:grok-3", { temperature: 0, seed: 42, max_tokens: 64 }],
  ["groq:llama-3.1-8b-instant", { temperature: 0, seed: 42, max_tokens: 64 }],
  ["togetherai:meta-llama/Llama-3-8b-chat-hf", { temperature: 0, seed: 42, max_tokens: 64 }],
  [
    "fireworks:accounts/fireworks/models/llama-v3p1-8b-instruct",
    { temperature: 0, seed: 42, max_tokens: 64 },
  ],
  ["cerebras:llama3.1-8b", { temperature: 0, seed: 42, max_tokens: 64 }],
  ["perplexity:sonar", { temperature: 0, seed: 42, max_tokens: 64 }],
  ["litellm:gpt-4o-mini", { temperature: 0, seed: 42, max_tokens: 64 }],
  ["azure:chat:gpt-4o", { temperature: 0, seed: 42, max_tokens: 64 }],
];

const REASONING: typeof SHORT = [
  ["openai:o3-mini", { seed: 42, max_completion_tokens: 2048, reasoning_effort: "low" }],
  ["openai:gpt-5-mini", { max_completion_tokens: 2048 }],
  ["openai:responses:gpt-5-mini", { max_output_tokens: 2048, effort: "low" }],
  ["anthropic:messages:claude-opus-5", { max_tokens: 2048 }],
  ["google:gemini-2.5-flash", { temperature: 0, seed: 42, maxOutputTokens: 2048 }],
  ["mistral:magistral-small-latest", { temperature: 0, random_seed: 42, max_tokens: 2048 }],
  ["ollama:chat:deepseek-r1", { temperature: 0, seed: 42, num_predict: 2048, think: true }],
  ["openrouter:deepseek/deepseek-r1", { temperature: 0, seed: 42, max_tokens: 2048 }],
];

/** promptfoo's request to the model, caught before it leaves. */
async function requestOf(id: string): Promise<Record<string, unknown>> {
  const bodies: unknown[] = [];
  vi.stubGlobal("fetch", async (_: unknown, init?: RequestInit) => {
    bodies.push(JSON.parse(String(init?.body)));
    return new Response("{}", { status: 418 });
  });
  const provider: ApiProvider = await loadApiProvider(id, {
    options: {
      config: {
        ...decodingFor(id),
        apiKey: "none",
        apiHost: id.startsWith("azure") ? "a.example" : undefined,
      },
    },
  });
  await provider
    .callApi("Hello", { vars: {}, prompt: { raw: "Hello", label: "Hello" } })
    .catch(() => undefined);
  return flat(bodies[0]);
}

/** Fields by name, however deep: vendors nest them differently. */
function flat(value: unknown): Record<string, unknown> {
  if (typeof value !== "object" || value === null) return {};
  return Object.assign({ ...value }, ...Object.values(value).map(flat));
}

beforeAll(() => cache.disableCache());
afterEach(() => vi.unstubAllGlobals());

describe("the decoding that init writes is what promptfoo sends", () => {
  test.each([...SHORT, ...REASONING])("%s", async (id, sent) => {
    expect(await requestOf(id)).toMatchObject(sent);
  });

  test("a reasoning model of OpenAI's is sent no temperature and no max_tokens", async () => {
    const request = await requestOf("openai:o3-mini");
    expect(request).not.toHaveProperty("temperature");
    expect(request).not.toHaveProperty("max_tokens");
  });
});
