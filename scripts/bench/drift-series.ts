/**
 * How often the gate over a history raises an alarm in series of 20 runs, with and without a change from run 11 on, and
 * how soon; beside it a gate that holds each run against the first. Models are the released ones in turn.
 *
 *   npx tsx scripts/bench/drift-series.ts [series] [seed]
 */
import process from "node:process";
import { medianSorted } from "simple-statistics";
import { type Dimension, VALUES } from "../../src/instrument/dimensions.ts";
import { type Random, seededRandom } from "../../src/lib/random.ts";
import type { Run } from "../../src/runs/answer.ts";
import { profileChange } from "../../src/scoring/compare/profile-change.ts";
import { ALARM, evidenceStep } from "../../src/scoring/drift/e-process.ts";
import { queryContributions } from "../../src/scoring/drift/query-contributions.ts";
import { itemRatings } from "../../src/scoring/score/item-ratings.ts";
import { normalQuantile } from "../../src/scoring/statistics/normal.ts";
import { asked, changed, KEY, MODELS, oneValueMoved, redrawn } from "./simulated-runs.ts";

const RUNS = 20;
/** The first run after the change, counted from 1. */
const CHANGE = 11;

type Again = (model: Run, random: Random) => Run;
type Change = (model: Run, series: number, random: Random) => Run;

const noisy =
  (noise: number): Again =>
  (model, random) =>
    asked(model, noise, 1, random);

const none: Change = (model) => model;
const one =
  (noise: number): Change =>
  (model, series, random) =>
    oneValueMoved(model, series, 0.3, noise, random);
const all =
  (by: number, noise: number): Change =>
  (model, _, random) => {
    for (let attempt = 0; attempt < 100; attempt += 1) {
      const target = new Map(VALUES.map((value): [Dimension, number] => [value, normal(random)]));
      const other = changed(model, target, by, noise, random);
      if (other !== undefined) return other;
    }
    throw new Error(`${model.subject} has no room on the scale`);
  };

const ROWS: readonly (readonly [string, Again, Change])[] = [
  ["no change, noise .2", noisy(0.2), none],
  ["no change, noise .4", noisy(0.4), none],
  ["no change, answers redrawn", redrawn, none],
  ...[0.2, 0.4].flatMap((noise): [string, Again, Change][] => [
    [`all values, RMS .1, noise ${noise}`, noisy(noise), all(0.1, noise)],
    [`all values, RMS .2, noise ${noise}`, noisy(noise), all(0.2, noise)],
    [`one value moved by .3, noise ${noise}`, noisy(noise), one(noise)],
  ]),
];

const series = Number(process.argv[2] ?? 200);
const seed = Number(process.argv[3] ?? 1);
process.stdout.write(`${series} series of ${RUNS} runs a row, change from run ${CHANGE}, seed ${seed}\n`);
for (const [name, again, change] of ROWS) {
  const random = seededRandom(seed);
  const delays: number[] = [];
  let [early, naive] = [0, 0];
  for (let at = 0; at < series; at += 1) {
    const model = MODELS[at % MODELS.length] as Run; // the index is below the length
    const later = change(model, at, random);
    const runs = Array.from({ length: RUNS }, (_, run) => again(run + 1 < CHANGE ? model : later, random));
    const alarm = firstAlarm(runs, random);
    if (alarm !== undefined && (change === none || alarm < CHANGE)) early += 1;
    else if (alarm !== undefined) delays.push(alarm - CHANGE + 1);
    if (change === none && criesDrift(runs, random)) naive += 1;
  }
  const share = (count: number) => (count / series).toFixed(3);
  const found = `found ${share(delays.length)}, median at run ${medianOf(delays)} after the change`;
  process.stdout.write(
    `${name.padEnd(40)} false alarms ${share(early)} ${change === none ? `(each run against the first ${share(naive)})` : found}\n`,
  );
}

/** The run, counted from 1, at which the evidence reaches the alarm. */
function firstAlarm(runs: readonly Run[], random: Random): number | undefined {
  const ratings = runs.map(({ responses }) => itemRatings(responses));
  let evidence = 1;
  for (let count = 2; count <= runs.length; count += 1) {
    evidence *= evidenceStep(queryContributions(ratings.slice(0, count), KEY, VALUES), random)?.e ?? 1;
    if (evidence >= ALARM) return count;
  }
  return undefined;
}

function criesDrift([first, ...runs]: readonly Run[], random: Random): boolean {
  return runs.some((run) => {
    const change = profileChange(run, first as Run, KEY, VALUES, { permutations: 999, random }); // there are 20
    return change !== undefined && change.p < 0.05;
  });
}

function normal(random: Random): number {
  return normalQuantile(1 - random());
}

function medianOf(values: readonly number[]): string {
  return values.length === 0 ? "none" : String(medianSorted(values.toSorted((x, y) => x - y)));
}
