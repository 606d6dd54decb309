import { rmSync } from "node:fs";
import { VARIANTS } from "../../src/instrument/variant.ts";
import { readOutputs } from "../../src/promptfoo/read-outputs.ts";
import { loadItems } from "../../src/release/data.ts";
import type { Answer } from "../../src/runs/answer.ts";
import { ratingOf } from "../../test/fixtures/counting-server.ts";
import { portraitConfig, runEval, sourceReference } from "../../test/fixtures/run-promptfoo.ts";
import { type Campaign, type CampaignOptions, type Findings, makeTally } from "./campaign.ts";
import { makeDraws } from "./draws.ts";
import { FAILURES, startFailingServer } from "./failing-server.ts";
import { needUpstream } from "./need-upstream.ts";

const KINDS = Object.keys(FAILURES);

/** Providers that fail at every other call, each in a way of its own, in one real eval. */
export const providers: Campaign = {
  holds:
    "A call that fails is counted as what it is and never becomes a rating; every other answer is the one that was given.",
  cases: 990,
  run: runProviders,
};

/** What lets failing calls fail soon, as docs/RUNS.md advises. */
const GIVE_UP_SOON = {
  PROMPTFOO_DISABLE_ADAPTIVE_SCHEDULER: "1",
  PROMPTFOO_REQUEST_BACKOFF_MS: "20",
  REQUEST_TIMEOUT_MS: "3000",
};

const HOOKS = [
  "keep-run.ts:beforeAll",
  "keep-run.ts:afterEach",
  "score-eval.ts:afterAll",
  "keep-run.ts:afterAll",
];

async function runProviders({ seed, cases, say }: CampaignOptions): Promise<Findings> {
  const upstream = needUpstream("providers");
  const tally = makeTally();
  const draws = makeDraws(seed);
  const count = Math.max(1, Math.round(cases / KINDS.length / VARIANTS.length));
  const all = loadItems().map(({ id }) => id);
  const items = [...new Set(Array.from({ length: count }, () => draws.pick(all)))];
  const server = await startFailingServer(upstream, seed);
  const models = KINDS.map((kind) => ({
    id: `openai:chat:${kind}`,
    label: kind,
    config: { apiBaseUrl: server.url, temperature: 0, max_tokens: 64, maxRetries: 0 },
  }));
  const config = {
    ...portraitConfig(models, { items: { ids: items } }),
    extensions: HOOKS.map((hook) => sourceReference(`extensions/${hook}`)),
  };
  say(`${KINDS.length} providers, ${items.length * VARIANTS.length} calls each`);
  const { code, stderr, folder, output } = await runEval(config, {
    args: ["--no-cache", "--max-concurrency", "16"],
    env: { ...GIVE_UP_SOON, VALUE_PORTRAIT_TEXTS: upstream, OPENAI_API_KEY: "none-needed" },
  });
  await server.close();
  if (code !== 100) tally.fault(`promptfoo ended with ${code}: ${stderr.slice(-500)}`);
  const { runs } = await readOutputs([output]);
  let calls = 0;
  for (const kind of KINDS) {
    const responses = runs.find(({ subject }) => subject === kind)?.responses ?? [];
    calls += responses.length;
    if (responses.length !== items.length * VARIANTS.length)
      tally.fault(`${kind}: ${responses.length} answers are there`);
    for (const { item, variant, answer } of responses) {
      const asked = `${item} ${variant}`;
      const isFailed = server.fails(kind, asked);
      tally.count(isFailed ? `${kind}: ${answer.kind}` : "good answers");
      const wrong = isFailed ? ratingFault(answer) : differenceFault(answer, ratingOf(kind, asked));
      if (wrong !== undefined) tally.fault(`${kind}, ${asked}: ${wrong} (${output})`);
    }
  }
  const result = tally.findings(calls);
  if (result.faults.length === 0) rmSync(folder, { recursive: true, force: true });
  return result;
}

function ratingFault(answer: Answer): string | undefined {
  return answer.kind === "rating" ? `a rating of ${answer.rating} was invented` : undefined;
}

function differenceFault(answer: Answer, right: number): string | undefined {
  if (answer.kind !== "rating") return `an answer that was given is ${answer.kind}`;
  return answer.rating === right ? undefined : `${answer.rating} was read where ${right} was answered`;
}
