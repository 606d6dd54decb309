import { readFileSync } from "node:fs";
import path from "node:path";
import { markdownTable } from "markdown-table";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { collectRuns } from "../../src/assertions/collect-runs.ts";
import { readRow } from "../../src/assertions/read-ratings.ts";
import { moduleReference } from "../../src/contract/module-reference.ts";
import { isReleasedItem } from "../../src/release/known-items.ts";
import { startAnsweringServer } from "../fixtures/answering-server.ts";
import { makeEvalFolder, type StoredEval } from "../fixtures/eval-folder.ts";
import { ANSWERS, CUSTOM, WAYS, type Way } from "../fixtures/provider-answers.ts";
import { portraitConfig } from "../fixtures/run-promptfoo.ts";
import { NEEDS_UPSTREAM, UPSTREAM } from "../fixtures/upstream.ts";

const DOCUMENT = path.resolve(import.meta.dirname, "../../docs/PROVIDERS.md");
const ways = Object.keys(WAYS) as Way[];

type Api = { readonly name: string; readonly ways: readonly Way[]; readonly provider: (way: Way) => object };

function apisAt(url: string): Api[] {
  const waysOf = (end: string) => ways.filter((way) => ANSWERS[end]?.[way] !== undefined);
  return [
    {
      name: "openai:chat",
      ways: waysOf("/chat/completions"),
      provider: (way) => ({
        id: `openai:chat:${way}`,
        config: { apiBaseUrl: `${url}/openai`, maxRetries: 0 },
      }),
    },
    {
      name: "openai:responses",
      ways: waysOf("/responses"),
      provider: (way) => ({
        id: `openai:responses:${way}`,
        config: { apiBaseUrl: `${url}/openai`, maxRetries: 0 },
      }),
    },
    {
      name: "anthropic:messages",
      ways: waysOf("/messages"),
      provider: (way) => ({ id: `anthropic:messages:${way}`, config: { apiBaseUrl: url, maxRetries: 0 } }),
    },
    {
      name: "ollama:chat",
      ways: waysOf("/api/chat"),
      provider: (way) => ({ id: `ollama:chat:${way}`, config: { maxRetries: 0 } }),
    },
    {
      name: "http",
      ways: waysOf("/http"),
      provider: (way) => ({
        id: "http",
        config: {
          url: `${url}/http`,
          method: "POST",
          headers: { "content-type": "application/json" },
          body: { model: way, prompt: "{{prompt}}" },
          transformResponse: "json.answer",
          maxRetries: 0,
        },
      }),
    },
    {
      name: "custom",
      ways: ways.filter((way) => CUSTOM[way] !== undefined),
      provider: (way) => ({
        id: `file://${path.resolve(import.meta.dirname, "../fixtures/custom-provider.ts")}`,
        config: { way },
      }),
    },
  ];
}

describe.skipIf(UPSTREAM === undefined)(`what each provider's answers become${NEEDS_UPSTREAM}`, () => {
  let apis: readonly Api[];
  let close: () => Promise<void>;
  let stored: StoredEval;
  let contradicted: number;
  let kinds: ReadonlyMap<string, string>;

  beforeAll(async () => {
    const server = await startAnsweringServer(ANSWERS);
    close = server.close;
    apis = apisAt(server.url);
    const providers = apis.flatMap((api) =>
      api.ways.map((way) => ({ ...api.provider(way), label: `${api.name} ${way}` })),
    );
    const folder = makeEvalFolder(
      {
        ...portraitConfig(providers, { items: { ids: ["1008/1"] }, variants: ["v1"] }),
        extensions: ["beforeAll", "afterEach", "afterAll"].map((hook) =>
          moduleReference("extensions/keep-run", hook),
        ),
      },
      {
        VALUE_PORTRAIT_TEXTS: UPSTREAM,
        OPENAI_API_KEY: "none-needed",
        ANTHROPIC_API_KEY: "none-needed",
        OLLAMA_BASE_URL: server.url,
        REQUEST_TIMEOUT_MS: "3000",
        // anthropic:messages does not heed the former.
        PROMPTFOO_EVAL_TIMEOUT_MS: "20000",
        PROMPTFOO_REQUEST_BACKOFF_MS: "50",
        PROMPTFOO_DISABLE_ADAPTIVE_SCHEDULER: "1",
      },
    );
    await folder.run(["eval", "--no-table", "--no-progress-bar", "--no-cache", "-j", "20"]);
    stored = await folder.stored();
    const collector = collectRuns(isReleasedItem);
    for (const row of stored.results.results) collector.add(readRow(row), { place: 0, unit: "out.jsonl" });
    const { runs, reread } = collector.finish();
    contradicted = reread;
    kinds = new Map(
      runs.map(({ subject, responses }) => {
        const answer = responses[0]?.answer;
        return [
          subject,
          answer?.kind === "rating" ? `rating ${answer.rating}` : (answer?.kind ?? "not read"),
        ];
      }),
    );
  });
  afterAll(() => close());

  test("every stored answer is read again as it was read when it came", () => {
    expect(contradicted).toBe(0);
  });

  test("every answer is stored and read", () => {
    const planned = apis.reduce((sum, api) => sum + api.ways.length, 0);
    expect(stored.results.results).toHaveLength(planned);
    expect(kinds.size).toBe(planned);
  });

  test("the table in docs/PROVIDERS.md says what it becomes", () => {
    const table = markdownTable([
      ["", ...apis.map(({ name }) => `\`${name}\``)],
      ...ways.map((way) => [
        WAYS[way],
        ...apis.map((api) => (api.ways.includes(way) ? (kinds.get(`${api.name} ${way}`) ?? "") : "–")),
      ]),
    ]);
    expect(documentedTable()).toBe(table);
  });

  test("no answer without a label ever becomes a rating", () => {
    const mute: readonly Way[] = [
      "refused",
      "declined",
      "filtered",
      "empty",
      "null",
      "cut",
      "broken",
      "thrown",
    ];
    const rated = [...kinds].filter(
      ([subject, kind]) => kind.startsWith("rating") && mute.includes(subject.split(" ")[1] as Way),
    );
    expect(rated).toEqual([]);
  });
});

function documentedTable(): string {
  const lines = readFileSync(DOCUMENT, "utf8").split("\n");
  return lines.filter((line) => line.startsWith("|")).join("\n");
}
