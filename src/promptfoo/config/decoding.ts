/** The fields of a promptfoo provider's `config` that decide how it answers. */
export type DecodingConfig = Readonly<Record<string, unknown>>;

type Vendor = {
  /** Which of promptfoo's provider ids these names hold for. */
  readonly providers: RegExp;
  /** As published: temperature 0, seed 42, at most 64 tokens; thinking is not put before the answer. */
  readonly short: DecodingConfig;
  /** For models that think first: room for it (2048 tokens, as the authors suggest). */
  readonly reasoning: DecodingConfig;
};

/** How promptfoo's providers call the same settings (promptfoo 0.123; test/e2e/decoding.test.ts asks each). First match wins. */
const VENDORS: readonly Vendor[] = [
  {
    // The API has no seed.
    providers: /^openai:responses:/,
    short: { temperature: 0, max_output_tokens: 64 },
    reasoning: { max_output_tokens: 2048, reasoning: { effort: "low" } },
  },
  {
    // promptfoo sends neither temperature nor max_tokens to OpenAI's reasoning models.
    providers: /^openai:/,
    short: { temperature: 0, seed: 42, max_tokens: 64, showThinking: false },
    reasoning: { seed: 42, max_completion_tokens: 2048, reasoning_effort: "low", showThinking: false },
  },
  {
    // The API has no seed, and takes no temperature with thinking, which newer models do unasked.
    providers: /^anthropic:/,
    short: { temperature: 0, max_tokens: 64, showThinking: false },
    reasoning: { max_tokens: 2048, showThinking: false },
  },
  {
    providers: /^(google|vertex):/,
    short: { temperature: 0, maxOutputTokens: 64, generationConfig: { seed: 42 } },
    reasoning: { temperature: 0, maxOutputTokens: 2048, generationConfig: { seed: 42 } },
  },
  {
    providers: /^mistral:/,
    short: { temperature: 0, random_seed: 42, max_tokens: 64 },
    reasoning: { temperature: 0, random_seed: 42, max_tokens: 2048 },
  },
  {
    providers: /^ollama:/,
    short: { temperature: 0, seed: 42, num_predict: 64, showThinking: false },
    reasoning: { temperature: 0, seed: 42, num_predict: 2048, think: true, showThinking: false },
  },
  {
    // The many that speak OpenAI's chat completions.
    providers: /^(azure|openrouter|deepseek|xai|groq|togetherai|fireworks|cerebras|perplexity|litellm):/,
    short: { temperature: 0, seed: 42, max_tokens: 64, showThinking: false },
    reasoning: { temperature: 0, seed: 42, max_tokens: 2048, showThinking: false },
  },
];

/** Names of models that think before they answer, as far as a name tells: a guess that a person must check. */
const REASONING_NAME =
  /(^|[:/.-])(o[1-9]|r1|qwq)\b|gpt-(5|6|oss)|gemini-(2\.5|[3-9])|claude-(fable|mythos|opus-[5-9])|reason|think|magistral|deepseek-v3\.[1-9]/i;

/** Whether the name of a provider's model is that of one that thinks first. */
export function looksLikeReasoning(provider: string): boolean {
  return REASONING_NAME.test(provider);
}

/**
 * The decoding of a promptfoo provider in its own words; undefined where the names are not known (a custom provider,
 * an HTTP endpoint) and a person must set them.
 * @example
 * decodingFor("ollama:chat:llama3"); // => { temperature: 0, seed: 42, num_predict: 64, showThinking: false }
 */
export function decodingFor(provider: string): DecodingConfig | undefined {
  const vendor = VENDORS.find(({ providers }) => providers.test(provider));
  return looksLikeReasoning(provider) ? vendor?.reasoning : vendor?.short;
}
