import { writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import type { Rating } from "../../../src/instrument/scale.ts";
import { seededRandom } from "../../../src/lib/random.ts";
import { checkValueDrift } from "../../../src/mcp/tools/check-value-drift.ts";
import type { Response } from "../../../src/runs/answer.ts";
import { toRunFileModel } from "../../../src/runs/run-file.ts";
import { found, mcpContext, newFolder, refusal } from "../../fixtures/mcp-context.ts";
import { releasedRun } from "../../fixtures/released.ts";
import { cli } from "../../fixtures/run-cli.ts";
import { runFileOf } from "../../fixtures/run-file.ts";

const [BEFORE, AFTER] = ["gpt-4o-2024-05-13", "gpt-4o-2024-11-20"] as const;
const check = (args: unknown, context = mcpContext()) => found(checkValueDrift, args, context);

type Watched = { readonly rows: readonly (readonly unknown[])[] };
type Gate = {
  readonly outcome: string;
  readonly summary: string;
  readonly watches: readonly { readonly verdict: string }[];
};
const verdictsOf = (result: Readonly<Record<string, unknown>>) =>
  (result["watched"] as Watched).rows.map((row) => row.at(-1));

describe("against a baseline", () => {
  test.each([
    [AFTER, BEFORE, "items", "released"],
    [AFTER, BEFORE, "population", "released"],
    [AFTER, BEFORE, "items", "weighted"],
    ["claude-3-opus-20240229", "claude-3.7-sonnet", "items", "released"],
    ["qwen-plus", "qwen-max", "population", "signed"],
    ["claude-3-haiku-20240307", BEFORE, "items", "released"],
  ])("%s against %s, rule %s, key %s: what `gate` says", async (run, baseline, rule, key) => {
    const { stdout } = await cli(
      ...["gate", run, "--baseline", baseline, "--rule", rule, "--key", key, "--format", "json"],
    );
    const gate: Gate = JSON.parse(stdout);
    const own = check({ run, baseline, rule, key });
    expect(own).toMatchObject({ outcome: gate.outcome, headline: gate.summary });
    expect(verdictsOf(own)).toEqual(gate.watches.map(({ verdict }) => verdict));
  });

  test("the whole answer", () => {
    expect(check({ run: AFTER, baseline: BEFORE })).toMatchSnapshot();
  });

  test.each([
    [{ run: BEFORE, baseline: BEFORE }],
    [{ run: BEFORE }],
    [{ run: "human/raters", baseline: BEFORE }],
    [{ run: "average/openai", baseline: BEFORE }],
    [{ run: BEFORE, baseline: "open_weight/qwen2.5-7b" }],
    [{ run: BEFORE, baseline: "gpt-9" }],
    [{ baseline: BEFORE }],
  ])("refuses %j", (args) => {
    expect(refusal(checkValueDrift, args, mcpContext())).toMatchSnapshot();
  });
});

describe("over time", () => {
  /** A model's answers on a day: a fifth of them a step from those released. */
  function again(model: string, day: number): Response[] {
    const random = seededRandom(100 + day);
    return releasedRun(model).responses.map((one) => {
      if (one.answer.kind !== "rating" || random() >= 0.2) return one;
      const step = one.answer.rating === 6 || (one.answer.rating > 1 && random() < 0.5) ? -1 : 1;
      return { ...one, answer: { kind: "rating", rating: (one.answer.rating + step) as Rating } };
    });
  }

  function folderOf(models: readonly string[], subject = "gpt"): string {
    const folder = newFolder();
    for (const [index, model] of models.entries()) {
      const two = String(index + 1).padStart(2, "0");
      const responses = again(model, index + 1);
      const file = runFileOf(model, {
        evalId: `eval-day-${two}`,
        created: `2026-11-${two}T03:00:00.000Z`,
        models: [toRunFileModel({ subject, responses, planned: responses.length }, "openai:gpt")],
      });
      writeFileSync(path.join(folder, `run-${two}.json`), JSON.stringify(file));
    }
    return folder;
  }

  test.each([
    ["quiet", [BEFORE, BEFORE, BEFORE, BEFORE]],
    ["drifted", [BEFORE, BEFORE, BEFORE, BEFORE, AFTER, AFTER, AFTER, AFTER]],
    ["inconclusive", [BEFORE]],
  ])("%s: what `gate --history` says", async (outcome, models) => {
    const folder = folderOf(models);
    const { stdout } = await cli("gate", "--history", folder, "--format", "json");
    const history = JSON.parse(stdout) as Gate & {
      history: { steps: readonly { id: string; evidence: number }[] };
    };
    const own = check({ run: "last run" }, mcpContext({ runFolders: [folder] }));
    expect(own).toMatchObject({ outcome, headline: history.summary });
    expect(history.outcome).toBe(outcome);
    expect(verdictsOf(own)).toEqual(history.watches.map(({ verdict }) => verdict));
    const { rows } = own["profile"] as Watched;
    expect(rows.map(([date, file, , , evidence]) => [date, file, evidence])).toEqual(
      history.history.steps.map(({ id, evidence }) => [
        id.replace("run-", "2026-11-").replace(".json", ""),
        id,
        Number(evidence.toFixed(2)),
      ]),
    );
  });

  test("a run that is not the newest is judged with what there was until then", () => {
    const folder = folderOf([BEFORE, BEFORE, BEFORE, BEFORE, AFTER, AFTER, AFTER, AFTER]);
    const own = check({ run: "run/eval-day-03~gpt" }, mcpContext({ runFolders: [folder] }));
    expect(own).toMatchObject({ outcome: "quiet" });
    expect((own["profile"] as Watched).rows).toHaveLength(3);
  });

  test("a run without a date that can be has no place in a series", () => {
    const folder = folderOf([BEFORE]);
    writeFileSync(path.join(folder, "x.json"), JSON.stringify(runFileOf(AFTER, { created: "soon" }, "gpt")));
    const context = mcpContext({ runFolders: [folder] });
    const undated = context.profiles().find(({ kind, time }) => kind === "run" && time === undefined);
    expect(refusal(checkValueDrift, { run: undated?.id }, context)).toContain(
      "does not say when it was asked",
    );
    expect(check({ run: undated?.id, baseline: "run/eval-day-01~gpt" }, context)).toMatchObject({
      outcome: expect.any(String),
    });
  });

  test("a persona has a series of its own", () => {
    const folder = folderOf([BEFORE, BEFORE], "gpt · nurse");
    writeFileSync(path.join(folder, "other.json"), JSON.stringify(runFileOf(AFTER, {}, "gpt")));
    const own = check({ run: "nurse 2026-11-02" }, mcpContext({ runFolders: [folder] }));
    expect((own["profile"] as Watched).rows).toHaveLength(2);
  });
});
