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
  const { conditions, notes, styles } = JSON.parse(stdout);
  expect(conditions.map(({ condition }: { condition: string }) => condition)).toEqual(["nurse"]);
  expect(notes).toContainEqual(expect.stringContaining("left out: parrot"));
  expect(styles.map(({ condition }: { condition: string }) => condition)).toEqual(["nurse", "parrot"]);
  const refused = await cli(...args, "--baseline", "parrot");
  expect(refused.code).toBe(2);
  expect(refused.stderr).toContain("Nothing can be held against it");
});

test("how each condition answers stands beside the baseline, of those too that are left out", async () => {
  const mixed = written("styles.json", {
    models: models({
      plain: "gpt-4o-2024-05-13",
      nurse: "gpt-4o-2024-08-06",
      parrot: "claude-3-5-haiku-20241022",
    }),
  });
  const args = ["experiment", mixed, "--resamples", "200", "--baseline", "plain"];
  const { stdout } = await cli(...args);
  expect(stdout).toMatch(/^Response style: each condition \(A\) and plain \(B\)$/m);
  expect(stdout).toMatch(/^parrot +Usable answers /m);
  expect(stdout).toMatch(/^ +Straight-lining +0\.972 +0\.479 +\+0\.493 +not tested$/m);
  const { styles } = JSON.parse((await cli(...args, "--format", "json")).stdout);
  const rows: Record<string, string>[] = parse((await cli(...args, "--format", "csv")).stdout, {
    columns: true,
  });
  const told = rows.filter((row) => row["a"] === "parrot");
  expect(told).toHaveLength(19);
  expect(told[0]).toMatchObject({ against: "baseline", difference: "", watch_level_verdict: "drifted" });
  expect(Number(told[0]?.["straight_lining"])).toBe(styles[1].straightLining.a);
});

const table = (name: string, conditions: unknown) => {
  const named = path.join(folder, name);
  writeFileSync(named, typeof conditions === "string" ? conditions : JSON.stringify({ conditions }));
  return named;
};
const ROWS = [
  { condition: "plain · clerk", axis: "job", group: "clerk", order: 2, people: "Age_B" },
  { condition: "plain · nurse", axis: "job", group: "nurse", order: 1, people: "Age_A" },
];

test("conditions of one kind are held against each other, in their order, and against people", async () => {
  const args = ["--baseline", "plain", "--conditions", table("jobs.json", ROWS)];
  const { stdout } = await shown(...args);
  expect(stdout).toMatch(/^job: nurse minus clerk$/m);
  expect(stdout.replaceAll(/\s+/g, " ")).toContain("those of contrasts by theirs, 1.");
  const { axes, conditions, sentences } = JSON.parse((await shown(...args, "--format", "json")).stdout);
  expect(stdout).toMatch(/^job: the gap between nurse and clerk, against people$/m);
  for (const sentence of sentences) expect(stdout.replaceAll(/\s+/g, " ")).toContain(sentence);
  expect(axes).toHaveLength(1);
  expect(axes[0]).toMatchObject({ axis: "job", ordered: true, fromMean: [] });
  expect(axes[0].ends).toMatchObject({ group: "nurse", minus: { group: "clerk" } });
  expect(conditions.map(({ people }: { people?: { group: string } }) => people?.group)).toEqual([
    undefined,
    "20–39 years old",
    "80+ years old",
  ]);
  const rows: Record<string, string>[] = parse((await shown(...args, "--format", "csv")).stdout, {
    columns: true,
  });
  const ends = rows.filter(({ against }) => against === "group");
  expect(ends).toHaveLength(19);
  expect(ends[0]).toMatchObject({ axis: "job", a: "plain · nurse", b: "plain · clerk" });
  expect(Number(ends[0]?.["people_contrast"])).toBe(axes[0].ends.people[0]);
  expect(ends.map((row) => row["gap_verdict"]).filter(Boolean)).toEqual(
    axes[0].ends.gaps.map(({ verdict }: { verdict: string }) => verdict),
  );
  expect(Number(ends[0]?.["people_cosine"])).toBe(axes[0].ends.agreement.cosine);
});

test("three conditions are held against their mean too, and have a trend", async () => {
  const three = [...ROWS, { condition: "plain · anyone", axis: "job", group: "anyone", order: 0 }];
  const args = ["--baseline", "plain", "--conditions", table("three.json", three)];
  const { stdout } = await shown(...args);
  expect(stdout).toMatch(/^job: anyone minus clerk, and each group minus the mean$/m);
  expect(stdout).toMatch(/^job: trend over anyone, nurse, clerk \(Kendall's tau\)$/m);
  const { axes } = JSON.parse((await shown(...args, "--format", "json")).stdout);
  const rows: Record<string, string>[] = parse((await shown(...args, "--format", "csv")).stdout, {
    columns: true,
  });
  expect(rows.filter(({ against }) => against === "axis")).toHaveLength(3 * 19);
  const ends = rows.filter(({ against }) => against === "group");
  expect(ends.slice(0, 10).map(({ trend }) => Number(trend))).toEqual(
    axes[0].trends.map(({ model }: { model: number }) => model),
  );
});

test("a condition that must not be interpreted leaves its axis, which needs two", async () => {
  const mixed = written("axis.json", {
    models: models({
      plain: "gpt-4o-2024-05-13",
      nurse: "gpt-4o-2024-08-06",
      parrot: "claude-3-5-haiku-20241022",
    }),
  });
  const rows = ["nurse", "parrot"].map((condition) => ({ condition, axis: "job", group: condition }));
  const args = ["--resamples", "200", "--baseline", "plain", "--conditions", table("parrot.json", rows)];
  const { stdout, stderr, code } = await cli("experiment", mixed, ...args, "--format", "json");
  expect(code).toBe(0);
  expect(stderr).toContain("axis job is left out: fewer than two of its conditions can be interpreted");
  expect(JSON.parse(stdout).axes).toEqual([]);
});

const [clerk, nurse] = ROWS;
test.each([
  ["{", "not JSON"],
  ["[1,\n2,", "not JSON"],
  ["[]", "[] is not { conditions }"],
  ['{"conditions": []}', "conditions: "],
  [[{ ...clerk, ordr: 1 }], 'conditions.0: no field "ordr"; there are condition, axis, group, order, people'],
  [[{ condition: "plain · clerk", group: "clerk" }], "conditions.0.axis is missing"],
  [[{ ...clerk, condition: "plain · clark" }, nurse], 'no run "plain · clark". Nearest: plain · clerk.'],
  [[{ ...clerk, condition: "plain" }, nurse], 'no run "plain". Nearest: plain · '],
  [[clerk], 'axis "job" has one group, "clerk". A contrast needs two'],
  [[clerk, { ...nurse, order: 2 }], 'axis "job" has the order 2 twice'],
  [[clerk, { ...nurse, order: undefined }], 'axis "job": "nurse" has no order, others have'],
  [[clerk, { ...nurse, group: "clerk" }], 'axis "job" has the group "clerk" twice'],
  [[clerk, { ...nurse, people: "80+ years old" }], 'axis "job" has the people "80+ years old" twice'],
  [[clerk, { ...nurse, people: "Old" }], 'axis "job": no group of people "Old". Nearest: '],
  [[clerk, nurse, { ...clerk, axis: "other" }], '"plain · clerk" has two rows'],
])("a file of conditions with a fault is refused in one line: %j", async (content, message) => {
  const { code, stderr, stdout } = await shown(
    "--baseline",
    "plain",
    "--conditions",
    table("faulty.json", content),
  );
  expect(code).toBe(2);
  expect(stderr).toContain(message);
  expect(stderr.trim().split("\n")).toHaveLength(1);
  expect(stdout).toBe("");
});

test("people are named once, and a file that is not there is said so", async () => {
  const both = await shown(
    ...["--baseline", "plain", "--conditions", table("both.json", ROWS), "--people", "plain · nurse=Age_B"],
  );
  expect(both.stderr).toMatch(/plain · nurse is in .*both\.json\. Say it there/);
  const none = await shown("--baseline", "plain", "--conditions", path.join(folder, "none.json"));
  expect(none.code).toBe(2);
  expect(none.stderr).toMatch(/--conditions .*none\.json: ENOENT/);
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
