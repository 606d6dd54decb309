/** @module-tag slow */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { cli } from "../fixtures/run-cli.ts";
import { type Alter, addRun, seriesOf } from "../fixtures/run-series.ts";

const root = mkdtempSync(path.join(tmpdir(), "value-portrait-history-"));
const [BEFORE, AFTER] = ["gpt-4o-2024-05-13", "gpt-4o-2024-11-20"] as const;

const add = addRun;
const same: Alter = (answer) => answer;
const folderOf = (name: string, models: readonly string[]) => seriesOf(path.join(root, name), models);

const look = (folder: string, ...more: readonly string[]) => cli("gate", "--history", folder, ...more);
const json = async (folder: string, ...more: readonly string[]) =>
  JSON.parse((await look(folder, "--format", "json", ...more)).stdout);

const quiet = folderOf("quiet", Array<string>(5).fill(BEFORE));
const drifting = folderOf("drifting", [BEFORE, BEFORE, BEFORE, BEFORE, AFTER, AFTER, AFTER, AFTER]);

describe("exit codes over a history", () => {
  test("0 while nothing changes, and the evidence stays below 20", async () => {
    const { code, stdout } = await look(quiet);
    expect(code).toBe(0);
    expect(stdout).toContain("QUIET: In 5 runs the evidence of a change did not reach 20");
    expect(stdout).toMatch(/^Power +[▁-█↑↓]{5} /m);
  });

  test("1 once the evidence reached 20, and from then on", async () => {
    const { code, stdout } = await look(drifting);
    expect(code).toBe(1);
    expect(stdout).toMatch(/DRIFTED: The evidence of a change reached 20 with the run of 2026-11-0[5-8] /);
    expect(stdout).toContain("--since");
  });

  test("1 for a newest run that refuses, whatever the evidence says", async () => {
    const folder = folderOf("refusing", Array<string>(3).fill(BEFORE));
    add(folder, 4, BEFORE, (answer, index) => (index % 7 === 0 ? { kind: "refusal" } : answer));
    const { code, stdout } = await look(folder);
    expect(code).toBe(1);
    expect(stdout).toMatch(/DRIFTED: .*Refusals went from 0\.0% to 14\.\d%\./);
  });

  test("2 for a newest run that fails the screen; an older one is left out", async () => {
    const folder = folderOf("screened", Array<string>(3).fill(BEFORE));
    add(folder, 4, BEFORE, () => ({ kind: "rating", rating: 3 }));
    expect((await look(folder)).code).toBe(2);
    add(folder, 5, BEFORE);
    const { code, stderr } = await look(folder);
    expect(code).toBe(0);
    expect(stderr).toContain("run-04.json was left out: it fails the validity screen");
  });

  test("3 for a first run: there is nothing to compare; --strict makes it 1", async () => {
    const folder = folderOf("first", [BEFORE]);
    expect((await look(folder)).code).toBe(3);
    expect((await look(folder, "--strict")).code).toBe(1);
  });

  test("2 for a newest run that is a part of what was planned, unless it is accepted", async () => {
    const folder = folderOf("partial", [BEFORE, BEFORE]);
    const file = path.join(folder, "run-02.json");
    const content = JSON.parse(readFileSync(file, "utf8"));
    content.models[0].planned *= 2;
    writeFileSync(file, JSON.stringify(content));
    expect((await look(folder)).code).toBe(2);
    expect((await look(folder, "--accept-partial")).code).toBe(0);
  });

  test("a new series starts at --since", async () => {
    const { code, stdout } = await look(drifting, "--since", "2026-11-05");
    expect(code).toBe(0);
    expect(stdout).toContain("QUIET: In 4 runs");
  });

  test.each([
    [["--history", "no-such-folder"], "no such folder"],
    [["--history", quiet, "--baseline", "x"], "give neither a run nor --baseline"],
    [["--history", `${quiet}#other`], 'holds no model "other". It holds: openai:my-model'],
    [["--history", quiet, "--since", "soon"], "is no date"],
    [["gpt-4o-2024-05-13"], "Give a run and --baseline, or --history"],
    [["a", "--baseline", "b", "--since", "2026-11-01"], "--since goes with --history"],
    [[BEFORE, "--baseline", AFTER, "--format", "html"], "has its page from `value-portrait compare"],
  ])("2 for wrong usage: %j", async (args, message) => {
    const { code, stderr } = await cli("gate", ...args);
    expect(code).toBe(2);
    expect(stderr.replaceAll("\n", " ")).toContain(message);
  });
});

test("a folder with several models asks for one", async () => {
  const folder = folderOf("several", [BEFORE, BEFORE]);
  add(folder, 3, AFTER, same, "openai:other");
  expect((await look(folder)).stderr).toContain(
    `Name one: ${folder}#openai:my-model, ${folder}#openai:other`,
  );
  expect((await look(`${folder}#openai:my-model`)).code).toBe(0);
});

describe("the state of a history", () => {
  const stateOf = (folder: string) => {
    const [name = ""] = readdirSync(path.join(folder, "drift"));
    return path.join(folder, "drift", name);
  };

  test("can be made anew from the runs: without it the same is found and written", async () => {
    const before = await json(drifting);
    const state = readFileSync(stateOf(drifting), "utf8");
    expect(JSON.parse(state)).toMatchObject({ format: "value-portrait/drift", subject: "openai:my-model" });
    rmSync(path.join(drifting, "drift"), { recursive: true });
    expect(await json(drifting)).toEqual(before);
    expect(readFileSync(stateOf(drifting), "utf8")).toBe(state);
  });

  test("tells that the past was changed, and nothing of the verdict rests on it", async () => {
    const folder = folderOf("changed", Array<string>(4).fill(BEFORE));
    expect((await look(folder)).stderr).toBe("");
    add(folder, 5, BEFORE);
    expect((await look(folder)).stderr).toBe(""); // a further run changes no past
    add(folder, 2, AFTER);
    const { stderr, code } = await look(folder);
    expect(stderr).toContain("from run-02.json (2026-11-02T03:00:00.000Z) on");
    expect(code).toBe(0);
    expect((await look(folder)).stderr).toBe("");
  });

  test("is made anew when it cannot be read", async () => {
    const folder = folderOf("broken", Array<string>(2).fill(BEFORE));
    await look(folder);
    writeFileSync(stateOf(folder), "not JSON");
    const { stderr, code } = await look(folder);
    expect(stderr).toContain("is no state of this version; it was made anew from the runs");
    expect(code).toBe(0);
  });

  test("that cannot be written is a warning", async () => {
    const folder = folderOf("blocked", Array<string>(2).fill(BEFORE));
    writeFileSync(path.join(folder, "drift"), "a file where a folder should be");
    const { stderr, code } = await look(folder);
    expect(stderr).toContain("warning: no state of the history");
    expect(code).toBe(0);
  });
});

describe("as one HTML page", () => {
  const page = async (folder: string) => (await look(folder, "--format", "html")).stdout;

  test("has the verdict in words, and the runs as the terminal has them, in one file without a script", async () => {
    const { stdout, code } = await look(drifting, "--format", "html");
    expect(code).toBe(1);
    expect(stdout).toMatch(/^<!doctype html>/);
    expect(stdout).not.toMatch(/<script|src=|url\(http/);
    const { summary, history } = await json(drifting);
    expect(stdout).toContain(`Drifted</span> ${summary}</p>`);
    const { stdout: text } = await look(drifting);
    for (const { id, created, evidence } of history.steps) {
      const date = created.slice(0, 16).replace("T", " ");
      expect(text).toContain(`${date}  ${id}`);
      expect(stdout).toContain(`<th scope="row">${date} <span class="id gist">${id}</span></th>`);
      expect(stdout).toContain(`<title>${date}, ${id}: evidence ${evidence.toFixed(2)}</title>`);
    }
  });

  test("is there for a first run, and for one that is refused", async () => {
    const first = await page(folderOf("first-page", [BEFORE]));
    expect(first).toContain("Inconclusive</span> There are not two runs to compare yet (1).");
    expect(first).not.toContain("Scores by date");
    const folder = folderOf("refused-page", [BEFORE, BEFORE]);
    add(folder, 3, BEFORE, () => ({ kind: "rating", rating: 3 }));
    expect(await page(folder)).toMatch(/Refused<\/span> do not interpret\. /);
  });
});

test("every format has the evidence and the watches", async () => {
  const { history, watches, outcome } = await json(drifting);
  expect(outcome).toBe("drifted");
  expect(history.steps).toHaveLength(8);
  expect(history.lines[0]).toMatchObject({ dimension: "Universalism", scores: expect.any(Array) });
  expect(watches).toHaveLength(7);
  const { stdout: csv } = await look(drifting, "--format", "csv");
  expect(csv).toContain(
    ",run,created,step_p,step_e,evidence,alarm,family,dimension,score,items_se,band_lower,band_upper\n",
  );
  expect(csv).toMatch(/,run-01\.json,2026-11-01T03:00:00\.000Z,,,1,false,values,Universalism,0\.\d+,/);
  const { stdout: markdown } = await look(drifting, "--format", "markdown");
  expect(markdown).toMatch(/\| Universalism +\| [▁-█↑↓]{8} /);
  const junit = path.join(root, "history.xml");
  await look(drifting, "--junit", junit);
  expect(readFileSync(junit, "utf8")).toContain('name="profile"><failure message="The evidence of a change');
});
