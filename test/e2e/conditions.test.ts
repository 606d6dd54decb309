import path from "node:path";
import { describe, expect, test } from "vitest";
import { hookReferences } from "../../src/promptfoo/config/value-portrait.ts";
import { readOutputs } from "../../src/promptfoo/read-outputs.ts";
import { readResults } from "../fixtures/promptfoo-results.ts";
import { portraitConfig, promptfooIn, runEval } from "../fixtures/run-promptfoo.ts";

const provider = {
  id: `file://${path.resolve(import.meta.dirname, "../fixtures/tone-provider.ts")}`,
  label: "fake",
};
const { tests, ...base } = portraitConfig([provider], {
  items: { ids: ["1008/1", "2025/5"] },
  variants: ["v1", "v2"],
});
const config = { ...base, extensions: hookReferences() };
const [FORMAL, INFORMAL] = ["fake · tone=formal", "fake · tone=informal"];
const ways = {
  scenarios: {
    scenarios: [{ config: [{ vars: { tone: "formal" } }, { vars: { tone: "informal" } }], tests }],
  },
  "a variable with two values": { tests, defaultTest: { vars: { tone: ["formal", "informal"] } } },
};

describe.each(Object.entries(ways))("two conditions by %s", (_, parts) => {
  test("are two profiles in the terminal, the header, the output and the run file, and one is not missed", async () => {
    const run = await runEval({ ...config, ...parts }, { format: "json" });
    expect(run.code).toBe(0);
    expect(run.stderr).toContain(`${FORMAL}: 4 of 4 answers usable`);
    expect(run.stderr).toContain(`${INFORMAL}: 4 of 4 answers usable`);
    expect(run.stderr).not.toContain("NOT stored");
    const { results } = readResults(run.output);
    expect(Object.keys(results.prompts[0]?.metrics.namedScores ?? {}).sort()).toEqual([
      "#Achievement · tone=formal",
      "#Achievement · tone=informal",
      "#Conformity · tone=formal",
      "#Conformity · tone=informal",
    ]);
    const { runs } = await readOutputs([run.output]);
    const { runs: kept } = await readOutputs([path.join(run.folder, ".value-portrait/runs")]);
    for (const read of [runs, kept])
      expect(
        read.map(({ subject, responses }) => [
          subject,
          ...new Set(responses.map(({ answer }) => JSON.stringify(answer))),
        ]),
      ).toEqual([
        [FORMAL, '{"kind":"rating","rating":6}'],
        [INFORMAL, '{"kind":"rating","rating":1}'],
      ]);
  });
});

test("a filtered eval of scenarios plans what it asks, and a resume asks nothing more", async () => {
  const run = await runEval(
    { ...config, ...ways.scenarios },
    { format: "json", args: ["--filter-first-n", "3"] },
  );
  expect(run.stderr).toContain(`${INFORMAL}: 3 of 3 answers usable`);
  const again = await promptfooIn(run.folder, ["eval", "--resume", "--no-table"]);
  expect(again.stderr).toContain(`${INFORMAL}: 3 of 3 answers usable`);
  expect(again.code).toBe(0);
});

test("variables left out by PROMPTFOO_STRIP_TEST_VARS: said before the first call; never one profile of two", async () => {
  const run = await runEval(
    { ...config, ...ways["a variable with two values"] },
    { env: { PROMPTFOO_STRIP_TEST_VARS: "true" } },
  );
  expect(run.stderr).toContain(
    "value-portrait: PROMPTFOO_STRIP_TEST_VARS leaves your variables out of the rows",
  );
  expect(run.stderr).toMatch(
    /NOT SCORED\..*The reason: fake answered 4 items and prompts .* in several tests/,
  );
  await expect(readOutputs([run.output])).rejects.toThrow("PROMPTFOO_STRIP_TEST_VARS");
  const exported = path.join(run.folder, "eval.json");
  await promptfooIn(run.folder, ["export", "eval", "latest", "-o", exported]);
  const { runs } = await readOutputs([exported]);
  expect(runs.map(({ subject }) => subject)).toEqual([FORMAL, INFORMAL]);
});
