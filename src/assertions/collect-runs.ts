import type { Answer, Response, Run } from "../answer.ts";
import type { Variant } from "../variant.ts";
import type { RowReading } from "./read-ratings.ts";

/** What was found besides the runs. */
export type Collection = {
  /** One run for each subject, in order of appearance. */
  readonly runs: readonly Run[];
  /** Rows of other tests. */
  readonly foreign: number;
  /** Rows of ours without an answer record: our assertion did not run on them. */
  readonly unread: number;
  /** Rows that give a second answer for one item, variant, repeat and subject. */
  readonly duplicates: number;
  /** Duplicates whose answer differs from the one that is kept. */
  readonly contradictions: number;
};

type Found = { readonly source: number; readonly testIdx: number; readonly answer: Answer };
type Cell = { readonly item: string; readonly variant: Variant; readonly found: Found[] };

/**
 * Gathers rows into runs. Rows of one eval that answer the same item and variant as different tests are repeats;
 * every other second answer is a duplicate: the first that is not an error is kept, so that a retried call
 * replaces its failure.
 * @example
 * const collector = collectRuns();
 * collector.add(readRow(row), 0); // 0: the first file
 * collector.finish().runs;
 */
export function collectRuns(): {
  readonly add: (reading: RowReading, source: number) => void;
  readonly finish: () => Collection;
} {
  const subjects = new Map<string, Map<string, Cell>>();
  let foreign = 0;
  let unread = 0;
  return {
    add(reading, source) {
      if (reading.kind === "foreign") foreign += 1;
      else if (reading.kind === "unread") unread += 1;
      else {
        const { subject, item, variant, answer, testIdx } = reading;
        const cells = subjects.get(subject) ?? new Map<string, Cell>();
        if (cells.size === 0) subjects.set(subject, cells);
        const id = `${item} ${variant}`;
        const cell = cells.get(id) ?? { item, variant, found: [] };
        if (cell.found.length === 0) cells.set(id, cell);
        cell.found.push({ source, testIdx, answer });
      }
    },
    finish() {
      const settled = [...subjects].map(([subject, cells]) => ({
        subject,
        cells: [...cells.values()].map(settle),
      }));
      const extra = settled.flatMap(({ cells }) => cells.flatMap(({ duplicates }) => duplicates));
      return {
        runs: settled.map(({ subject, cells }) => ({
          subject,
          responses: cells.flatMap(({ responses }) => responses),
        })),
        foreign,
        unread,
        duplicates: extra.length,
        contradictions: extra.filter(({ contradicts }) => contradicts).length,
      };
    },
  };
}

/** Numbers the repeats of a cell and sets duplicates apart. */
function settle({ item, variant, found }: Cell): {
  readonly responses: readonly Response[];
  readonly duplicates: readonly { readonly contradicts: boolean }[];
} {
  const repeats: Answer[][] = [];
  for (const source of new Set(found.map((one) => one.source))) {
    const ofSource = found.filter((one) => one.source === source);
    const tests = [...new Set(ofSource.map(({ testIdx }) => testIdx))].sort((a, b) => a - b);
    for (const { testIdx, answer } of ofSource) {
      const repeat = tests.indexOf(testIdx);
      repeats[repeat] = [...(repeats[repeat] ?? []), answer];
    }
  }
  const kept = repeats.map(
    (answers) => answers.find(({ kind }) => kind !== "error") ?? { kind: "error" as const },
  );
  return {
    responses: kept.map((answer, repeat) => ({ item, variant, repeat, answer })),
    duplicates: repeats.flatMap((answers, repeat) =>
      answers
        .toSpliced(answers.indexOf(kept[repeat] ?? { kind: "error" }), 1)
        .map((answer) => ({ contradicts: answer.kind !== "error" && !isSame(answer, kept[repeat]) })),
    ),
  };
}

function isSame(a: Answer, b: Answer | undefined): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
