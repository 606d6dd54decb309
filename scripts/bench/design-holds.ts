/**
 * Whether the error that the D study expects is the one that is seen, over the 33 complete released models: at their own
 * design beside the cluster-robust error, and for parts of their runs beside how far a part's scores are from those of the
 * whole. Then the level of the sign-flip test where differences are skewed.
 *
 *   npx tsx scripts/bench/design-holds.ts [parts] [seed]
 */
import process from "node:process";
import { mean, median, quantile, sample } from "simple-statistics";
import { DIMENSIONS, VALUES } from "../../src/instrument/dimensions.ts";
import { VARIANTS } from "../../src/instrument/variant.ts";
import { seededRandom } from "../../src/lib/random.ts";
import { loadItems, loadKey } from "../../src/release/data.ts";
import { completeRuns } from "../../src/release/reference.ts";
import type { Response } from "../../src/runs/answer.ts";
import { contrastDesign } from "../../src/scoring/reliability/contrast-design.ts";
import { expectedSe } from "../../src/scoring/reliability/d-study.ts";
import { studyModels } from "../../src/scoring/reliability/plan-reliability.ts";
import { itemRatings } from "../../src/scoring/score/item-ratings.ts";
import { reduceRun } from "../../src/scoring/score/reduced-run.ts";
import { profileOf } from "../../src/scoring/score/score-run.ts";
import { clusterRobustSe } from "../../src/scoring/uncertainty/cluster-robust-se.ts";
import { scoreContrast } from "../../src/scoring/uncertainty/query-sums.ts";
import { signFlip } from "../../src/scoring/uncertainty/sign-flip.ts";

const parts = Number(process.argv[2] ?? 6);
const seed = Number(process.argv[3] ?? 1);
const random = seededRandom(seed);
const key = loadKey("released");
const items = loadItems().map(({ id }) => id);
const queries = [...new Set(items.map(queryOf))];
const runs = completeRuns();
const wholes = runs.map((run) => profileOf(run, key, itemRatings(run.responses)).scores);
const studies = runs.map((run) => studyModels([run], key));
const say = (line: string) => process.stdout.write(`${line}\n`);

ownDesign();
for (const [name, draw] of Object.entries({
  "260 items": () => ({ items: drawn(items, 260), variants: [...VARIANTS] }),
  "130 items": () => ({ items: drawn(items, 130), variants: [...VARIANTS] }),
  "52 queries": () => {
    const kept = drawn(queries, 52);
    return { items: new Set(items.filter((id) => kept.has(queryOf(id)))), variants: [...VARIANTS] };
  },
  "two prompts": () => ({ items: new Set(items), variants: [...drawn(VARIANTS, 2)] }),
  "one prompt": () => ({ items: new Set(items), variants: [...drawn(VARIANTS, 1)] }),
  "260 items and two prompts": () => ({ items: drawn(items, 260), variants: [...drawn(VARIANTS, 2)] }),
}))
  partsOf(name, draw);
skewed();

function queryOf(id: string): string {
  return id.slice(0, id.indexOf("/"));
}

function drawn<T>(from: readonly T[], count: number): Set<T> {
  return new Set(sample([...from], count, random));
}

function ownDesign(): void {
  const whole = new Set(items);
  const ratios = DIMENSIONS.map((dimension) => {
    const design = contrastDesign(key, dimension, whole);
    return runs.flatMap((run, index) => {
      const [components] = studies[index]?.[dimension] ?? [];
      if (design === undefined || components === undefined) return [];
      const { se } = clusterRobustSe(scoreContrast(reduceRun(run, key).sums, dimension));
      const expected = expectedSe(components, design, VARIANTS.length).samePrompts;
      return expected === undefined || se === 0 ? [] : [expected / se];
    });
  });
  const all = ratios.flat();
  say(
    `own design: expected / cluster-robust ${median(all).toFixed(2)} in the median of ${all.length} (5% to 95%: ${quantile(all, 0.05).toFixed(2)} to ${quantile(all, 0.95).toFixed(2)})`,
  );
  say(DIMENSIONS.map((dimension, at) => `${dimension} ${mean(ratios[at] ?? []).toFixed(2)}`).join(", "));
}

type Part = { readonly items: ReadonlySet<string>; readonly variants: readonly Response["variant"][] };

/** A part lies within its whole, so that the variance of their difference is that of the part less that of the whole. */
function partsOf(name: string, draw: () => Part): void {
  const [seen, expected]: [number[], number[]] = [[], []];
  for (let round = 0; round < parts; round += 1) {
    const part = draw();
    runs.forEach((run, index) => {
      const responses = run.responses.filter(
        ({ item, variant }) => part.items.has(item) && part.variants.includes(variant),
      );
      const own = profileOf({ ...run, responses }, key, itemRatings(responses)).scores;
      const whole = wholes[index] ?? {};
      for (const value of VALUES) {
        const [components] = studies[index]?.[value] ?? [];
        const [small, large] = [
          contrastDesign(key, value, part.items),
          contrastDesign(key, value, new Set(items)),
        ];
        const [score, wholeScore] = [own[value]?.centred, whole[value]?.centred];
        if (components === undefined || small === undefined || large === undefined) continue;
        if (score === undefined || wholeScore === undefined) continue;
        const over = part.variants.length < VARIANTS.length ? "newPrompts" : "samePrompts";
        const [se, wholeSe] = [
          expectedSe(components, small, part.variants.length)[over],
          expectedSe(components, large, VARIANTS.length)[over],
        ];
        if (se === undefined || wholeSe === undefined) continue;
        seen.push((score - wholeScore) ** 2);
        expected.push(se ** 2 - wholeSe ** 2);
      }
    });
  }
  say(
    `${name}: observed ${Math.sqrt(mean(seen)).toFixed(3)}, expected ${Math.sqrt(mean(expected)).toFixed(3)}`,
  );
}

/** Ten queries, as Tradition has, whose differences are exponential with mean 0. */
function skewed(): void {
  const runsOfTest = 2000;
  let found = 0;
  for (let round = 0; round < runsOfTest; round += 1) {
    const differences = Float64Array.from({ length: 10 }, () => -Math.log(1 - random()) - 1);
    const [p = 1] = signFlip([differences], { resamples: 10_000, random });
    if (p < 0.05) found += 1;
  }
  say(
    `sign flips of ten exponential differences of mean 0: p < .05 in ${(found / runsOfTest).toFixed(3)} of ${runsOfTest}`,
  );
}
