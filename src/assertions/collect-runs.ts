import { sum } from "simple-statistics";
import { type Circumstances, NO_CIRCUMSTANCES } from "../contract/circumstances.ts";
import { tellApart } from "../contract/condition.ts";
import type { Values } from "../contract/condition-label.ts";
import { askedElsewhere, plannedCount, type RowPlan } from "../contract/eval-plan.ts";
import { conditionSubject } from "../contract/prompt-label.ts";
import { getOrAdd, groupBy } from "../lib/group-by.ts";
import { publicName, publicNames } from "../lib/public-names.ts";
import type { Answer, Run } from "../runs/answer.ts";
import { encodeAnswer } from "../runs/answer-code.ts";
import type { RunIdentity } from "../runs/run-identity.ts";
import { tellRunsApart } from "../runs/run-names.ts";
import type { Found, Source } from "./found-answer.ts";
import { knownEvals } from "./known-evals.ts";
import type { RowReading } from "./read-ratings.ts";
import { refuseMixture } from "./refuse-mixture.ts";
import { type Counts, cellsOf, settle } from "./settle-answers.ts";

/** A run with where it comes from. */
export type CollectedRun = Run & {
  readonly identity: RunIdentity;
  /** promptfoo's id of the provider that gave its first answer, without secrets. */
  readonly provider: string;
  /** The model, with its persona, whatever the condition. */
  readonly model: string;
  /** The condition under which it was asked, where there are several: its name is a part of the subject. */
  readonly condition: { readonly name: string; readonly values: Values } | undefined;
  /** What its first answer was asked under. */
  readonly circumstances: Circumstances;
};

/** What was found besides the runs. */
export type Collection = Counts & {
  /**
   * One run for each eval, model, persona and condition, in the order of files and, within one, of the eval's columns
   * and tests: answers arrive in any order.
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
  /** Variables that have a value of their own for nearly every item, so that they make no conditions. */
  readonly unshared: readonly string[];
};

/**
 * Gathers rows into runs, one for each eval, model, persona and condition. Several outputs of one eval complete each
 * other, as a cut one and its rest; answers of different evals never do. Repeats are told apart by the number that the
 * assertion noted; where nobody noted it, rows of one eval that answer the same item and variant as different tests
 * are repeats. Every other second answer is a duplicate: the first that is not an error is kept, so that a retried call
 * replaces its failure. `finish` throws an InputError when answers of one eval were given under conditions that cannot
 * be told apart.
 * @param isKnown whether the release has an item
 * @example
 * const collector = collectRuns(isReleasedItem);
 * collector.add(readRow(row), { place: 0, file: "out.jsonl", unit: "out.jsonl" });
 * collector.finish().runs;
 */
export function collectRuns(isKnown: (item: string) => boolean): {
  readonly add: (reading: RowReading, source: Source) => void;
  readonly finish: () => Collection;
  /** How a subject of a row is called in the collection: without secrets. */
  readonly nameOf: (subject: string) => string;
} {
  const subjects = new Map<string, Found[]>();
  const plans = new Map<string, RowPlan>();
  const answers = new Map<string, Answer>();
  const known = new Map<string, Circumstances>();
  const evals = knownEvals();
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
        getOrAdd(subjects, subject, (): Found[] => []).push({
          item,
          variant,
          repeat,
          answer,
          cached,
          source,
          evalId: evals.idOf(reading.evalId, source),
          promptIdx,
          testIdx,
          provider,
          plan,
          circumstances,
        });
      }
    },
    finish() {
      const ordered = inOrder([...subjects], ([, found]) => found);
      names = publicNames(ordered.map(([model]) => model));
      const told = ordered.map(([model, found]) => {
        const { conditions, unshared } = tellApart(found);
        return { model: nameOf(model), unshared, conditions };
      });
      const unshared = [...new Set(told.flatMap((one) => one.unshared))];
      const ofEvals = told.flatMap(({ model, conditions }) => {
        const parts = conditions.flatMap(({ rows, ...condition }) =>
          [...groupBy(rows, evals.keyOf)].map(([key, own]) => ({ ...condition, model, key, rows: own })),
        );
        return [...groupBy(parts, ({ key }) => key).values()];
      });
      const settled = inOrder(ofEvals, (parts) => parts.flatMap(({ rows }) => rows)).flatMap((parts) =>
        settleEval(
          inOrder(parts, ({ rows }) => rows),
          unshared,
          evals.identify,
        ),
      );
      const cells = settled.flatMap((one) => one.cells);
      const total = (count: keyof Counts) => sum(cells.map((cell) => cell[count]));
      return {
        runs: tellRunsApart(
          settled.map(
            ({ cells, planned, ...run }): CollectedRun => ({
              ...run,
              ...(planned === undefined ? {} : { planned }),
              responses: cells.flatMap(({ responses }) => responses),
            }),
          ),
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

/** The rows of one model that were asked in one eval under one condition. */
type Part = Pick<CollectedRun, "model"> & {
  readonly name: string | undefined;
  readonly values: Values;
  readonly rows: readonly Found[];
};

/** The runs of one model in one eval, one for each condition, each with how much of it was planned. */
function settleEval(
  parts: readonly Part[],
  unshared: readonly string[],
  identify: (subject: string, rows: readonly Found[]) => RunIdentity,
) {
  const runs = parts.map(({ model, name, values, rows }) => {
    const subject = conditionSubject(model, name);
    const cells = cellsOf(rows);
    refuseMixture(subject, cells, unshared);
    const condition = name === undefined ? undefined : { name, values };
    const { provider, circumstances } = rows[0] as Found; // a run has at least the row that made it
    const identity = identify(subject, rows);
    const origin = { identity, model, provider: publicName(provider), condition, circumstances };
    return { subject, ...origin, cells: cells.map(settle) };
  });
  const rows = runs.map(({ cells }) => cells.flatMap((cell) => cell.rows));
  const elsewhere = askedElsewhere(rows);
  return runs.map((run, index) => ({ ...run, planned: plannedCount(rows[index] ?? [], elsewhere(index)) }));
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
  return (
    one.source.place - other.source.place || one.promptIdx - other.promptIdx || one.testIdx - other.testIdx
  );
}

/** One object for all equal circumstances, by which they are compared quickly. */
function shared(circumstances: Circumstances, known: Map<string, Circumstances>): Circumstances {
  if (circumstances === NO_CIRCUMSTANCES) return circumstances;
  return getOrAdd(known, JSON.stringify(circumstances), () => circumstances);
}
