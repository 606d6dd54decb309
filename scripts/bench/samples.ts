/**
 * How far the value scores of samples are off those of all items, for the stratified sample and for one that is drawn
 * from all items alike, over the complete released models.
 * Run: npx tsx scripts/bench/samples.ts [seeds, default 100]
 */
import { mean, sample } from "simple-statistics";
import { DIMENSIONS, VALUES } from "../../src/instrument/dimensions.ts";
import type { Item } from "../../src/instrument/item.ts";
import { dimensionsByItem } from "../../src/instrument/key.ts";
import { sampleItems } from "../../src/instrument/sample-items.ts";
import { seededRandom } from "../../src/lib/random.ts";
import { loadItems, loadKey } from "../../src/release/data.ts";
import { completeRatings } from "../../src/release/reference.ts";
import {
  contrastValue,
  type QuerySums,
  querySums,
  scoreContrast,
  sizeOf,
} from "../../src/scoring/uncertainty/query-sums.ts";

const SEEDS = Number(process.argv[2] ?? 100);

const key = loadKey("released");
const keyed = dimensionsByItem(key);
const items = loadItems().filter(({ id }) => keyed.has(id));
const models = completeRatings();
const whole = models.map((ratings) => valueScores(querySums(ratings, key)));

type Draw = (size: number, seed: number) => readonly Item[];
const DRAWS: Readonly<Record<string, Draw>> = {
  alike: (size, seed) => sample([...items], size, seededRandom(seed)),
  stratified: (size, seed) => sampleItems(items, size, (id) => keyed.get(id) ?? [], seededRandom(seed)),
};

for (const size of [40, 60, 100, 200])
  for (const [name, draw] of Object.entries(DRAWS)) process.stdout.write(`${describe(size, name, draw)}\n`);

function describe(size: number, name: string, draw: Draw): string {
  const drawn = Array.from({ length: SEEDS }, (_, seed) => {
    const ids = new Set(draw(size, seed + 1).map(({ id }) => id));
    return models.map((ratings) => querySums(new Map([...ratings].filter(([id]) => ids.has(id))), key));
  });
  const squares = drawn.flatMap((sums) =>
    sums.flatMap((one, model) =>
      valueScores(one).flatMap((score, value) => {
        const error = score - (whole[model]?.[value] ?? Number.NaN);
        return Number.isNaN(error) ? [] : [error * error];
      }),
    ),
  );
  const sizes = drawn.flatMap(([first]) =>
    first === undefined ? [] : DIMENSIONS.map((dimension) => sizeOf(first.dimensions[dimension])),
  );
  const share = (which: (queries: number) => boolean) =>
    `${(100 * mean(sizes.map(({ queries }) => (which(queries) ? 1 : 0)))).toFixed(1)}%`;
  const error = Math.sqrt(mean(squares)).toFixed(3);
  return `${size} items, ${name}: error ${error}, dimensions on no item ${share((queries) => queries === 0)}, on one query ${share((queries) => queries === 1)}`;
}

function valueScores(sums: QuerySums): readonly number[] {
  return VALUES.map((value) => contrastValue(scoreContrast(sums, value)));
}
