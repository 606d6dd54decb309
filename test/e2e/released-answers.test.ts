import path from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { DIMENSIONS } from "../../src/instrument/dimensions.ts";
import { withoutItems } from "../../src/instrument/key.ts";
import { type Outputs, readOutputs } from "../../src/promptfoo/read-outputs.ts";
import { loadKey, loadPublishedFigures, loadReleasedModels } from "../../src/release/data.ts";
import { scoreRun } from "../../src/scoring/score/score-run.ts";
import { portraitConfig, runEval } from "../fixtures/run-promptfoo.ts";
import { NEEDS_UPSTREAM, UPSTREAM } from "../fixtures/upstream.ts";

const MODELS = [
  ["openai", "gpt-4o-2024-05-13"],
  ["anthropic", "claude-3-5-haiku-20241022"],
  ["gemini", "gemini-2.0-flash-001"],
  ["openrouter", "llama-3.1-8b-instruct"],
  ["openrouter", "mistral-tiny"],
] as const;

describe.skipIf(UPSTREAM === undefined)(
  `raw released answers through a real promptfoo run${NEEDS_UPSTREAM}`,
  () => {
    let outputs: Outputs;

    beforeAll(async () => {
      const providers = MODELS.map(([folder, model]) => ({
        id: `file://${path.resolve(import.meta.dirname, "../fixtures/raw-answers-provider.ts")}`,
        label: model,
        config: { upstream: UPSTREAM, folder, model },
      }));
      const run = await runEval(portraitConfig(providers, { items: "all", reading: "released" }), {
        args: ["--max-concurrency", "8"],
        env: { VALUE_PORTRAIT_TEXTS: UPSTREAM },
      });
      outputs = await readOutputs([run.output]);
    });

    test("every provider received the 3,120 prompts that the authors sent, byte for byte", () => {
      // The provider answers any other prompt with an error.
      expect(outputs.rows).toBe(15_600);
      for (const { responses } of outputs.runs) {
        expect(responses).toHaveLength(3120);
        expect(responses.filter(({ answer }) => answer.kind === "error")).toEqual([]);
      }
    });

    test.each(MODELS)("%s %s: all 19 scores are the published ones within 1e-12", (_, model) => {
      const run = outputs.runs.find(({ subject }) => subject === model);
      const omitted = loadReleasedModels().find((published) => published.model === model)?.omitted ?? [];
      const { scores } = scoreRun(
        run ?? { subject: model, responses: [] },
        withoutItems(loadKey("released"), omitted),
      );
      for (const dimension of DIMENSIONS) {
        const [centred = Number.NaN, mean = Number.NaN, sd = Number.NaN, n] =
          loadPublishedFigures().scores[model]?.[dimension] ?? [];
        expect(Math.abs((scores[dimension]?.centred ?? Number.NaN) - centred)).toBeLessThan(1e-12);
        expect(Math.abs((scores[dimension]?.mean ?? Number.NaN) - mean)).toBeLessThan(1e-12);
        expect(Math.abs((scores[dimension]?.sd ?? Number.NaN) - sd)).toBeLessThan(1e-12);
        expect(scores[dimension]?.n).toBe(n);
      }
    });
  },
);
