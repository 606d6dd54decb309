import { LABELS, RATINGS } from "../../src/instrument/scale.ts";
import { HOSTILE_LABELS } from "../../test/fixtures/hostile-labels.ts";
import type { Draws } from "./draws.ts";
import type { Json } from "./materials.ts";

type RowMutation = (rows: Json[], draws: Draws) => Json[];

/** What may happen to rows: an interruption, a merge of files, an edit by hand or by a program. */
export const ROW_MUTATIONS: Readonly<Record<string, RowMutation>> = {
  "rows in another order": (rows, draws) =>
    rows
      .map((row) => ({ row, place: draws.below(1e9) }))
      .sort((a, b) => a.place - b.place)
      .map(({ row }) => row),
  "two rows change places": (rows, draws) => {
    const [one, other] = [draws.below(rows.length), draws.below(rows.length)];
    return rows.map((row, at) => (at === one ? rows[other] : at === other ? rows[one] : row) ?? row);
  },
  "only the first rows": (rows, draws) => rows.slice(0, 1 + draws.below(rows.length - 1)),
  "rows left out": (rows, draws) => {
    const share = draws.pick([0.01, 0.1, 0.5, 0.9]);
    const kept = rows.filter(() => !draws.chance(share));
    return kept.length === rows.length ? kept.slice(1) : kept;
  },
  "rows twice": (rows, draws) => {
    const copies = rows.filter(() => draws.chance(0.05));
    return draws.chance(0.5) ? [...rows, ...copies] : [...copies, ...rows];
  },
  "rows twice, with another answer": (rows, draws) => [
    ...rows.filter(() => draws.chance(0.05)).map((row) => answering(row, draws)),
    ...rows,
  ],
  "the recorded rating is another": changed((row, draws) => {
    const record = recordOf(row);
    if (record !== undefined) Object.assign(record, { kind: "rating", rating: draws.pick(RATINGS) });
  }),
  "the recorded rating is none": changed((row, draws) => {
    const record = recordOf(row);
    const rating = draws.pick([0, 7, -1, 3.5, "4", null, 1e15, [4], true]);
    if (record !== undefined) Object.assign(record, { kind: "rating", rating });
  }),
  "the answer is another": changed((row, draws) => {
    row["response"] = { output: draws.pick([...Object.values(LABELS), "", "I cannot say.", null, 5, {}]) };
  }),
  "the answers are left out": changed((row) => {
    delete row["response"];
  }),
  "the records of two rows change places": (rows, draws) => {
    const [one, other] = [draws.below(rows.length), draws.below(rows.length)];
    const [first, second] = [rows[one]?.["gradingResult"], rows[other]?.["gradingResult"]];
    return rows.map((row, at) =>
      at === one ? { ...row, gradingResult: second } : at === other ? { ...row, gradingResult: first } : row,
    );
  },
  "the item is another in one place": changed((row, draws) => {
    draws.pick(placesOf(row))["item"] = draws.pick(["1008/1", "2025/5", "4999/5", "__proto__", "", 7]);
  }),
  "the item is another everywhere": changed((row, draws) => {
    const item = draws.pick(["1008/1", "2025/5", "4999/5", "9999/9", "constructor"]);
    for (const place of placesOf(row)) place["item"] = item;
  }),
  "the variant is another": changed((row, draws) => {
    draws.pick(placesOf(row))["variant"] = draws.pick(["v1", "v2", "v3_reversed", "v9", null]);
  }),
  "the repetition is another": changed((row, draws) => {
    const record = recordOf(row);
    if (record !== undefined) record["repeat"] = draws.pick([0, 1, 64, 65, 1e15, -1, 0.5, "1"]);
  }),
  "the plan is another": changed((row, draws) => {
    const plan = draws.pick([undefined, null, {}, { id: "x", items: draws.below(2000), prompts: 6 }]);
    for (const place of placesOf(row).filter((one) => "plannedTests" in one)) place["plannedTests"] = plan;
  }),
  "the test is another": changed((row, draws) => {
    row["testIdx"] = draws.pick([0, 1, -1, 1e9, 0.5, "0", null]);
  }),
  "the column is another": changed((row, draws) => {
    row["promptIdx"] = draws.pick([0, 1, 7, -1, "0", null]);
  }),
  "the model is called otherwise": changed((row, draws) => {
    const label = draws.pick([...HOSTILE_LABELS, "__proto__", "constructor", "published:toString", "a#b"]);
    row["provider"] = { ...(row["provider"] as Json), label };
  }),
  "the call failed": changed((row, draws) => {
    row["error"] = draws.pick(["HTTP 500", "No output", " "]);
    row["gradingResult"] = null;
    row["response"] = draws.pick([undefined, null, { error: "HTTP 500" }]);
  }),
  "another variable": changed((row, draws) => {
    row["vars"] = {
      ...(row["vars"] as Json),
      [draws.pick(["tone", "__proto__", "a\nb"])]: draws.pick(["x", 1, {}]),
    };
  }),
  "another reading": changed((row, draws) => {
    const test = row["testCase"] as Json;
    const config = { reading: draws.pick(["released", "none", null, 3]) };
    test["assert"] = draws.pick<unknown>([
      [{ type: "javascript", value: "package:value-portrait:dist/assertions/likert.likert", config }],
      [],
      "likert",
      null,
    ]);
  }),
  "rows of other tests": (rows, draws) => [
    ...rows,
    ...Array.from({ length: 1 + draws.below(20) }, (_, at) => ({
      testIdx: 1000 + at,
      promptIdx: 0,
      provider: { id: "echo" },
      prompt: { raw: "x", label: "x" },
      vars: { topic: "x" },
      success: true,
      response: { output: "like me" },
    })),
  ],
  "a field is gone": changed((row, draws) => {
    const [parent, name] = draws.pick(fieldsOf(row));
    delete parent[name];
  }),
  "a field is something else": changed((row, draws) => {
    const [parent, name] = draws.pick(fieldsOf(row));
    parent[name] = draws.pick<unknown>([null, 0, -1, 1e308, "", "x", [], {}, true, [[]], "\u0000"]);
  }),
  "a row is something else": (rows, draws) => {
    const at = draws.below(rows.length);
    const other = draws.pick<unknown>([null, 7, "row", [], {}, [{}], { results: [] }]);
    return rows.map((row, index) => (index === at ? (other as Json) : row)); // on purpose no row
  },
};

/** Changes some rows, each a copy: mostly one, sometimes many. */
function changed(change: (row: Json, draws: Draws) => void): RowMutation {
  return (rows, draws) => {
    const share = draws.pick([0, 0, 0.05, 0.5, 1]);
    const one = draws.below(rows.length);
    return rows.map((row, at) => {
      if (at !== one && !draws.chance(share)) return row;
      const copy = structuredClone(row);
      change(copy, draws);
      return copy;
    });
  };
}

function answering(row: Json, draws: Draws): Json {
  const copy = structuredClone(row);
  const rating = draws.pick(RATINGS);
  copy["response"] = { output: LABELS[rating] };
  const record = recordOf(copy);
  if (record !== undefined) Object.assign(record, { kind: "rating", rating });
  return copy;
}

type Graded = {
  readonly componentResults: readonly { readonly metadata: { readonly valuePortrait: Json } }[];
};

function recordOf({ gradingResult }: Json): Json | undefined {
  return (gradingResult as Graded | null)?.componentResults[0]?.metadata.valuePortrait;
}

/** All parts of a row that say which item it asks. */
function placesOf(row: Json): Json[] {
  const test = row["testCase"] as Json;
  const places = [recordOf(row), row["vars"], row["metadata"], test["vars"], test["metadata"]];
  return places.filter((place) => place !== undefined) as Json[];
}

/** Every field in a row, with the object that holds it. */
function fieldsOf(part: unknown): (readonly [parent: Json, name: string])[] {
  if (typeof part !== "object" || part === null) return [];
  const parent = part as Json;
  return Object.keys(parent).flatMap((name) => [[parent, name] as const, ...fieldsOf(parent[name])]);
}
