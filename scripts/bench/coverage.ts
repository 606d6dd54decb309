/**
 * How often intervals hold the true figure, and how often a verdict raises a false alarm, when answers behave like
 * those of the released models. Everything goes through the public functions. Minutes, not for the test suite.
 * Run: npx tsx scripts/bench/coverage.ts [simulations, default 1000]
 */

import { shuffle } from "simple-statistics";
import { DIMENSIONS, DIMENSIONS_OF, type Dimension, FAMILIES } from "../../src/instrument/dimensions.ts";
import { portraitOf } from "../../src/instrument/item.ts";
import type { KeyedItem } from "../../src/instrument/key.ts";
import { groupBy } from "../../src/lib/group-by.ts";
import { seededRandom } from "../../src/lib/random.ts";
import { recordOf } from "../../src/lib/record-of.ts";
import { loadItems, loadKey, loadReleasedModels } from "../../src/release/data.ts";
import { releasedRun } from "../../src/release/released-run.ts";
import type { Response, Run } from "../../src/runs/answer.ts";
import { compareRuns } from "../../src/scoring/compare/compare-runs.ts";
import { tiers } from "../../src/scoring/compare/tiers.ts";
import { reduceRun } from "../../src/scoring/score/reduced-run.ts";
import { scoreRun } from "../../src/scoring/score/score-run.ts";
import type { Interval } from "../../src/scoring/statistics/interval.ts";
import { INTERVAL_METHODS, type Uncertainty } from "../../src/scoring/uncertainty/interval.ts";
import { scoreIntervals } from "../../src/scoring/uncertainty/score-intervals.ts";

const SIMULATIONS = Number(process.argv[2] ?? 1000);
const RESAMPLES = 1000;
const MARGIN = 0.3;
/** True differences below this are hardly ever called equivalent to anything: no test of that verdict. */
const LARGE = 0.2;
const SEED = 2025;

const key = loadKey("released");
const random = seededRandom(SEED);
/** Models whose every answer holds a rating, so that truth and paired counts are plain. */
const runs = loadReleasedModels()
  .filter(({ complete }) => complete)
  .map(releasedRun)
  .filter(({ responses }) => responses.every(({ answer }) => answer.kind === "rating"));
const portraits = [...new Set(loadItems().map(({ id }) => portraitOf(id)))];
const byQuery = runs.map(({ responses }) => groupBy(responses, ({ item }) => portraitOf(item)));
const scores = runs.map((run) => scoreRun(run, key).scores);

console.log(`${SIMULATIONS} simulations each, ${runs.length} models, ${RESAMPLES} resamples, seed ${SEED}`);
coverageOfScores("one model's queries are the population", () => {
  const model = pick(runs.length);
  return { modelOf: () => model, truth: (dimension) => scores[model]?.[dimension]?.centred ?? Number.NaN };
});
coverageOfScores("all models' queries are the population", () => ({
  modelOf: () => pick(runs.length),
  truth: (dimension) =>
    scores.reduce((sum, of) => sum + (of[dimension]?.centred ?? Number.NaN), 0) / scores.length,
}));
differences();
falseAlarms("a rerun: every answer drawn from its item's six", () => {
  const run = at(runs, pick(runs.length));
  return [rerun(run), rerun(run)];
});
falseAlarms("two models with labels exchanged by query at random", exchangedPair);
falseTiers();

type Population = {
  /** Which model answers a drawn query. */
  readonly modelOf: () => number;
  readonly truth: (dimension: Dimension) => number;
};

function coverageOfScores(title: string, population: () => Population): void {
  const held = tally(INTERVAL_METHODS);
  for (let simulation = 0; simulation < SIMULATIONS; simulation += 1) {
    const { modelOf, truth } = population();
    const sample = drawSample();
    const drawn = sample.run((portrait) => byQuery[modelOf()]?.get(portrait) ?? []);
    const { dimensions } = scoreIntervals(reduceRun(drawn, sample.key), {
      seed: simulation,
      resamples: RESAMPLES,
    });
    for (const row of Object.values(dimensions))
      if (row.kind === "interval")
        for (const method of INTERVAL_METHODS)
          held.add(row.dimension, method, holds(boundsBy(row, method), truth(row.dimension)));
  }
  held.print(`Share of 95% intervals that hold the true score; ${title}`);
}

/** Two models on queries drawn anew: the true difference is that on all queries. */
function differences(): void {
  const held = tally([...INTERVAL_METHODS, "equivalent"] as const);
  for (let simulation = 0; simulation < SIMULATIONS; simulation += 1) {
    const [a, b] = twoModels();
    const truth = (dimension: Dimension) =>
      (scores[a]?.[dimension]?.centred ?? Number.NaN) - (scores[b]?.[dimension]?.centred ?? Number.NaN);
    const sample = drawSample();
    const [runA, runB] = [a, b].map((model) => sample.run((portrait) => byQuery[model]?.get(portrait) ?? []));
    // The margin is put where one dimension's true difference lies: to call that one equivalent is an error.
    const large = DIMENSIONS.filter((dimension) => Math.abs(truth(dimension)) >= LARGE);
    const judged = large[pick(large.length)];
    const margin = judged === undefined ? MARGIN : Math.abs(truth(judged));
    const options = { seed: simulation, resamples: RESAMPLES, margin };
    if (runA === undefined || runB === undefined) continue;
    for (const row of Object.values(compareRuns(runA, runB, sample.key, options).dimensions)) {
      if (row.kind === "undefined") continue;
      for (const method of INTERVAL_METHODS)
        held.add(row.dimension, method, holds(boundsBy(row, method), truth(row.dimension)));
      if (row.dimension === judged) held.add(row.dimension, "equivalent", row.equivalent);
    }
  }
  held.print(
    "Share of 95% intervals that hold the true difference of two models; share called equivalent at the margin",
  );
}

function falseAlarms(title: string, pair: () => readonly [Run, Run]): void {
  const found = tally(["p < .05", "differs", "equivalent"] as const);
  const families = { any: 0, of: 0 };
  for (let simulation = 0; simulation < SIMULATIONS; simulation += 1) {
    const [a, b] = pair();
    const { dimensions } = compareRuns(a, b, key, { seed: simulation, resamples: RESAMPLES, margin: MARGIN });
    for (const row of Object.values(dimensions)) {
      if (row.kind === "undefined") continue;
      found.add(row.dimension, "p < .05", row.p < 0.05);
      found.add(row.dimension, "differs", row.differs);
      found.add(row.dimension, "equivalent", row.equivalent);
    }
    for (const family of FAMILIES) {
      const real = DIMENSIONS_OF[family].some((dimension) => {
        const row = dimensions[dimension];
        return row.kind === "compared" && row.differs;
      });
      families.any += real ? 1 : 0;
      families.of += 1;
    }
  }
  found.print(`Verdicts where there is no difference, margin ${MARGIN}; ${title}`);
  console.log(`Families with any "differs": ${(families.any / families.of).toFixed(3)}`);
}

/** Queries and options dealt out anew, so that ratings have nothing to do with the key. */
function falseTiers(): void {
  for (const family of FAMILIES) {
    let [any, more] = [0, 0];
    for (let simulation = 0; simulation < SIMULATIONS; simulation += 1) {
      const dealt = shuffle([...portraits], random);
      const model = byQuery[pick(runs.length)];
      const responses = portraits.flatMap((portrait, index) => {
        const options = shuffle([1, 2, 3, 4, 5], random);
        return (model?.get(at(dealt, index)) ?? []).map((response) => ({
          ...response,
          item: `${portrait}/${at(options, Number(response.item.slice(5)) - 1)}`,
        }));
      });
      const run = { subject: "dealt", responses };
      const found = tiers(reduceRun(run, key), family, { seed: simulation, resamples: RESAMPLES });
      any += found.pairs.some(({ differs }) => differs) ? 1 : 0;
      more += found.tiers.length > 1 ? 1 : 0;
    }
    console.log(
      `Ratings dealt out at random, ${family}: any pair differs ${(any / SIMULATIONS).toFixed(3)}, more than one tier ${(more / SIMULATIONS).toFixed(3)}`,
    );
  }
}

/** As many queries as there are, drawn with replacement and renamed, and the key for them. */
function drawSample() {
  const drawn = portraits.map((_, index) => ({
    portrait: at(portraits, pick(portraits.length)),
    name: 1000 + index,
  }));
  const rename = (item: string, name: number) => `${name}${item.slice(4)}`;
  const items = recordOf(DIMENSIONS, (dimension) => {
    const keyed = groupBy(key.items[dimension], ({ item }) => portraitOf(item));
    return drawn.flatMap(({ portrait, name }): KeyedItem[] =>
      (keyed.get(portrait) ?? []).map(({ item, sign }) => ({ item: rename(item, name), sign })),
    );
  });
  return {
    key: { ...key, items },
    run: (answers: (portrait: number) => readonly Response[]): Run => ({
      subject: "drawn",
      responses: drawn.flatMap(({ portrait, name }) =>
        answers(portrait).map((response) => ({ ...response, item: rename(response.item, name) })),
      ),
    }),
  };
}

function rerun({ responses }: Run): Run {
  const answersOf = groupBy(responses, ({ item }) => item);
  return {
    subject: "rerun",
    responses: responses.map((response) => {
      const six = answersOf.get(response.item) ?? [];
      return { ...response, answer: at(six, pick(six.length)).answer };
    }),
  };
}

function exchangedPair(): readonly [Run, Run] {
  const [a, b] = twoModels();
  const exchanged = portraits.map((portrait) => {
    const of = [a, b].map((model) => byQuery[model]?.get(portrait) ?? []);
    return random() < 0.5 ? of : of.toReversed();
  });
  const half = (index: 0 | 1) => ({
    subject: `exchanged ${index}`,
    responses: exchanged.flatMap((pair) => pair[index] ?? []),
  });
  return [half(0), half(1)];
}

function twoModels(): readonly [number, number] {
  const a = pick(runs.length);
  return [a, (a + 1 + pick(runs.length - 1)) % runs.length];
}

/** Shares by dimension and column, printed with their mean over dimensions. */
function tally<Column extends string>(columns: readonly Column[]) {
  const counts = new Map<string, { yes: number; of: number }>();
  const share = (dimension: Dimension, column: Column) => {
    const { yes, of } = counts.get(`${dimension} ${column}`) ?? { yes: 0, of: 0 };
    return yes / of;
  };
  return {
    add(dimension: Dimension, column: Column, yes: boolean): void {
      const count = counts.get(`${dimension} ${column}`) ?? { yes: 0, of: 0 };
      counts.set(`${dimension} ${column}`, { yes: count.yes + (yes ? 1 : 0), of: count.of + 1 });
    },
    print(title: string): void {
      const line = (name: string, of: (column: Column) => string) =>
        console.log(`${name.padEnd(20)}${columns.map((column) => of(column).padStart(12)).join("")}`);
      console.log(`\n${title}`);
      line("", (column) => column);
      for (const dimension of DIMENSIONS) line(dimension, (column) => share(dimension, column).toFixed(3));
      const total = (column: Column) => {
        const of = DIMENSIONS.map((dimension) => counts.get(`${dimension} ${column}`) ?? { yes: 0, of: 0 });
        return of.reduce((sum, { yes }) => sum + yes, 0) / of.reduce((sum, count) => sum + count.of, 0);
      };
      line("all", (column) => total(column).toFixed(3));
    },
  };
}

function boundsBy({ student, bootstrap }: Uncertainty, method: (typeof INTERVAL_METHODS)[number]) {
  return method === "student" ? student : bootstrap[method];
}

function holds(interval: Interval | undefined, truth: number): boolean {
  return interval !== undefined && interval.lower <= truth && truth <= interval.upper;
}

function pick(below: number): number {
  return Math.floor(random() * below);
}

function at<T>(things: readonly T[], index: number): T {
  const thing = things[index];
  if (thing === undefined) throw new RangeError(`there is no ${index}`);
  return thing;
}
