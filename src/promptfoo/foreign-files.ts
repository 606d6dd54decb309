import { z } from "zod";

/** What a file of another tool is, in a few words, and how its answers can be scored. */
export type ForeignKind = { readonly name: string; readonly way: string };

const REPLAY =
  "Its answers can be scored through a promptfoo provider that looks them up by item and variant: see docs/SETUP.md, Answers that you have already";
const ASK = "Ask the model with promptfoo: npx value-portrait init --providers <id>";
const EXPORT = "Give its .json or .jsonl: promptfoo export eval <id> -o eval.json";

type JsonKind = ForeignKind & { readonly shape: z.ZodType };
const has = (...names: readonly string[]) =>
  z
    .looseObject({})
    .refine((value: Readonly<Record<string, unknown>>) => names.every((name) => name in value));

/** Kinds of JSON by the fields of their document, or of their first line. The first that fits is meant. */
const JSON_KINDS: readonly JsonKind[] = [
  {
    name: "scores that value-portrait printed, not answers",
    way: "Give the run: promptfoo's output or the run file",
    shape: z.looseObject({ format: z.string().startsWith("value-portrait/") }),
  },
  {
    name: "samples of lm-evaluation-harness",
    way: REPLAY,
    shape: z.union([has("doc_id", "resps"), has("doc_id", "filtered_resps")]),
  },
  {
    name: "the table of results of lm-evaluation-harness, which holds no answers",
    way: `Run it with --log_samples for the answers. ${REPLAY}`,
    shape: has("results", "versions", "configs"),
  },
  {
    name: "results of an Anthropic message batch",
    way: REPLAY,
    shape: z.looseObject({
      custom_id: z.string(),
      result: z.looseObject({ type: z.enum(["succeeded", "errored", "canceled", "expired"]) }),
    }),
  },
  { name: "output of a batch of OpenAI's API or vLLM's", way: REPLAY, shape: has("custom_id", "response") },
  {
    name: "input of a batch, which holds no answers",
    way: ASK,
    shape: z.union([has("custom_id", "body"), has("custom_id", "params")]),
  },
  {
    name: "output of a batch of Gemini's API",
    way: REPLAY,
    shape: z.union([has("request", "response"), has("key", "response")]),
  },
  { name: "a log of Inspect", way: REPLAY, shape: z.union([has("eval", "samples"), has("eval", "plan")]) },
  { name: "a sample of an Inspect log", way: REPLAY, shape: has("epoch", "input", "output") },
  { name: "a scenario state of HELM", way: REPLAY, shape: has("adapter_spec", "request_states") },
  {
    name: "a log of OpenAI Evals",
    way: REPLAY,
    shape: z.union([has("run_id", "event_id"), has("spec", "final_report")]),
  },
  { name: "an answer of a chat API", way: REPLAY, shape: has("choices") },
  { name: "a chat, or training data", way: ASK, shape: has("messages") },
  {
    name: "the authors' averaged answers",
    way: "Give their files for each prompt: <model>_v1_results.json, …; the released answers are also here: npx value-portrait published",
    shape: z.array(has("portrait_id", "version_responses")).min(1),
  },
  {
    name: "the authors' scores, which hold no answers",
    way: "Released models are scored here: npx value-portrait published",
    shape: z.union([has("meta", "scores"), has("prompt_metrics", "order_metrics")]),
  },
  {
    name: "a config of promptfoo, not its output",
    way: "Run it: promptfoo eval -o results.jsonl",
    shape: has("providers", "prompts"),
  },
  { name: "a list", way: REPLAY, shape: z.array(z.unknown()) },
];

/**
 * What parsed JSON, or the first line of a file of JSON lines, is when it is of a tool that is known here.
 * @example
 * foreignJson({ doc_id: 0, resps: [["like me"]] })?.name; // => "samples of lm-evaluation-harness"
 */
export function foreignJson(content: unknown): ForeignKind | undefined {
  const inside = Array.isArray(content) && !Array.isArray(content[0]) ? foreignJson(content[0]) : undefined;
  return inside ?? JSON_KINDS.find(({ shape }) => shape.safeParse(content).success);
}

type TextKind = ForeignKind & { readonly start: RegExp };

/** Kinds of files that are no JSON by how they start. */
const TEXT_KINDS: readonly TextKind[] = [
  {
    name: "a zip archive, as Inspect's .eval logs and spreadsheets are",
    way: `inspect log dump writes a log as JSON. ${REPLAY}`,
    start: /^PK\p{Cc}/u,
  },
  { name: "a file of Parquet", way: REPLAY, start: /^PAR1/ },
  { name: "a database of SQLite, as promptfoo's own", way: EXPORT, start: /^SQLite format 3/ },
  {
    name: "a file compressed with zstd",
    way: "Decompress it first: zstd -d",
    start: /^\(\ufffd\/\ufffd/,
  },
  { name: "promptfoo's YAML", way: EXPORT, start: /^evalId: / },
  { name: "YAML", way: EXPORT, start: /^(---|%YAML|[\w-]+:( |$))/m },
  { name: "HTML or XML", way: EXPORT, start: /^\s*</ },
  {
    name: "promptfoo's table",
    way: EXPORT,
    start: /^(?=.*\bitem\b)(?=.*\bvariant\b)(?=.*\[[^\]]*\] Value Portrait)/,
  },
  { name: "a table", way: REPLAY, start: /^[^\n{[]*[,;\t][^\n]*(\n|$)/ },
];

/**
 * What a text that is not JSON is when its start is known here.
 * @example
 * foreignText("respondent,item,answer\n…")?.name; // => "a table"
 */
export function foreignText(start: string): ForeignKind | undefined {
  return TEXT_KINDS.find((kind) => kind.start.test(start));
}
