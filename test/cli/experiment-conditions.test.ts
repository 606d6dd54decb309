import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { parse } from "csv-parse/sync";
import { expect, test } from "vitest";
import { cli } from "../fixtures/run-cli.ts";
import { runFileOf } from "../fixtures/run-file.ts";

const folder = mkdtempSync(path.join(tmpdir(), "value-portrait-conditions-"));
const models = (named: Readonly<Record<string, string>>) =>
  Object.entries(named).flatMap(([subject, model]) => runFileOf(model, {}, subject).models);
const written = (name: string, header: Parameters<typeof runFileOf>[1]) => {
  const file = path.join(folder, name);
  writeFileSync(file, JSON.stringify(runFileOf("gpt-4o-2024-05-13", header)));
  return file;
};
const file = written("runs.json", {
  models: models({
    plain: "gpt-4o-2024-05-13",
    "plain · anyone": "gpt-4o-2024-08-06",
    "plain · nurse": "gpt-4o-2024-11-20",
    "plain · clerk": "deepseek-r1",
  }),
});
const shown = (...args: string[]) => cli("experiment", file, "--resamples", "200", ...args);

test("every run that is neither baseline nor placebo is a condition", async () => {
  const { stdout, code } = await shown("--baseline", "plain", "--placebo", "plain · anyone");
  expect(code).toBe(0);
  expect(stdout.match(/^(?:Generic|Placebo|plain · ).* minus .*$/gm)).toEqual([
    "Generic: the mean of 2 conditions minus plain",
    "Placebo: plain · anyone minus plain",
    "plain · nurse minus plain, and minus plain · anyone",
    "plain · clerk minus plain, and minus plain · anyone",
  ]);
  expect(stdout.replaceAll(/\s+/g, " ")).toContain("multiplied by their number, 2.");
});

test("the same figures are data", async () => {
  const { stdout } = await shown("--baseline", "plain", "--format", "csv");
  const rows: Record<string, string>[] = parse(stdout, { columns: true });
  expect(rows).toHaveLength(19 * (1 + 3 * 2));
  expect(new Set(rows.map(({ against }) => against))).toEqual(new Set(["baseline", "conditions"]));
  const { stdout: json } = await shown("--baseline", "plain", "--format", "json");
  const document = JSON.parse(json);
  expect(document).toMatchObject({ format: "value-portrait/experiment", version: 1, baseline: "plain" });
  const power = document.conditions[0].fromBaseline.find(
    ({ dimension }: { dimension: string }) => dimension === "Power",
  );
  const row = rows.find((one) => one["a"] === "plain · anyone" && one["dimension"] === "Power");
  expect(Number(row?.["difference"])).toBe(power.difference);
  expect(Number(row?.["adjusted_p"])).toBe(power.test.adjustedP);
});

test("a condition is held against the people that are named for it, and no other", async () => {
  const { stdout } = await shown(
    "--baseline",
    "plain",
    "--people",
    "plain · nurse=80+ years old",
    "--format",
    "json",
  );
  const { conditions } = JSON.parse(stdout);
  const held = conditions.filter(({ people }: { people?: unknown }) => people !== undefined);
  expect(held.map(({ condition }: { condition: string }) => condition)).toEqual(["plain · nurse"]);
  expect(held[0].people).toMatchObject({ group: "80+ years old", own: { signs: { cells: 10 } } });
  const table = (await shown("--baseline", "plain", "--people", "plain · nurse=Age_B")).stdout;
  expect(table).toMatch(/^plain · nurse {2}80\+ years old {2}baseline /m);
  const csv = (await shown("--baseline", "plain", "--people", "plain · nurse=Age_B", "--format", "csv"))
    .stdout;
  const rows: Record<string, string>[] = parse(csv, { columns: true });
  const told = rows.filter((row) => row["people_group"] !== "");
  expect(new Set(told.map(({ a, against }) => `${a} ${against}`))).toEqual(
    new Set(["plain · nurse baseline", "plain · nurse conditions"]),
  );
  expect(Number(told[0]?.["people_cosine"])).toBe(held[0].people.fromBaseline.cosine);
});

test("files of one eval are read together, and a released model may be beside them", async () => {
  const [one, two] = [
    written("one.json", { models: models({ plain: "gpt-4o-2024-05-13", nurse: "deepseek-r1" }) }),
    written("two.json", { models: models({ clerk: "gpt-4o-2024-11-20" }) }),
  ];
  const args = [one ?? "", two ?? "", "gpt-4o-2024-08-06", "--baseline", "plain", "--resamples", "200"];
  const { stdout } = await cli("experiment", ...args, "--format", "json");
  expect(JSON.parse(stdout).conditions.map(({ condition }: { condition: string }) => condition)).toEqual([
    "nurse",
    "clerk",
    "gpt-4o-2024-08-06",
  ]);
});

test("a condition that must not be interpreted is left out of the mean too, and named in every format", async () => {
  const mixed = written("mixed.json", {
    models: models({
      plain: "gpt-4o-2024-05-13",
      nurse: "gpt-4o-2024-08-06",
      parrot: "claude-3-5-haiku-20241022",
    }),
  });
  const args = ["experiment", mixed, "--resamples", "200"];
  const { stdout, stderr } = await cli(...args, "--baseline", "plain", "--format", "json");
  expect(stderr).toContain("left out: parrot: do not interpret");
  const { conditions, notes } = JSON.parse(stdout);
  expect(conditions.map(({ condition }: { condition: string }) => condition)).toEqual(["nurse"]);
  expect(notes).toContainEqual(expect.stringContaining("left out: parrot"));
  const refused = await cli(...args, "--baseline", "parrot");
  expect(refused.code).toBe(2);
  expect(refused.stderr).toContain("Nothing can be held against it");
});

test.each([
  [["--baseline", "plane"], '--baseline: no run "plane". Nearest: plain. There are: plain, plain · anyone'],
  [["--baseline", "plain", "--placebo", "anyone"], '--placebo: no run "anyone". Nearest: plain · anyone.'],
  [["--baseline", "plain", "--placebo", "plain"], "--placebo and --baseline are one run"],
  [
    ["--baseline", "plain", "--people", "plain · nurse"],
    '--people "plain · nurse": write it as <run>=<group>',
  ],
  [["--baseline", "plain", "--people", "plain · nurse=Old"], 'no group of people "Old". Nearest: '],
  [["--baseline", "plain", "--people", "plain=Age_B"], '--people: no run "plain". Nearest: plain · '],
  [["--baseline", "plain", "--axis", "age"], "--axis is of the published personas"],
  [[], "Outputs of your own need --baseline"],
])("%j is refused, and what there is is named", async (args, message) => {
  const { code, stderr, stdout } = await shown(...args);
  expect(code).toBe(2);
  expect(stderr).toContain(message);
  expect(stdout).toBe("");
});

test("runs of one name are told apart, and a baseline that means several is refused", async () => {
  const other = written("other.json", {
    evalId: "eval-xyz-2026-11-02T10:00:00",
    created: "2026-11-02T10:00:00.000Z",
    models: models({ plain: "gpt-4o-2024-11-20" }),
  });
  const { stderr, code } = await shown(other, "--baseline", "plain");
  expect(code).toBe(2);
  expect(stderr).toContain('"plain" is 2 runs. Name one: plain (runs.json), plain (other.json)');
  expect((await shown(other, "--baseline", "plain (runs.json)")).code).toBe(0);
});

test("the published tables take no baseline", async () => {
  const { code, stderr } = await cli("experiment", "published", "--baseline", "plain");
  expect(code).toBe(2);
  expect(stderr).toContain("the published tables have theirs");
});
