import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import process from "node:process";
import { describe, expect, test } from "vitest";
import { findRun, findRuns } from "../../src/cli/find-runs.ts";
import { makePipe } from "../fixtures/make-pipe.ts";
import { resultRow } from "../fixtures/result-row.ts";

const folder = mkdtempSync(path.join(tmpdir(), "value-portrait-find-"));
const write = (name: string, content: string) => {
  const file = path.join(folder, name);
  writeFileSync(file, content);
  return file;
};
const output = write(
  "out.jsonl",
  [resultRow({ rating: 4, provider: "a" }), resultRow({ rating: 5, provider: "b" })]
    .map((row) => `${JSON.stringify(row)}\n`)
    .join(""),
);

test("a released model is found by name, with or without the provider's prefix", async () => {
  expect((await findRun("gpt-4o-2024-05-13")).responses).toHaveLength(3120);
  expect((await findRun("published:gpt-4o-2024-05-13")).subject).toBe("gpt-4o-2024-05-13");
});

test("an output with several models gives them all, or the one named after #", async () => {
  expect((await findRuns(output)).map(({ subject }) => subject)).toEqual(["a", "b"]);
  expect((await findRun(`${output}#b`)).subject).toBe("b");
  await expect(findRun(output)).rejects.toThrow(`holds 2 runs. Name one: ${output}#a, ${output}#b`);
  await expect(findRun(`${output}#c`)).rejects.toThrow('holds no model "c". It holds: a, b');
});

describe("a # may be anywhere:", () => {
  const rows = (...providers: string[]) =>
    providers.map((provider) => `${JSON.stringify(resultRow({ rating: 4, provider }))}\n`).join("");
  const subjects = async (name: string) => (await findRuns(name)).map(({ subject }) => subject);
  mkdirSync(path.join(folder, "#3"));
  const file = write("#3/a#b.jsonl", rows("m", "m#1", "c#"));

  test("in a path", async () => {
    expect(await subjects(file)).toEqual(["m", "m#1", "c#"]);
    expect(await subjects(`${file}#m`)).toEqual(["m"]);
  });

  test("in a model's name", async () => {
    expect(await subjects(`${file}#m#1`)).toEqual(["m#1"]);
    expect(await subjects(`${file}#c#`)).toEqual(["c#"]);
    await expect(findRun(`${file}#m#2`)).rejects.toThrow(
      `${file} holds no model "m#2". It holds: m, m#1, c#`,
    );
  });

  test("a file of the very name comes first", async () => {
    write("x.jsonl", rows("m"));
    const exact = write("x.jsonl#m", rows("other").replaceAll("\n", ""));
    await expect(findRuns(exact)).rejects.toThrow(`${exact}: no list of rows`);
  });

  test("of several files that begin the name, the one that holds the model is meant", async () => {
    const short = write("y", JSON.stringify({ results: [resultRow({ rating: 4, provider: "z#m" })] }));
    const long = write("y#z", JSON.stringify({ results: [resultRow({ rating: 4, provider: "n" })] }));
    expect(await subjects(`${short}#z#m`)).toEqual(["z#m"]);
    expect(await subjects(`${long}#n`)).toEqual(["n"]);
    await expect(findRun(`${short}#z#o`)).rejects.toThrow(`${long} holds no model "o". It holds: n`);
  });

  test("a name that two files and models fit is refused, with both", async () => {
    const short = write("v", JSON.stringify({ results: [resultRow({ rating: 4, provider: "w#m" })] }));
    const long = write("v#w", JSON.stringify({ results: [resultRow({ rating: 4, provider: "m" })] }));
    await expect(findRun(`${short}#w#m`)).rejects.toThrow(
      `${short}#w#m can be read as model "m" of the file "${long}" and as model "w#m" of the file "${short}". ` +
        "Rename one of the files",
    );
  });

  test("what is not there is named without the model", async () => {
    await expect(findRun("none.jsonl#m")).rejects.toThrow("none.jsonl: no such file");
    await expect(findRun("#none/x.jsonl#m")).rejects.toThrow("#none/x.jsonl: no such file");
  });
});

describe.skipIf(process.platform === "win32")("what is no regular file", () => {
  const row = resultRow({ rating: 4, provider: "a" });
  test.each([
    ["a document", JSON.stringify({ results: [row] })],
    ["lines", `${JSON.stringify(row)}\n${JSON.stringify({ ...row, testIdx: 1 })}\n`],
  ])("is read when it is a pipe, as of <(…) in a shell, with %s", async (what, content) => {
    const pipe = path.join(folder, `pipe with ${what}`);
    makePipe(pipe);
    const [run] = await Promise.all([findRun(pipe), writeFile(pipe, content)]);
    expect(run.subject).toBe("a");
  });

  test("is refused in one line when it is a device, which need not end", async () => {
    const why = "/dev/zero: a device, not a file. Give a file, or a pipe that ends";
    await expect(findRuns("/dev/zero")).rejects.toThrow(why);
    const link = path.join(folder, "zero.jsonl");
    symlinkSync("/dev/zero", link);
    await expect(findRuns(link)).rejects.toThrow(`${link}: a device`);
  });
});

test("a run file gives the runs in it", async () => {
  const run = { subject: "m", provider: "p", items: ["1008/1", "1008/2"], answers: { v1: ["4r"] } };
  const header = {
    format: "value-portrait/run",
    version: 1,
    evalId: "e",
    created: "",
    promptfoo: "",
    key: "released",
  };
  const file = write("run.json", JSON.stringify({ ...header, models: [run] }));
  expect((await findRun(file)).responses.map(({ item, answer }) => [item, answer.kind])).toEqual([
    ["1008/1", "rating"],
    ["1008/2", "refusal"],
  ]);
  const broken = write("broken.json", JSON.stringify({ ...header, version: 9, models: [] }));
  await expect(findRun(broken)).rejects.toThrow(/broken\.json, version: /);
});

test("what is not there is said in one line", async () => {
  await expect(findRun(path.join(folder, "none.jsonl"))).rejects.toThrow("none.jsonl: no such file");
  await expect(findRun("gpt4o-mini")).rejects.toThrow(
    'no file and no released model "gpt4o-mini". Nearest: gpt-4o-mini-2024-07-18',
  );
});
