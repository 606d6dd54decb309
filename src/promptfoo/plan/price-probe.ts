/**
 * Asks promptfoo what calls cost, in a process of its own: promptfoo keeps its price tables to itself, but a provider
 * reports the cost of each call that it makes. So fetch is replaced by an answer that claims a number of tokens,
 * nothing leaves this computer, and the differences between three such calls are the prices.
 *
 *   node price-probe.js <promptfoo's main file> <provider id>...
 *
 * Prints a JSON object: the prices in dollars a token by provider id, without those that promptfoo has none for.
 */
import process from "node:process";
import { pathToFileURL } from "node:url";
import type { loadApiProvider } from "promptfoo";

type Host = {
  readonly loadApiProvider: typeof loadApiProvider;
  readonly cache: { readonly disableCache: () => void };
};

/** Tokens that a call claims to have taken. */
type Usage = { readonly prompt: number; readonly answer: number };

// Small enough for no long-context surcharge, and never 0, which some providers take for missing.
const BASE = 1000;
const PROBES: readonly Usage[] = [
  { prompt: BASE, answer: BASE },
  { prompt: 2 * BASE, answer: BASE },
  { prompt: BASE, answer: 2 * BASE },
];

let claimed: Usage = { prompt: BASE, answer: BASE };
globalThis.fetch = async (_, init) => new Response(answer(claimed, init?.body), JSON_RESPONSE);

const JSON_RESPONSE = { status: 200, headers: { "content-type": "application/json" } };

/** One answer that OpenAI's two APIs, Anthropic's and Google's clients each read as theirs. */
function answer({ prompt, answer }: Usage, body: unknown): string {
  const text = "like me";
  return JSON.stringify({
    id: "probe",
    model: modelIn(body),
    object: "chat.completion",
    choices: [{ index: 0, finish_reason: "stop", message: { role: "assistant", content: text } }],
    type: "message",
    role: "assistant",
    status: "completed",
    stop_reason: "end_turn",
    content: [{ type: "text", text }],
    output: [{ type: "message", role: "assistant", content: [{ type: "output_text", text }] }],
    candidates: [{ content: { role: "model", parts: [{ text }] }, finishReason: "STOP" }],
    usage: {
      prompt_tokens: prompt,
      completion_tokens: answer,
      input_tokens: prompt,
      output_tokens: answer,
      total_tokens: prompt + answer,
    },
    usageMetadata: {
      promptTokenCount: prompt,
      candidatesTokenCount: answer,
      totalTokenCount: prompt + answer,
    },
  });
}

function modelIn(body: unknown): unknown {
  return typeof body === "string" && body.startsWith("{") ? JSON.parse(body).model : undefined;
}

async function pricesOf(host: Host, id: string) {
  const provider = await load(host, id);
  if (provider === undefined) return undefined;
  const costs: number[] = [];
  for (const usage of PROBES) {
    claimed = usage;
    const { cost } = await provider.callApi("price probe");
    if (cost === undefined || !(cost > 0)) return undefined;
    costs.push(cost);
  }
  const [both = 0, morePrompt = 0, moreAnswer = 0] = costs;
  return { prompt: (morePrompt - both) / BASE, answer: (moreAnswer - both) / BASE };
}

/** Undefined for a provider that promptfoo does not know, or that needs more settings: its price is unknown then. */
async function load(host: Host, id: string) {
  try {
    return await host.loadApiProvider(id, { options: { config: { apiKey: "none" } } });
  } catch {
    return undefined;
  }
}

const [main = "", ...ids] = process.argv.slice(2);
// promptfoo's main file exports both.
const loaded = (await import(String(pathToFileURL(main)))) as Host;
loaded.cache.disableCache();
const prices: [string, unknown][] = [];
for (const id of ids) prices.push([id, await pricesOf(loaded, id)]);
process.stdout.write(JSON.stringify(Object.fromEntries(prices)), () => process.exit(0));
