import type { Answer, Response, Run } from "../answer.ts";
import { encodeAnswer } from "../answer-code.ts";
import type { Variant } from "../variant.ts";
import type { RowReading } from "./read-ratings.ts";

/** A run with promptfoo's id of the provider that gave its first answer. */
export type CollectedRun = Run & { readonly provider: string };

/** What was found besides the runs. */
export type Collection = {
  /** One run for each subject, in order of appearance. */
  readonly runs: readonly CollectedRun[];
  /** Rows of other tests. */
  readonly foreign: number;
  /** Rows of ours without an answer record: our assertion did not run on them. */
  readonly unread: number;
  /** Rows that give a second answer for one item, variant, repeat and subject. */
  readonly duplicates: number;
  /** Duplicates whose answer differs from the one that is kept. */
  readonly contradictions: number;
  /** Answers to items and variants that were asked repeatedly. */
  readonly repeated: number;
  /** Repeated answers that promptfoo's cache gave in place of the model. */
  readonly cachedRepeats: number;
};

type Found = {
  readonly source: number;
  readonly testIdx: number;
  readonly repeat: number | undefined;
  readonly answer: Answer;
  readonly cached: boolean;
};
/** What was found for one subject, by item and variant. */
type Cells = Map<string, Map<Variant, Found[]>>;

/**
 * Gathers rows into runs. Repeats are told apart by the number that the assertion noted; where nobody noted it,
 * rows of one eval that answer the same item and variant as different tests are repeats. Every other second
 * answer is a duplicate: the first that is not an error is kept, so that a retried call replaces its failure.
 * @example
 * const collector = collectRuns();
 * collector.add(readRow(row), 0); // 0: the first file
 * collector.finish().runs;
 */
export function collectRuns(): {
  readonly add: (reading: RowReading, source: number) => void;
  readonly finish: () => Collection;
} {
  const subjects = new Map<string, { readonly provider: string; readonly items: Cells }>();
  let foreign = 0;
  let unread = 0;
  return {
    add(reading, source) {
      if (reading.kind === "foreign") foreign += 1;
      else if (reading.kind === "unread") unread += 1;
      else {
        const { subject, provider, item, variant, answer, testIdx, repeat, cached } = reading;
        const { items } = getOrAdd(subjects, subject, () => ({ provider, items: new Map() }));
        const variants = getOrAdd(items, item, () => new Map<Variant, Found[]>());
        const found = { source, testIdx, repeat, answer: interned(answer), cached };
        getOrAdd(variants, variant, (): Found[] => []).push(found);
      }
    },
    finish() {
      const settled = [...subjects].map(([subject, { provider, items }]) => ({
        subject,
        provider,
        cells: [...items].flatMap(([item, variants]) =>
          [...variants].map(([variant, found]) => settle(item, variant, found)),
        ),
      }));
      const cells = settled.flatMap((one) => one.cells);
      const total = (count: (cell: Settled) => number) => cells.reduce((sum, cell) => sum + count(cell), 0);
      return {
        runs: settled.map((one) => ({
          subject: one.subject,
          provider: one.provider,
          responses: one.cells.flatMap(({ responses }) => responses),
        })),
        foreign,
        unread,
        duplicates: total((cell) => cell.duplicates),
        contradictions: total((cell) => cell.contradictions),
        repeated: total(({ responses }) => (responses.length > 1 ? responses.length : 0)),
        cachedRepeats: total(({ responses, cached }) => (responses.length > 1 ? cached : 0)),
      };
    },
  };
}

/** The answers to one item under one variant, repeats numbered and duplicates set apart. */
type Settled = {
  readonly responses: readonly Response[];
  readonly cached: number;
  readonly duplicates: number;
  readonly contradictions: number;
};

function settle(item: string, variant: Variant, found: readonly Found[]): Settled {
  const repeats = new Map<number, Found[]>();
  for (const source of new Set(found.map((one) => one.source))) {
    const ofSource = found.filter((one) => one.source === source);
    const repeatOf = numbering(ofSource);
    for (const one of ofSource) getOrAdd(repeats, repeatOf(one), (): Found[] => []).push(one);
  }
  const kept = new Map([...repeats].map(([repeat, rows]) => [repeat, firstUsable(rows)]));
  const others = [...repeats].flatMap(([repeat, rows]) =>
    rows.filter((one) => one !== kept.get(repeat)).map(({ answer }) => ({ repeat, answer })),
  );
  return {
    responses: [...kept]
      .sort(([a], [b]) => a - b)
      .map(([repeat, { answer }]) => ({ item, variant, repeat, answer })),
    cached: [...kept.values()].filter(({ cached }) => cached).length,
    duplicates: others.length,
    contradictions: others.filter(
      ({ repeat, answer }) => answer.kind !== "error" && answer !== kept.get(repeat)?.answer,
    ).length,
  };
}

/**
 * The number of the repetition of a row. promptfoo gives the repeats of a test consecutive places, so that one
 * noted number tells the others; without any, the rows are numbered by their places.
 */
function numbering(rows: readonly Found[]): (row: Found) => number {
  const noted = rows.find(({ repeat }) => repeat !== undefined);
  if (noted?.repeat !== undefined) {
    const first = noted.testIdx - noted.repeat;
    return ({ repeat, testIdx }) => repeat ?? Math.max(0, testIdx - first);
  }
  const places = [...new Set(rows.map(({ testIdx }) => testIdx))].sort((a, b) => a - b);
  return ({ testIdx }) => places.indexOf(testIdx);
}

/** The first row whose provider did not fail, else the first: there is at least one. */
function firstUsable(rows: readonly Found[]): Found {
  const [first] = rows;
  if (first === undefined) throw new RangeError("firstUsable requires at least one row");
  return rows.find(({ answer }) => answer.kind !== "error") ?? first;
}

function getOrAdd<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}

const ANSWERS = new Map<string, Answer>();

/** One object for all equal answers, so that a large output does not fill the memory. */
function interned(answer: Answer): Answer {
  return getOrAdd(ANSWERS, encodeAnswer(answer), () => answer);
}
