/**
 * CSV is data: what every command prints is read back as R or pandas would, and held to docs/CSV.md.
 * @module-tag slow
 */
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { parse } from "csv-parse/sync";
import { describe, expect, test } from "vitest";
import { DIMENSIONS, labelOf } from "../../src/instrument/dimensions.ts";
import { COLUMNS, type Range, RUN_COLUMNS, rangeText, WATCH_COLUMNS } from "../../src/report/csv/columns.ts";
import { WATCH_IDS } from "../../src/scoring/drift/watches.ts";
import { cli } from "../fixtures/run-cli.ts";
import { runFileOf } from "../fixtures/run-file.ts";

const folder = mkdtempSync(path.join(tmpdir(), "value-portrait-csv-"));
const file = path.join(folder, "two.json");
const whole = runFileOf("claude-3-5-haiku-20241022", {}, "-0.12");
const [model] = whole.models;
/** Two models of an eval: one with unusable answers and the name of a number, one with missing answers and a formula's. */
writeFileSync(
  file,
  JSON.stringify({
    ...whole,
    models: [
      model,
      {
        ...runFileOf("qwen-max").models[0],
        subject: "=1+1",
        answers: { v1: model?.answers.v1 },
        planned: 1040,
      },
    ],
  }),
);
const RUN = `${file}#=1+1`;
const history = path.join(folder, "history");
mkdirSync(history);
for (const day of [1, 2])
  writeFileSync(
    path.join(history, `${day}.json`),
    JSON.stringify(runFileOf(`gpt-4o-2024-${["05-13", "11-20"][day - 1]}`, { created: `2026-11-0${day}` })),
  );
const PAIR = ["gpt-4o-2024-11-20", "gpt-4o-2024-05-13"] as const;

const conditions = path.join(folder, "conditions.json");
writeFileSync(
  conditions,
  JSON.stringify({
    conditions: [
      { condition: "gpt-4o-2024-08-06", axis: "age", group: "young", people: "Age_A" },
      { condition: "chatgpt-4o-latest", axis: "age", group: "old", people: "Age_B" },
    ],
  }),
);

/** Every command that prints CSV, as docs/CSV.md names it, and how many rows it has in the long and the wide form. */
const COMMANDS: readonly {
  readonly named: string;
  readonly long: number;
  readonly wide: number;
  readonly commands: readonly (readonly string[])[];
}[] = [
  {
    named: "`score`, `published <models>`",
    long: 38,
    wide: 2,
    commands: [
      ["score", file],
      ["published", ...PAIR],
    ],
  },
  { named: "`published`", long: 540, wide: 54, commands: [["published"]] },
  {
    named: "`compare`",
    long: 19,
    wide: 1,
    commands: [
      ["compare", ...PAIR],
      ["compare", RUN, "human"],
      ["compare", RUN, PAIR[0]],
    ],
  },
  {
    named: "`gate`",
    long: 10,
    wide: 1,
    commands: [
      ["gate", PAIR[0], "--baseline", PAIR[1]],
      ["gate", RUN, "--baseline", PAIR[0], "--rule", "population"],
    ],
  },
  { named: "`gate --history`", long: 20, wide: 2, commands: [["gate", "--history", history]] },
  { named: "`keys`", long: 95, wide: 5, commands: [["keys"]] },
  { named: "`keys <run>`", long: 95, wide: 5, commands: [["keys", RUN]] },
  { named: "`validate`", long: 207, wide: 57, commands: [["validate", "--permutations", "20"]] },
  {
    named: "`experiment <outputs>`",
    long: 152 + 19,
    wide: 8 + 1,
    commands: [
      [
        "experiment",
        ...PAIR,
        "gpt-4o-2024-08-06",
        "chatgpt-4o-latest",
        "--baseline",
        PAIR[0],
        "--placebo",
        PAIR[1],
        "--conditions",
        conditions,
        "--resamples",
        "200",
      ],
    ],
  },
  {
    named: "`experiment published`",
    long: 1977,
    wide: 882,
    commands: [["experiment", "published", "--permutations", "200"]],
  },
  { named: "`verify`", long: 9, wide: 9, commands: [["verify"]] },
  { named: "`items`", long: 95, wide: 5, commands: [["items", "1008"]] },
  { named: "`plan`", long: 2, wide: 2, commands: [["plan", "--providers", "a:b", "c:d"]] },
];

const DOCUMENTED = readFileSync(path.join(import.meta.dirname, "../../docs/CSV.md"), "utf8");
const OPTIONS: Readonly<Record<string, readonly string[]>> = Object.fromEntries(
  ["score", "published", "compare", "gate"].map((name) => [name, ["--resamples", "200"]]),
);

async function printed(
  args: readonly string[],
  format: "csv" | "csv-wide",
): Promise<Record<string, string>[]> {
  const models = args[0] === "published" && args.length === 1;
  const more = models ? [] : (OPTIONS[args[0] ?? ""] ?? []);
  const { stdout, code } = await cli(...args, ...more, "--format", format);
  expect([0, 1, 2, 3], stdout).toContain(code);
  // Strict: a row of another length is an error, so there is one header.
  return parse(stdout, { columns: true }) as Record<string, string>[];
}

const factsOf = (column: string) => {
  const [, fact = ""] = /^(?:run|a|b)_(.+)$/.exec(column) ?? [];
  const [, watched = ""] = /^watch_[a-z]+_(.+)$/.exec(column) ?? [];
  const all: Readonly<
    Record<string, { readonly unit: string; readonly range: Range; readonly meaning: string }>
  > = {
    ...RUN_COLUMNS,
    ...WATCH_COLUMNS,
    ...COLUMNS,
  };
  if (Object.hasOwn(WATCH_COLUMNS, watched)) return WATCH_COLUMNS[watched as keyof typeof WATCH_COLUMNS];
  return Object.hasOwn(COLUMNS, column)
    ? all[column]
    : Object.hasOwn(RUN_COLUMNS, fact)
      ? all[fact]
      : undefined;
};

/** What is wrong with a cell, as a reader of data sees it. */
function fault(cell: string, range: Range): string | undefined {
  if (cell === "" || range.kind === "text") return undefined;
  if (range.kind === "word") return range.words.includes(cell) ? undefined : "not one of the words";
  if (range.kind === "yes_no") return ["true", "false"].includes(cell) ? undefined : "neither true nor false";
  if (!/^-?\d+(\.\d+)?(e-\d+)?$/.test(cell)) return "no plain number";
  const value = Number(cell);
  if (range.whole === true && !Number.isInteger(value)) return "no whole number";
  if (value < (range.from ?? -Infinity) || value > (range.to ?? Infinity)) return "out of range";
  return undefined;
}

describe.each(COMMANDS)("$named", { timeout: 120_000 }, ({ named, long, wide, commands }) => {
  test.each(commands.map((args) => [args.join(" ").replaceAll(`${folder}/`, ""), args] as const))(
    "%s",
    async (_, args) => {
      const rows = await printed(args, "csv");
      expect(rows).toHaveLength(long);
      const columns = Object.keys(rows[0] ?? {});
      for (const column of columns) {
        const facts = factsOf(column);
        if (facts === undefined) throw new Error(`${column} is not documented`);
        const wrong = rows
          .map((row) => row[column] ?? "")
          .filter((cell) => fault(cell, facts.range) !== undefined);
        expect(wrong, column).toEqual([]);
      }
      expect(documentedColumns(named)).toEqual(columns);

      const wideRows = await printed(args, "csv-wide");
      expect(wideRows).toHaveLength(wide);
      if (!columns.includes("dimension") || ["`validate`", "`experiment published`"].includes(named)) return;
      const shown = DIMENSIONS.filter((dimension) => rows.some((row) => row["dimension"] === dimension));
      const measure = ["score", "difference", "items", "rho"].find((one) => columns.includes(one)) ?? "";
      // Turned back, wide is long.
      const turned = wideRows.flatMap((row) => shown.map((dimension) => row[`${measure}_${dimension}`]));
      expect(turned).toEqual(inOrder(rows, shown).map((row) => row[measure]));
    },
  );
});

/** Rows with the dimensions of each thing in the order of the theory. */
function inOrder(
  rows: readonly Record<string, string>[],
  shown: readonly string[],
): Record<string, string>[] {
  const groups = Array.from({ length: rows.length / shown.length }, (_, index) =>
    rows.slice(index * shown.length, (index + 1) * shown.length),
  );
  return groups.flatMap((group) =>
    group.toSorted(
      (one, other) => shown.indexOf(one["dimension"] ?? "") - shown.indexOf(other["dimension"] ?? ""),
    ),
  );
}

/** The columns of a command as the documentation lists them, with those of runs in full. */
function documentedColumns(named: string): string[] {
  const line = DOCUMENTED.split("\n").find((one) => one.startsWith(`| ${named} |`)) ?? "";
  const names = [...(line.split("|")[2]?.matchAll(/`([^`]+)`/g) ?? [])].map(([, name]) => name ?? "");
  return names.flatMap((name) => {
    if (name === "watch_…")
      return WATCH_IDS.flatMap((id) => Object.keys(WATCH_COLUMNS).map((fact) => `watch_${id}_${fact}`));
    return name.endsWith("_…") ? Object.keys(RUN_COLUMNS).map((fact) => name.replace("…", fact)) : [name];
  });
}

test("the documentation has the name, unit, range and meaning of every column", () => {
  const rows = Object.entries({ ...RUN_COLUMNS, ...WATCH_COLUMNS, ...COLUMNS }).map(
    ([name, { unit, range, meaning }]) => `| \`${name}\` | ${unit} | ${rangeText(range)} | ${meaning} |`,
  );
  for (const row of rows) expect(DOCUMENTED).toContain(row);
  const documented = [...DOCUMENTED.matchAll(/^\| `(\w+)` \| [^|]* \| [^|]+ \| [^|]+ \|$/gm)];
  expect(documented.map(([, name]) => name)).toEqual([
    ...Object.keys(RUN_COLUMNS),
    ...Object.keys(WATCH_COLUMNS),
    ...Object.keys(COLUMNS),
  ]);
});

test("numbers have all their digits and their sign, and labels that look like formulas are texts", async () => {
  const rows = await printed(["score", file], "csv");
  const { stdout } = await cli("score", file, "--resamples", "200", "--format", "json");
  const { profiles } = JSON.parse(stdout);
  for (const row of rows) {
    const place = profiles.findIndex(
      ({ subject }: { subject: string }) => row["run"]?.endsWith(subject) === true,
    );
    const score = profiles[place].scores[row["dimension"] ?? ""];
    expect(Number(row["score"])).toBe(score.centred);
    if (score.uncertainty.kind === "interval") {
      expect(Number(row["se"])).toBe(score.uncertainty.se);
      expect(Number(row["lower"])).toBe(score.uncertainty.student.lower);
    }
  }
  expect(rows.some(({ score = "" }) => score.startsWith("-0."))).toBe(true);
  expect(new Set(rows.map(({ run }) => run))).toEqual(new Set(["-0.12", "'=1+1"]));
});

test("answers are counted by kind, planned and missing ones too, and the verdict is there", async () => {
  const [first, second] = await printed(["score", file], "csv-wide");
  expect(first).toMatchObject({
    run_validity: "do_not_interpret",
    run_answers: "3120",
    run_usable: "3097",
    run_refusal: "8",
    run_no_label: "15",
    run_missing: "0",
  });
  expect(second).toMatchObject({ run_planned: "1040", run_answers: "520", run_missing: "520" });
});

test("a tier has one meaning a column", async () => {
  const rows = await printed(["published", "deepseek-r1"], "csv");
  for (const { family, tier, tier_size: size } of rows)
    expect(rows.filter((row) => row["family"] === family && row["tier"] === tier)).toHaveLength(Number(size));
  const { stdout } = await cli("published", "deepseek-r1", "--resamples", "200");
  for (const { dimension = "", tier, tier_letters: letters } of rows) {
    const line = stdout
      .split("\n")
      .find((one) => one.startsWith(`${labelOf(dimension as (typeof DIMENSIONS)[number])}  `));
    expect(line).toContain(` ${tier} ${letters} `);
  }
});
