import { expect, test } from "vitest";
import { decodingFor, looksLikeReasoning } from "../../../src/promptfoo/config/decoding.ts";

test.each([
  "openai:o1-mini-2024-09-12",
  "openai:o3-mini",
  "openai:gpt-5-mini",
  "openrouter:deepseek/deepseek-r1",
  "deepseek:deepseek-reasoner",
  "google:gemini-2.5-flash",
  "anthropic:messages:claude-opus-5",
  "ollama:chat:gpt-oss:20b",
  "mistral:magistral-small-latest",
])("%s is known by its name as a model that thinks", (provider) => {
  expect(looksLikeReasoning(provider)).toBe(true);
});

test.each([
  "openai:gpt-4o-mini",
  "anthropic:messages:claude-3-5-haiku-20241022",
  "anthropic:messages:claude-sonnet-4-5",
  "ollama:chat:llama3.1",
  "google:gemini-2.0-flash-001",
  "openrouter:meta-llama/llama-3.1-8b-instruct",
  "mistral:mistral-tiny",
  "openrouter:x-ai/grok-2-1212",
])("%s is not", (provider) => {
  expect(looksLikeReasoning(provider)).toBe(false);
});

test("there is none for a provider of somebody's own", () => {
  expect(decodingFor("file://mine.mjs")).toBeUndefined();
  expect(decodingFor("https://example.org/chat")).toBeUndefined();
});
