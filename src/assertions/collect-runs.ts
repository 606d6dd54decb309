import { sum } from "simple-statistics";
import type { Answer, Response, Run } from "../answer.ts";
import { encodeAnswer } from "../answer-code.ts";
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

type Found = {
  readonly item: string;
  readonly variant: Variant;
  readonly answer: Answer;
  readonly source: number;
  readonly testIdx: number;
};

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
  const subjects = new Map<string, Found[]>();
  const answers = new Map<string, Answer>();
  let foreign = 0;
  let unread = 0;
  return {
    add(reading, source) {
      if (reading.kind === "foreign") foreign += 1;
      else if (reading.kind === "unread") unread += 1;
      else {
        const { subject, item, variant, testIdx } = reading;
        // One object for all equal answers: an output may have a hundred thousand.
        const answer = getOrAdd(answers, encodeAnswer(reading.answer), () => reading.answer);
        getOrAdd(subjects, subject, (): Found[] => []).push({ item, variant, answer, source, testIdx });
      }
    },
    finish() {
      let duplicates = 0;
      let contradictions = 0;
      const runs = [...subjects].map(([subject, found]): Run => {
        const cells = cellsOf(found).map(settle);
        duplicates += sum(cells.map((cell) => cell.duplicates));
        contradictions += sum(cells.map((cell) => cell.contradictions));
        return { subject, responses: cells.flatMap(({ responses }) => responses) };
      });
      return { runs, foreign, unread, duplicates, contradictions };
    },
  };
}

/** What was found for each item and variant. */
function cellsOf(found: readonly Found[]): Found[][] {
  const cells = new Map<string, Found[]>();
  for (const one of found) getOrAdd(cells, `${one.item} ${one.variant}`, (): Found[] => []).push(one);
  return [...cells.values()];
}

/** Numbers the repeats of one item and variant and counts what is there twice. */
function settle(cell: readonly Found[]): {
  readonly responses: readonly Response[];
  readonly duplicates: number;
  readonly contradictions: number;
} {
  const [{ item, variant }] = cell as [Found]; // a cell has at least the row that made it
  const repeats = repeatsOf(cell).map((answers) => ({ answers, kept: firstAnswer(answers) }));
  return {
    responses: repeats.map(({ kept }, repeat) => ({ item, variant, repeat, answer: kept })),
    duplicates: cell.length - repeats.length,
    contradictions: repeats.flatMap(({ answers, kept }) =>
      answers.filter((answer) => answer !== kept && answer.kind !== "error"),
    ).length,
  };
}

/** The answers of each repeat: tests of one eval in test order; other evals add to the same repeats. */
function repeatsOf(cell: readonly Found[]): Answer[][] {
  const repeats: Answer[][] = [];
  for (const source of new Set(cell.map((one) => one.source))) {
    const ofSource = cell.filter((one) => one.source === source);
    const tests = [...new Set(ofSource.map(({ testIdx }) => testIdx))].sort((a, b) => a - b);
    for (const [repeat, test] of tests.entries())
      for (const { answer } of ofSource.filter(({ testIdx }) => testIdx === test))
        repeats[repeat] = [...(repeats[repeat] ?? []), answer];
  }
  return repeats;
}

function firstAnswer(answers: readonly Answer[]): Answer {
  const [first] = answers as [Answer]; // a repeat has at least the answer that made it
  return answers.find(({ kind }) => kind !== "error") ?? first;
}

function getOrAdd<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}
