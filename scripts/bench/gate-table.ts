/**
 * How often each rule of the gate concludes, and how often wrongly: pairs of runs drawn from the released models, with
 * and without a change, under several accounts of what is chance.
 *
 *   npx tsx scripts/bench/gate-table.ts [pairs] [seed]
 */
import process from "node:process";
import { VALUES } from "../../src/instrument/dimensions.ts";
import { type Random, seededRandom } from "../../src/lib/random.ts";
import type { Run } from "../../src/runs/answer.ts";
import { compareRuns } from "../../src/scoring/compare/compare-runs.ts";
import { headline } from "../../src/scoring/compare/headline.ts";
import { profileChange } from "../../src/scoring/compare/profile-change.ts";
import { changeOnItems } from "../../src/scoring/drift/fixed-items.ts";
import { asked, KEY, MODELS, oneValueMoved, redrawn } from "./simulated-runs.ts";

const MARGIN = 0.3;
const PERMUTATIONS = 999;

type Draw = (model: Run, pair: number, random: Random) => readonly [Run, Run];

const same =
  (noise: number, repeats: number): Draw =>
  (model, _, random) => [asked(model, noise, repeats, random), asked(model, noise, repeats, random)];

const moved =
  (noise: number, repeats: number): Draw =>
  (model, pair, random) => {
    const value = Math.floor(pair / MODELS.length); // another one in each round over the models
    const other = oneValueMoved(model, value, MARGIN, noise, random);
    return [asked(other, noise, repeats, random), asked(model, noise, repeats, random)];
  };

const NOISES = [0.1, 0.2, 0.4];
const ROWS: readonly (readonly [string, Draw])[] = [
  ...NOISES.map((noise) => [`no change, noise ${noise}`, same(noise, 1)] as const),
  ...NOISES.map((noise) => [`no change, noise ${noise}, three repeats`, same(noise, 3)] as const),
  ["no change, answers redrawn", (model, _, random) => [redrawn(model, random), redrawn(model, random)]],
  ...NOISES.map((noise) => [`one value moved by .3, noise ${noise}`, moved(noise, 1)] as const),
  ...NOISES.map(
    (noise) => [`one value moved by .3, noise ${noise}, three repeats`, moved(noise, 3)] as const,
  ),
];

const pairs = Number(process.argv[2] ?? 1000);
const seed = Number(process.argv[3] ?? 1);
process.stdout.write(
  `${pairs} pairs a row, margin ${MARGIN}, seed ${seed}: equivalent, drifted, inconclusive\n`,
);
for (const [name, draw] of ROWS) {
  const random = seededRandom(seed);
  const population = { equivalent: 0, drifted: 0, inconclusive: 0, refused: 0 };
  const items = { ...population };
  for (let pair = 0; pair < pairs; pair += 1) {
    const [a, b] = draw(MODELS[pair % MODELS.length] as Run, pair, random); // the index is below the length
    const comparison = compareRuns(a, b, KEY, { margin: MARGIN, seed: pair, resamples: 100 });
    const change = profileChange(a, b, KEY, VALUES, { permutations: PERMUTATIONS, random });
    const differences = Object.values(comparison.dimensions).filter((row) => row.kind === "compared");
    const common = { scope: "population", dimensions: VALUES, margin: MARGIN, screens: [] } as const;
    population[headline({ ...common, differences, change }).outcome] += 1;
    items[onItems(a, b)] += 1;
  }
  const shares = ({ equivalent, drifted, inconclusive }: typeof items) =>
    [equivalent, drifted, inconclusive].map((count) => (count / pairs).toFixed(3)).join(" ");
  process.stdout.write(`${name.padEnd(46)} population ${shares(population)}  items ${shares(items)}\n`);
}

function onItems(a: Run, b: Run) {
  const change = changeOnItems(a, b, KEY, VALUES, MARGIN);
  if (change?.dimensions.every(({ equivalent }) => equivalent)) return "equivalent";
  return change !== undefined && change.p < 0.05 ? "drifted" : "inconclusive";
}
