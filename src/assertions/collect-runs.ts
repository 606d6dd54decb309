import { sum } from "simple-statistics";
import { type Circumstances, NO_CIRCUMSTANCES } from "../contract/circumstances.ts";
import { tellApart } from "../contract/condition.ts";
import type { Values } from "../contract/condition-label.ts";
import { askedElsewhere, type PlannedRow, plannedCount, type RowPlan } from "../contract/eval-plan.ts";
import { conditionSubject } from "../contract/prompt-label.ts";
import { getOrAdd } from "../lib/group-by.ts";
import { publicName, publicNames } from "../lib/public-names.ts";
import { type Answer, MAX_REPEATS, type Response, type Run } from "../runs/answer.ts";
import { encodeAnswer } from "../runs/answer-code.ts";
import type { RowReading } from "./read-ratings.ts";
import { refuseMixture } from "./refuse-mixture.ts";

/** A run with where it comes from. */
export type CollectedRun = Run & {
  /** promptfoo's id of the provider that gave its first answer, without secrets. */
  readonly provider: string;
  /** The model, with its persona, whatever the condition. */
  readonly model: string;
  /** The condition under which it was asked, where there are several: its name is a part of the subject. */
  readonly condition: { readonly name: string; readonly values: Values } | undefined;
};

/** What was found besides the runs. */
export type Collection = {
  /**
   * One run for each model, persona and condition, in the order of files and, within one, of the eval's columns and
   * tests: answers arrive in any order.
   */
  readonly runs: readonly CollectedRun[];
  /** Rows of other tests. */
  readonly foreign: number;
  /** Rows of ours without an answer record: our assertion did not run on them. */
  readonly unread: number;
  /** Rows whose record is of another item or variant than they ask; not used. */
  readonly mismatched: number;
  /** Rows that name an item which the release does not have; not used. */
  readonly unknown: number;
  /** Answers that say something else than was recorded of them: what they say is used. */
  readonly reread: number;
  /** Ratings in rows that do not hold the answer, so that they could not be checked. */
  readonly unchecked: number;
  /** Rows that give a second answer for one item, variant, repeat and subject. */
  readonly duplicates: number;
  /** Duplicates whose answer differs from the one that is kept. */
  readonly contradictions: number;
  /** Answers to items and variants that were asked repeatedly. */
  readonly repeated: number;
  /** Repeated answers that promptfoo's cache gave in place of the model. */
  readonly cachedRepeats: number;
  /** Variables that have a value of their own for nearly every item, so that they make no conditions. */
  readonly unshared: readonly string[];
};

type Found = Pick<
  Extract<RowReading, { kind: "answer" }>,
  "item" | "variant" | "repeat" | "answer" | "cached" | "promptIdx" | "testIdx" | "plan" | "circumstances"
> & { readonly source: number };

/**
 * Gathers rows into runs, one for each model, persona and condition. Repeats are told apart by the number that the
 * assertion noted; where nobody noted it, rows of one eval that answer the same item and variant as different tests
 * are repeats. Every other second answer is a duplicate: the first that is not an error is kept, so that a retried call
 * replaces its failure. `finish` throws an InputError when answers of one eval were given under conditions that cannot
 * be told apart.
 * @param isKnown whether the release has an item
 * @example
 * const collector = collectRuns(isReleasedItem);
 * collector.add(readRow(row), 0); // 0: the first file
 * collector.finish().runs;
 */
export function collectRuns(isKnown: (item: string) => boolean): {
  readonly add: (reading: RowReading, source: number) => void;
  readonly finish: () => Collection;
  /** How a subject of a row is called in the collection: without secrets. */
  readonly nameOf: (subject: string) => string;
} {
  const subjects = new Map<string, { readonly provider: string; readonly found: Found[] }>();
  const plans = new Map<string, RowPlan>();
  const answers = new Map<string, Answer>();
  const known = new Map<string, Circumstances>();
  let foreign = 0;
  let unread = 0;
  let mismatched = 0;
  let unknown = 0;
  const checks = { same: 0, other: 0, impossible: 0 };
  let names: ReadonlyMap<string, string> = new Map();
  const nameOf = (subject: string) => names.get(subject) ?? publicName(subject);
  return {
    nameOf,
    add(reading, source) {
      if (reading.kind === "foreign") foreign += 1;
      else if (reading.kind === "unread") unread += 1;
      else if (reading.kind === "mismatched") mismatched += 1;
      else if (!isKnown(reading.item)) unknown += 1;
      else {
        if (reading.check !== undefined) checks[reading.check] += 1;
        const { subject, provider, item, variant, repeat, cached, promptIdx, testIdx, plan: given } = reading;
        // One object for all equal answers: an output may have a hundred thousand.
        const answer = getOrAdd(answers, encodeAnswer(reading.answer), () => reading.answer);
        const circumstances = shared(reading.circumstances, known);
        const plan = given && getOrAdd(plans, `${given.id} ${given.cells}`, () => given);
        const { found } = getOrAdd(subjects, subject, () => ({ provider, found: [] }));
        found.push({
          item,
          variant,
          repeat,
          answer,
          cached,
          source,
          promptIdx,
          testIdx,
          plan,
          circumstances,
        });
      }
    },
    finish() {
      const ordered = inOrder([...subjects], ([, { found }]) => found);
      names = publicNames(ordered.map(([model]) => model));
      const told = ordered.map(([model, { provider, found }]) => {
        const { conditions, unshared } = tellApart(found);
        return {
          model: nameOf(model),
          provider: publicName(provider),
          unshared,
          conditions: inOrder(conditions, ({ rows }) => rows),
        };
      });
      const unshared = [...new Set(told.flatMap((one) => one.unshared))];
      const settled = told.flatMap(({ model, provider, conditions }) => {
        const runs = conditions.map(({ name, values, rows }) => {
          const subject = conditionSubject(model, name);
          const cells = cellsOf(rows);
          refuseMixture(subject, cells, unshared);
          const condition = name === undefined ? undefined : { name, values };
          return { subject, model, provider, condition, cells: cells.map(settle) };
        });
        const rows = runs.map(({ cells }) => cells.flatMap((cell) => cell.rows));
        const elsewhere = askedElsewhere(rows);
        return runs.map((run, index) => ({
          ...run,
          planned: plannedCount(rows[index] ?? [], elsewhere(index)),
        }));
      });
      const cells = settled.flatMap((one) => one.cells);
      const total = (count: keyof Counts) => sum(cells.map((cell) => cell[count]));
      return {
        runs: settled.map(
          ({ cells, planned, ...run }): CollectedRun => ({
            ...run,
            ...(planned === undefined ? {} : { planned }),
            responses: cells.flatMap(({ responses }) => responses),
          }),
        ),
        foreign,
        unread,
        mismatched,
        unknown,
        reread: checks.other,
        unchecked: checks.impossible,
        duplicates: total("duplicates"),
        contradictions: total("contradictions"),
        repeated: total("repeated"),
        cachedRepeats: total("cachedRepeats"),
        unshared,
      };
    },
  };
}

/** Groups of rows in the order of their first places: the file, the eval's column and test. */
function inOrder<Group>(groups: readonly Group[], rowsOf: (group: Group) => readonly Found[]): Group[] {
  const placed = groups.map((group) => ({ group, first: rowsOf(group).reduce(earlier) }));
  return placed.toSorted((one, other) => inPlace(one.first, other.first)).map(({ group }) => group);
}

function earlier(one: Found, other: Found): Found {
  return inPlace(one, other) <= 0 ? one : other;
}

function inPlace(one: Found, other: Found): number {
  return one.source - other.source || one.promptIdx - other.promptIdx || one.testIdx - other.testIdx;
}

/** One object for all equal circumstances, by which they are compared quickly. */
function shared(circumstances: Circumstances, known: Map<string, Circumstances>): Circumstances {
  if (circumstances === NO_CIRCUMSTANCES) return circumstances;
  return getOrAdd(known, JSON.stringify(circumstances), () => circumstances);
}

/** What was found for each item and variant. */
function cellsOf(found: readonly Found[]): Found[][] {
  const cells = new Map<string, Found[]>();
  for (const one of found) getOrAdd(cells, `${one.item} ${one.variant}`, (): Found[] => []).push(one);
  return [...cells.values()];
}

type Counts = Pick<Collection, "duplicates" | "contradictions" | "repeated" | "cachedRepeats">;

type Settled = Counts & {
  readonly responses: readonly Response[];
  readonly rows: readonly PlannedRow[];
};

/** Numbers the repeats of one item and variant and counts what is there twice. */
function settle(cell: readonly Found[]): Settled {
  const repeats = repeatsOf(cell).map(([repeat, rows]) => ({ repeat, rows, kept: firstUsable(rows) }));
  return {
    responses: repeats.map(({ repeat, kept: { item, variant, answer } }) => ({
      item,
      variant,
      repeat,
      answer,
    })),
    rows: repeats.flatMap(({ repeat, rows }) =>
      rows.map(({ item, variant, plan }) => ({ cell: `${item} ${variant}`, repeat, plan })),
    ),
    duplicates: cell.length - repeats.length,
    contradictions: repeats.flatMap(({ rows, kept }) =>
      rows.filter(({ answer }) => answer !== kept.answer && answer.kind !== "error"),
    ).length,
    repeated: repeats.length > 1 ? repeats.length : 0,
    cachedRepeats: repeats.length > 1 ? repeats.filter(({ kept }) => kept.cached).length : 0,
  };
}

/** The rows of each repeat, by its number; other evals add to the same repeats. */
function repeatsOf(cell: readonly Found[]): [number, Found[]][] {
  const repeats = new Map<number, Found[]>();
  for (const source of new Set(cell.map((one) => one.source))) {
    const ofSource = cell.filter((one) => one.source === source);
    const numberOf = numbering(ofSource);
    for (const one of ofSource) getOrAdd(repeats, numberOf(one), (): Found[] => []).push(one);
  }
  return [...repeats].sort(([a], [b]) => a - b);
}

/**
 * The number of a row's repetition. promptfoo gives the repeats of a test consecutive places, so that one noted
 * number tells the others; without any, the rows of an eval are numbered by their places.
 */
function numbering(rows: readonly Found[]): (row: Found) => number {
  const noted = rows.find(({ repeat }) => repeat !== undefined);
  if (noted?.repeat !== undefined) {
    const first = noted.testIdx - noted.repeat;
    return ({ repeat, testIdx }) => repeat ?? Math.min(MAX_REPEATS - 1, Math.max(0, testIdx - first));
  }
  const places = [...new Set(rows.map(({ testIdx }) => testIdx))].sort((a, b) => a - b);
  return ({ testIdx }) => places.indexOf(testIdx);
}

function firstUsable(rows: readonly Found[]): Found {
  const [first] = rows as [Found]; // a repeat has at least the row that made it
  return rows.find(({ answer }) => answer.kind !== "error") ?? first;
}
