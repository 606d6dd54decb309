import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { promptfooCli, promptfooEnv } from "../../scripts/promptfoo-cli.ts";
import { packedProject } from "../fixtures/packed-project.ts";
import { NEEDS_UPSTREAM, UPSTREAM } from "../fixtures/upstream.ts";

/** A space, a letter beyond ASCII and what looks like a URL's escape: promptfoo does not read references as URLs. */
const AWKWARD = "my pröject (a) %20";

/** Agrees, unless it is told to be somebody else; and says so when the prompt is not the instrument's. */
const CUSTOM_PROVIDER = `
export default class {
  id() { return "custom"; }
  async callApi(prompt) {
    if (prompt.includes("NOT THE INSTRUMENT")) return { error: "gists" };
    return { output: prompt.startsWith("[") ? "not like me" : "like me" };
  }
}`;

const CUSTOM_CONFIG = `
import { publishedProvider, valuePortrait } from "value-portrait";

export default {
  providers: ["file://custom.mjs", publishedProvider("mistral-tiny")],
  ...valuePortrait({
    items: { dimensions: ["benevolence"] },
    sample: 2,
    variants: ["v1", "v1_reversed"],
    personas: [{ id: "none" }, { id: "grouch", system: "You are a grouch." }],
  }),
};`;

let folder: string;

beforeAll(() => {
  folder = packedProject(AWKWARD);
});

function run(script: string, args: readonly string[], env: NodeJS.ProcessEnv = {}, cwd = folder) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...args], {
    cwd,
    env: { ...promptfooEnv(path.join(folder, "promptfoo")), VALUE_PORTRAIT_TEXTS: UPSTREAM, ...env },
    encoding: "utf8",
  });
  return { status, stdout, stderr };
}

const promptfoo = (...args: string[]) => run(promptfooCli(), args);
const ours = (...args: string[]) =>
  run(path.join(folder, "node_modules/value-portrait/dist/cli/main.js"), args);

type Profiles = {
  profiles: { subject: string; answers: { total: number; rating: number }; scores: object }[];
};

function scored(output: string): Profiles["profiles"] {
  const { stdout, stderr, status } = ours("score", output, "--format", "json");
  expect({ status, stderr }).toMatchObject({ status: 0 });
  return (JSON.parse(stdout) as Profiles).profiles;
}

describe("in a project of somebody else's, from the packed package", () => {
  test.each(["mjs", "ts", "yaml"])("init writes a %s config that validates, runs and is scored", (format) => {
    const config = `portrait.${format}`;
    const output = `${format}.json`;
    const written = ours("init", "--format", format, "--output", config, "--sample", "3");
    expect(written).toMatchObject({ status: 0 });
    expect(promptfoo("validate", "-c", config)).toMatchObject({ status: 0 });
    const evaluated = promptfoo("eval", "-c", config, "-o", output, "--no-table");
    expect(evaluated, evaluated.stderr).toMatchObject({ status: 0 });
    expect(scored(output)).toMatchObject([
      { subject: "published:gpt-4o-2024-05-13", answers: { total: 18, rating: 18 } },
      { subject: "published:claude-3-5-sonnet-20241022", answers: { total: 18, rating: 18 } },
    ]);
  });

  test("init leaves a config that is there alone, and says what to do", () => {
    writeFileSync(path.join(folder, "promptfooconfig.yaml"), "description: theirs\n");
    const same = ours("init", "--format", "yaml");
    const other = ours("init");
    rmSync(path.join(folder, "promptfooconfig.yaml"));
    expect(same).toMatchObject({
      status: 2,
      stderr:
        "error: promptfooconfig.yaml is already here. Replace it with --force, or name another with --output\n",
    });
    expect(other).toMatchObject({
      status: 2,
      stderr:
        "error: promptfooconfig.yaml is already here, and promptfoo reads only one of them. Name this one: --output portrait.mjs\n",
    });
  });

  test.skipIf(UPSTREAM === undefined)(
    `a provider of their own is asked the instrument under each persona, beside a replayed model${NEEDS_UPSTREAM}`,
    () => {
      writeFileSync(path.join(folder, "custom.mjs"), CUSTOM_PROVIDER);
      writeFileSync(path.join(folder, "custom-config.mjs"), CUSTOM_CONFIG);
      const evaluated = promptfoo("eval", "-c", "custom-config.mjs", "-o", "custom.json", "--no-table");
      expect(evaluated, evaluated.stderr).toMatchObject({ status: 0 });
      const answers = { total: 4, rating: 4 };
      expect(scored("custom.json").toSorted((a, b) => (a.subject < b.subject ? -1 : 1))).toMatchObject([
        { subject: "custom · grouch", answers, scores: { Benevolence: { mean: 2 } } },
        { subject: "custom · none", answers, scores: { Benevolence: { mean: 5 } } },
        { subject: "published:mistral-tiny · grouch", answers },
        { subject: "published:mistral-tiny · none", answers },
      ]);
    },
  );

  test.skipIf(UPSTREAM === undefined)(
    `an eval that was killed is resumed from another folder, without a call twice or a column too many${NEEDS_UPSTREAM}`,
    () => {
      const provider = path.join(folder, "dying.mjs");
      writeFileSync(provider, DYING_PROVIDER);
      writeFileSync(path.join(folder, "dying-config.mjs"), dyingConfig(provider));
      const killed = run(promptfooCli(), ["eval", "-c", "dying-config.mjs", "--no-table"], {
        DIE_AFTER: "20",
      });
      expect(killed.status).toBeNull();
      const before = exported();
      // What promptfoo stores of the config is references and not the tests.
      expect(before.config.tests).toEqual([
        { path: expect.stringMatching(/^file:\/\/\/.*:generateTests$/), config: expect.anything() },
      ]);
      expect(JSON.stringify(before.config).length).toBeLessThan(2000);
      expect(before.results.results.length).toBeLessThan(40);
      const elsewhere = mkdtempSync(path.join(tmpdir(), "value-portrait-elsewhere-"));
      const resumed = run(promptfooCli(), ["eval", "--resume", before.evalId, "--no-table"], {}, elsewhere);
      expect(resumed, resumed.stderr).toMatchObject({ status: 0 });
      const { results } = exported();
      const asked = results.results.map(({ provider, prompt, vars }) =>
        [provider.label, prompt.label, vars.item, vars.variant].join(),
      );
      expect([results.prompts.length, asked.length, new Set(asked).size]).toEqual([4, 40, 40]);
    },
  );
});

/** Ends the whole process, as kill -9 does, after so many calls. */
const DYING_PROVIDER = `
let calls = 0;
export default class {
  id() { return "dying"; }
  async callApi() {
    calls += 1;
    if (calls > Number(process.env.DIE_AFTER ?? Infinity)) process.kill(process.pid, "SIGKILL");
    await new Promise((resolve) => setTimeout(resolve, 20));
    return { output: "like me" };
  }
}`;

const dyingConfig = (provider: string) => `
import { valuePortrait } from "value-portrait";

const id = ${JSON.stringify(`file://${provider}`)};
export default {
  providers: [{ id, label: "a" }, { id, label: "b" }],
  ...valuePortrait({
    sample: 5,
    variants: ["v1", "v2"],
    personas: [{ id: "none" }, { id: "nurse", system: "You are a nurse." }],
  }),
};`;

type Exported = {
  evalId: string;
  config: { tests: unknown };
  results: {
    prompts: unknown[];
    results: {
      provider: { label: string };
      prompt: { label: string };
      vars: { item: string; variant: string };
    }[];
  };
};

function exported(): Exported {
  const file = path.join(folder, "exported.json");
  promptfoo("export", "eval", "latest", "-o", file);
  return JSON.parse(readFileSync(file, "utf8")) as Exported;
}
